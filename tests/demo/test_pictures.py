from __future__ import annotations

import pytest

from demo.pictures import MOTIFS, as_jpeg, draw, portrait

SMALL = (320, 180)
BRIEF = (
    "waves mountains city map fields sun orbit bars rings stage pitch board columns rails grid "
    "leaves bridge constellation"
)


def test_every_motif_of_the_brief_is_known() -> None:
    assert sorted(MOTIFS) == sorted(BRIEF.split())


@pytest.mark.parametrize("motif", sorted(MOTIFS))
@pytest.mark.parametrize("key", ["sevan-water-level", "night-train", "x"])
def test_every_motif_draws_a_picture_with_light_and_shade(motif: str, key: str) -> None:
    picture = draw(key, motif, SMALL)

    assert (picture.size, picture.mode) == (SMALL, "RGB")
    darkest, lightest = picture.convert("L").getextrema()
    assert isinstance(darkest, int) and isinstance(lightest, int)
    assert lightest - darkest > 60


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_a_key_always_gives_the_same_picture_and_another_key_another_one(motif: str) -> None:
    first = draw("first", motif, SMALL).tobytes()

    assert draw("first", motif, SMALL).tobytes() == first
    assert draw("second", motif, SMALL).tobytes() != first


def test_an_unknown_motif_is_refused_with_the_known_ones_named() -> None:
    with pytest.raises(ValueError, match=r"unknown motif 'unicorn'.*bars.*waves"):
        draw("first", "unicorn", SMALL)


def test_a_picture_of_the_usual_size_stays_light_enough_to_ship() -> None:
    picture = draw("first", "city")

    assert picture.size == (1600, 900)
    jpeg = as_jpeg(picture)
    assert jpeg.startswith(b"\xff\xd8")
    assert len(jpeg) < 400_000


def test_portraits_are_square_repeatable_and_differ() -> None:
    keys = ["anna-petrosyan", "mikhail-orlov", "somebody-new", "somebody-else"]
    portraits = [portrait(key, 160) for key in keys]

    assert {picture.size for picture in portraits} == {(160, 160)}
    assert len({picture.tobytes() for picture in portraits}) == len(keys)
    assert portrait("anna-petrosyan", 160).tobytes() == portraits[0].tobytes()
