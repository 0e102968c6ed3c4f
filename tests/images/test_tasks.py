"""When renditions are made, and what happens when they cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoCaptureOnCommitCallbacks

from images.models import Image
from images.tasks import make_renditions
from tests.images.conftest import Upload
from tests.images.pictures import encoded, stored, two_halves

pytestmark = pytest.mark.django_db

SMALL = encoded(two_halves(300, 200))


def address(image: Image) -> str:
    """Return where the smallest square of a picture is stored."""
    return str(image.file.square_96_jpeg).removeprefix("/media/")


def has_renditions() -> bool:
    return Image.objects.get().has_renditions


def test_renditions_are_made_after_the_commit_and_not_before(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        image = stored(SMALL)
    assert not has_renditions()
    assert not image.file.storage.exists(address(image))
    [after_commit] = callbacks
    after_commit()
    assert has_renditions()
    assert image.file.storage.exists(address(image))


@pytest.mark.parametrize("fields", [None, ["focal_point"]])
def test_a_new_focal_point_has_them_made_again(
    uploaded: Upload,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    fields: list[str] | None,
) -> None:
    image = uploaded(SMALL)
    before = address(image)
    with django_capture_on_commit_callbacks() as callbacks:
        image.focal_point = "0.1x0.1"
        image.save(update_fields=fields)
    assert not has_renditions()
    [after_commit] = callbacks
    after_commit()
    assert has_renditions()
    assert address(Image.objects.get()) != before


def test_a_new_file_has_them_made_again(
    uploaded: Upload, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    image = uploaded(SMALL)
    with django_capture_on_commit_callbacks(execute=True):
        image.file.save("other.png", ContentFile(encoded(two_halves(100, 100), "PNG")), save=False)
        image.save()
        assert not has_renditions()
    assert has_renditions()
    assert image.file.storage.exists(address(Image.objects.get()))


def test_another_credit_line_changes_no_pictures(
    uploaded: Upload, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    image = uploaded(SMALL)
    with django_capture_on_commit_callbacks() as callbacks:
        image.credit = "Somebody"
        image.save()
    assert has_renditions()
    assert callbacks == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_broken_file_is_reported_and_leaves_the_picture_without(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    content = encoded(two_halves(300, 200), kind)
    with django_capture_on_commit_callbacks(execute=True):
        image = stored(content)
        Path(image.file.path).write_bytes(content[: len(content) // 2])
    assert not has_renditions()
    assert f"no renditions for image {image.pk}: its file cannot be read" in caplog.text


def test_a_picture_deleted_meanwhile_is_passed_over() -> None:
    make_renditions.call(0)
    assert not Image.objects.exists()
