from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from PIL import Image as Pillow

from images.validators import MAX_BYTES, validate_picture
from tests.images.pictures import encoded, png_header, two_halves, upload

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def refusal(content: bytes, name: str = "picture.jpg") -> str:
    with pytest.raises(ValidationError) as refused:
        validate_picture(upload(content, name))
    return str(refused.value.messages[0])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_of_each_accepted_kind_is_taken(kind: str) -> None:
    validate_picture(upload(encoded(two_halves(40, 30), kind)))


def test_an_accepted_upload_can_still_be_read_by_whoever_stores_it() -> None:
    file = upload(encoded(two_halves(40, 30)))
    validate_picture(file)
    assert len(file.read()) == file.size


def test_a_file_that_is_too_heavy_is_refused_with_both_sizes() -> None:
    content = encoded(two_halves(40, 30))
    assert refusal(content + bytes(MAX_BYTES)) == (
        "This file is 25.0\u00a0MB; the largest that can be taken is 25.0\u00a0MB."
    )
    validate_picture(upload(content + bytes(MAX_BYTES - len(content))))


def test_a_small_file_that_claims_too_many_pixels_is_refused_unopened() -> None:
    assert refusal(png_header(10_000, 6_000)) == (
        "This picture has 60 million pixels; the most that can be taken is 50."
    )
    validate_picture(upload(png_header(10_000, 5_000)))


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"not a picture", SVG, b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", png_header(0, 0)),
        encoded(two_halves(40, 30), "TIFF"),
        encoded(two_halves(40, 30), "BMP"),
        encoded(two_halves(40, 30), "EPS"),
        png_header(60_000, 60_000),
    ],
    ids=["empty", "text", "svg", "pdf", "half-jpeg", "no-size", "tiff", "bmp", "eps", "bomb"],
)
def test_what_is_no_picture_of_an_accepted_kind_is_refused(content: bytes) -> None:
    assert refusal(content) == (
        "This is not a picture that can be read. Accepted are JPEG, PNG, WEBP, AVIF, GIF."
    )


@pytest.mark.parametrize("name", ["picture.svg", "picture.html", "picture"])
def test_it_is_the_content_that_counts_not_the_name(name: str) -> None:
    validate_picture(upload(encoded(two_halves(40, 30)), name))
    assert refusal(SVG, name="picture.png")


def test_a_broken_avif_is_refused_like_any_other() -> None:
    noise = encoded(Pillow.effect_noise((60, 40), 90).convert("RGB"), "AVIF")
    broken = noise.replace(b"av01", b"av99")
    assert refusal(broken).startswith("This is not a picture that can be read.")
