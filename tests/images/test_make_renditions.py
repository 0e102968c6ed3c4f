"""manage.py make_renditions: what was not done at the upload is done later."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from images.models import Image
from tests.images.conftest import Upload
from tests.images.pictures import encoded, stored, two_halves

pytestmark = pytest.mark.django_db

PHOTO = encoded(two_halves(300, 200))


def make_renditions() -> str:
    """Run the command and return what it says."""
    said = StringIO()
    call_command("make_renditions", stdout=said)
    return said.getvalue().strip()


def test_pictures_without_renditions_get_them(uploaded: Upload) -> None:
    ready = uploaded(PHOTO)
    stored(PHOTO)
    stored(PHOTO)
    assert make_renditions() == "2 pictures have their renditions now, 0 could not be read."
    assert all(image.has_renditions for image in Image.objects.all())
    assert make_renditions() == "0 pictures have their renditions now, 0 could not be read."
    assert Image.objects.get(pk=ready.pk).has_renditions


def test_renditions_of_an_older_recipe_are_made_anew(uploaded: Upload) -> None:
    image = uploaded(PHOTO)
    Image.objects.update(rendered_by="older")
    Path(image.file.storage.path(image.file.process("square_96_avif"))).unlink()
    make_renditions()
    again = Image.objects.get()
    assert again.has_renditions
    assert again.file.storage.exists(str(again.file.square_96_avif).removeprefix("/media/"))


def test_a_picture_that_cannot_be_read_is_counted_and_does_not_stop_the_others() -> None:
    stored(PHOTO)
    broken = stored(PHOTO)
    Path(broken.file.path).write_bytes(PHOTO[:300])
    assert make_renditions() == "1 pictures have their renditions now, 1 could not be read."
    assert not Image.objects.get(pk=broken.pk).has_renditions
