from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.utils import translation
from PIL import Image as Pillow

from images.models import Image
from tests.factories import make_image, set_translated
from tests.images.pictures import camera_exif, encoded, stored, two_halves

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "name", "suffix"),
    [
        ("JPEG", "Minister at the sauna.jpg", ".jpeg"),
        ("PNG", "looks-like.jpg", ".png"),
        ("WEBP", "photo.webp", ".webp"),
        ("AVIF", "photo.avif", ".avif"),
        ("JPEG", "page.html", ".jpeg"),
        ("JPEG", "../../etc/passwd", ".jpeg"),
        ("GIF", "без имени", ".gif"),
    ],
)
def test_a_file_gets_a_random_name_and_the_suffix_of_what_it_is(kind: str, name: str, suffix: str) -> None:
    path = stored(encoded(two_halves(40, 30), kind), name).file.name
    assert re.fullmatch(rf"images/\d{{4}}/\d\d/[0-9a-f]{{16}}{re.escape(suffix)}", path)


def test_two_uploads_of_one_file_have_two_names() -> None:
    content = encoded(two_halves(40, 30))
    assert stored(content).file.name != stored(content).file.name


def test_a_phones_picture_of_two_pictures_is_stored_as_jpeg() -> None:
    buffer = BytesIO()
    small = Pillow.new("RGB", (10, 10))
    two_halves(40, 30).save(buffer, "MPO", save_all=True, append_images=[small])
    image = stored(buffer.getvalue())
    assert image.file.name.endswith(".jpeg")
    assert image.size == (40, 30)


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (80, 40)), (3, (80, 40)), (6, (40, 80)), (8, (40, 80))]
)
def test_a_picture_is_measured_as_it_is_seen(orientation: int, size: tuple[int, int]) -> None:
    image = stored(encoded(two_halves(80, 40), exif=camera_exif(orientation)))
    assert image.size == size
    assert Image.objects.values_list("width", "height").get() == size


def test_a_picture_nobody_could_measure_has_no_size() -> None:
    assert Image().size == (0, 0)


def test_a_picture_is_listed_under_its_caption_or_description_in_whatever_language() -> None:
    image = make_image(en="A lake", hy="Լիճ")
    assert str(image) == "A lake"
    with translation.override("hy"):
        assert str(image) == "Լիճ"
    with translation.override("ru"):
        assert str(image) == "A lake"
    set_translated(image, "caption", hy="Սևանա լիճ")
    assert str(image) == "Սևանա լիճ"


def test_a_picture_without_words_is_listed_under_its_file() -> None:
    image = stored(encoded(two_halves(40, 30)))
    assert str(image) == image.file.name


def test_the_newest_picture_stands_first() -> None:
    older, newer = make_image(), make_image()
    assert list(Image.objects.all()) == [newer, older]
