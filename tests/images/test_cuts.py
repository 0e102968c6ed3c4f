from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image as Pillow
from pytest_django import DjangoAssertNumQueries

from images.cuts import Cut, cut, original
from images.models import Image
from images.renditions import PHOTO, SOCIAL, SQUARE, WIDE, Shape
from tests.factories import make_image
from tests.images.conftest import Upload
from tests.images.pictures import encoded, stored, two_halves

pytestmark = pytest.mark.django_db
SIZES = [(1600, 1250), (700, 500), (321, 123), (123, 321), (64, 36)]


def file_of(image: Image, found: Cut) -> Pillow.Image:
    with image.file.storage.open(found.url.removeprefix("/media/")) as file:
        return Pillow.open(BytesIO(file.read()))


@pytest.mark.parametrize("size", SIZES)
def test_a_cut_is_a_jpeg_of_the_size_it_says(uploaded: Upload, size: tuple[int, int]) -> None:
    image = uploaded(encoded(two_halves(*size)))
    for shape in (SOCIAL, PHOTO, SQUARE, WIDE):
        found = cut(image, shape)
        assert found is not None and found.media_type == "image/jpeg"
        picture = file_of(image, found)
        assert picture.format == "JPEG"
        assert abs(picture.width - found.width) <= 1 and abs(picture.height - found.height) <= 1
        assert found.width <= size[0] and found.height <= size[1]


@pytest.mark.parametrize(
    ("shape", "size"),
    [(SOCIAL, (1200, 630)), (PHOTO, (1200, 900)), (SQUARE, (1200, 1200)), (WIDE, (1280, 720))],
)
def test_a_cut_of_a_large_picture_has_exactly_the_size_of_its_shape(
    uploaded: Upload, shape: Shape, size: tuple[int, int], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    image = uploaded(encoded(two_halves(1600, 1250)))
    with django_assert_num_queries(0):
        found = cut(image, shape)
    assert found is not None
    assert (found.width, found.height) == file_of(image, found).size == size


def test_there_is_the_original_until_there_are_renditions() -> None:
    image = make_image(width=80, height=40)
    assert cut(image, SOCIAL) is None
    assert original(image) == Cut(image.file.url, 80, 40, "image/jpeg")


@pytest.mark.parametrize(("kind", "suffix"), [("PNG", "png"), ("WEBP", "webp"), ("AVIF", "avif")])
def test_the_original_says_what_it_is(kind: str, suffix: str) -> None:
    found = original(stored(encoded(two_halves(80, 40), kind), f"photo.{suffix}"))
    assert found is not None and found.media_type == f"image/{suffix}"


def test_a_picture_that_was_lost_before_it_was_measured_has_neither(uploaded: Upload) -> None:
    image = uploaded(encoded(two_halves(700, 500)))
    Path(image.file.path).unlink()
    Image.objects.update(width=None, height=None)
    lost = Image.objects.get()
    assert (cut(lost, SOCIAL), original(lost)) == (None, None)


def test_a_picture_whose_file_was_removed_has_neither(uploaded: Upload) -> None:
    uploaded(encoded(two_halves(700, 500)))
    Image.objects.update(file="")
    removed = Image.objects.get()
    assert (cut(removed, SOCIAL), original(removed)) == (None, None)
