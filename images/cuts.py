"""Pictures as other sites are given them: one JPEG of a shape, with its size."""

from __future__ import annotations

from dataclasses import dataclass
from mimetypes import guess_type

from images import renditions
from images.models import Image


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
    url = getattr(image.file, renditions.name(shape, width, "jpeg"))
    return Cut(str(url), *shape.size(width, image.size), "image/jpeg")


def original(image: Image) -> Cut | None:
    """Return the picture as uploaded; None when its file was removed or could not be measured."""
    media_type, _encoding = guess_type(image.file.name or "")
    if not (image.file and media_type and all(image.size)):
        return None
    return Cut(image.file.url, *image.size, media_type)
