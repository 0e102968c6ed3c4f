from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from images.models import Image
from tests.images.pictures import stored

Upload = Callable[[bytes], Image]


@pytest.fixture
def uploaded(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Upload:
    """Store a picture, commit, and give it as the next request finds it."""

    def store(content: bytes) -> Image:
        with django_capture_on_commit_callbacks(execute=True):
            image = stored(content)
        return Image.objects.get(pk=image.pk)

    return store
