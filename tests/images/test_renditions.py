from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image as Pillow

from images import renditions
from images.models import Image
from tests.images.conftest import Upload
from tests.images.pictures import BLUE, RED, camera_exif, encoded, two_halves

pytestmark = pytest.mark.django_db

Colour = tuple[int, int, int]


def made(image: Image) -> dict[str, Pillow.Image]:
    """Open every rendition that a page may ask for."""
    return {name: Pillow.open(BytesIO(content(image, name))) for name in renditions.needed(image.size)}


def content(image: Image, name: str) -> bytes:
    with image.file.storage.open(image.file.process(name)) as file:
        return bytes(file.read())


def colour(picture: Pillow.Image, across: float, down: float) -> Colour:
    """Return the colour at a point, given as shares of width and height."""
    point = int(across * (picture.width - 1)), int(down * (picture.height - 1))
    red, green, blue = picture.convert("RGB").getpixel(point)  # type: ignore[misc]
    return int(red), int(green), int(blue)


def is_like(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one, other, strict=True))


def test_every_shape_is_made_in_every_format_and_width_that_fits(uploaded: Upload) -> None:
    image = uploaded(encoded(two_halves(700, 500)))
    assert image.has_renditions
    on_pages = {(320, 180), (640, 360), (640, 457), (96, 96), (192, 192)}
    sent = {(700, 368), (667, 500), (500, 500)}
    for kind, sizes in (("avif", on_pages), ("webp", on_pages), ("jpeg", on_pages | sent)):
        pictures = [picture for name, picture in made(image).items() if name.endswith(kind)]
        assert {picture.format for picture in pictures} == {kind.upper()}
        assert {picture.size for picture in pictures} == sizes
        assert len(pictures) == len(sizes)


def test_all_widths_are_made_of_a_large_picture() -> None:
    assert renditions.WIDE.widths_for((4000, 3000)) == [320, 640, 960, 1280]
    assert renditions.FULL.widths_for((4000, 3000)) == [640, 960, 1280, 1600]
    assert renditions.SQUARE.widths_for((4000, 3000)) == [96, 192]
    assert renditions.SOCIAL.widths_for((4000, 3000)) == renditions.PHOTO.widths_for((4000, 3000)) == []


def test_services_and_search_engines_are_sent_one_large_jpeg_of_a_shape(uploaded: Upload) -> None:
    image = uploaded(encoded(two_halves(1600, 1250)))
    names = {
        "social_1200_jpeg": (1200, 630),
        "photo_1200_jpeg": (1200, 900),
        "square_1200_jpeg": (1200, 1200),
    }
    pictures = made(image)
    assert {name: pictures[name].size for name in pictures if "_1200_" in name} == names
    assert {pictures[name].format for name in names} == {"JPEG"}


def test_the_picture_that_goes_with_a_link_is_light_whatever_it_shows(uploaded: Upload) -> None:
    noise = Pillow.effect_noise((1200, 630), 90)
    image = uploaded(
        encoded(
            Pillow.merge("RGB", (noise, noise.rotate(180), noise.transpose(Pillow.Transpose.FLIP_LEFT_RIGHT)))
        )
    )
    assert len(content(image, "photo_1200_jpeg")) > 300_000
    assert 100_000 < len(content(image, "social_1200_jpeg")) <= 300_000


def test_a_light_picture_keeps_its_quality(uploaded: Upload) -> None:
    image = uploaded(encoded(two_halves(1200, 900)))
    social, photo = (made(image)[f"{shape}_1200_jpeg"] for shape in ("social", "photo"))
    assert social.quantization == photo.quantization  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("shape", "original", "width"),
    [
        (renditions.WIDE, (4000, 3000), 1280),
        (renditions.WIDE, (700, 500), 640),
        (renditions.WIDE, (200, 100), 320),
        (renditions.SOCIAL, (4000, 3000), 1200),
        (renditions.SQUARE, (64, 36), 1200),
    ],
)
def test_the_largest_jpeg_of_a_shape_is_among_those_made(
    shape: renditions.Shape, original: tuple[int, int], width: int
) -> None:
    assert shape.largest_for(original) == width
    assert renditions.name(shape, width, "jpeg") in renditions.needed(original)


@pytest.mark.parametrize("size", [(64, 36), (300, 40), (40, 300), (200, 200), (1, 1)])
def test_a_small_picture_is_never_blown_up(uploaded: Upload, size: tuple[int, int]) -> None:
    image = uploaded(encoded(two_halves(*size)))
    assert image.has_renditions
    for picture in made(image).values():
        assert picture.width <= size[0]
        assert picture.height <= size[1]


# django-imagefield tries every upload as RGB first, about which Pillow warns.
PALETTE_TRIED_AS_RGB = pytest.mark.filterwarnings("ignore:Palette images with Transparency")


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("RGBA", "WEBP"),
        ("RGBA", "AVIF"),
        ("RGBA", "GIF"),
        pytest.param("P", "PNG", marks=PALETTE_TRIED_AS_RGB),
    ],
)
def test_a_transparent_picture_lies_on_white(uploaded: Upload, mode: str, kind: str) -> None:
    logo = Pillow.new("RGBA", (400, 400), (0, 0, 0, 0))
    logo.paste((0, 0, 0, 255), (100, 100, 300, 300))
    image = uploaded(encoded(logo.convert(mode), kind))
    for picture in made(image).values():
        assert is_like(colour(picture, 0.01, 0.01), (255, 255, 255))
        assert is_like(colour(picture, 0.5, 0.5), (0, 0, 0))


def test_a_picture_of_few_colours_is_shrunk_smoothly(uploaded: Upload) -> None:
    stripes = Pillow.new("RGB", (400, 400), RED)
    for column in range(0, 400, 2):
        stripes.paste(BLUE, (column, 0, column + 1, 400))
    image = uploaded(encoded(stripes.convert("P"), "GIF"))
    for picture in made(image).values():
        if picture.width <= 192:
            assert is_like(colour(picture, 0.5, 0.5), (120, 20, 120))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_photograph_taken_upright_stands_upright(uploaded: Upload, kind: str) -> None:
    image = uploaded(encoded(two_halves(800, 400), kind, exif=camera_exif(orientation=6)))
    assert image.size == (400, 800)
    full = {name: picture for name, picture in made(image).items() if name.startswith("full")}
    for picture in full.values():
        assert picture.size == (400, 800)
        assert is_like(colour(picture, 0.5, 0.1), RED)
        assert is_like(colour(picture, 0.5, 0.9), BLUE)


def test_nothing_the_camera_wrote_reaches_readers(uploaded: Upload) -> None:
    photograph = encoded(
        *(two_halves(400, 300), "JPEG"),
        exif=camera_exif(),
        comment=b"secret comment",
        xmp=b"<x:xmpmeta>secret xmp</x:xmpmeta>",
    )
    assert b"SecretPhone" in photograph
    image = uploaded(photograph)
    for name, picture in made(image).items():
        assert dict(picture.getexif()) == {}
        assert b"ecret" not in content(image, name)


@pytest.mark.parametrize(("focus", "seen"), [("0x0.5", RED), ("1x0.5", BLUE)])
def test_a_cut_keeps_what_the_focal_point_points_at(uploaded: Upload, focus: str, seen: Colour) -> None:
    image = uploaded(encoded(two_halves(800, 200)))
    image.focal_point = focus
    squares = [picture for name, picture in made(image).items() if name.startswith("square")]
    assert len(squares) == 7
    for picture in squares:
        assert is_like(colour(picture, 0.1, 0.5), seen)
        assert is_like(colour(picture, 0.9, 0.5), seen)


@pytest.mark.parametrize(("mode", "seen"), [("L", (80, 80, 80)), ("CMYK", RED)])
def test_photographs_of_newsprint_and_of_print_shops_are_shown_too(
    uploaded: Upload, mode: str, seen: Colour
) -> None:
    image = uploaded(encoded(Pillow.new("RGB", (300, 200), RED).convert(mode)))
    for picture in made(image).values():
        assert is_like(colour(picture, 0.5, 0.5), seen)
