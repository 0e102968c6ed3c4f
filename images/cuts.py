"""Pictures as other sites are given them: one JPEG of a shape, with its size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from mimetypes import guess_type

from django.conf import settings

from images import renditions
from images.models import Image

ADDRESSES = 20_000  # of renditions that are remembered, some fifteen of a picture


@dataclass(frozen=True)
class Cut:
    """A file of a picture: its address, width and height in pixels, and media type."""

    url: str
    width: int
    height: int
    media_type: str


def cut(image: Image, shape: renditions.Shape) -> Cut | None:
    """Return the largest JPEG of a picture in a shape; None while it has no renditions. Queries nothing."""
    if not (image.file and image.has_renditions and all(image.size)):
        return None
    width = shape.largest_for(image.size)
    return Cut(address(image, shape, width, "jpeg"), *shape.size(width, image.size), "image/jpeg")


def address(image: Image, shape: renditions.Shape, width: int, kind: str) -> str:
    """Return the address of a rendition. It says nothing of whether that is made yet."""
    return _address(
        settings.MEDIA_URL, image.file.name, image.focal_point, renditions.name(shape, width, kind)
    )


@lru_cache(maxsize=ADDRESSES)
def _address(media_url: str, file: str, focal_point: str, rendition: str) -> str:
    """Return what django-imagefield works out by hashing, which takes as long as the rest of a picture."""
    return str(getattr(Image(file=file, focal_point=focal_point).file, rendition))


def original(image: Image) -> Cut | None:
    """Return the picture as uploaded; None when its file was removed or could not be measured."""
    media_type, _encoding = guess_type(image.file.name or "")
    if not (image.file and media_type and all(image.size)):
        return None
    return Cut(image.file.url, *image.size, media_type)
