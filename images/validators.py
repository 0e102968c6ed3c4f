from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from images.renditions import UNREADABLE

MAX_BYTES = 25 * 1024 * 1024
MAX_PIXELS = 50_000_000
ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")


def validate_picture(file: Any) -> None:
    """Refuse a file that is too heavy, too large to decode safely, or not a picture we can read.

    The size in pixels is read from the header, before anything is decoded. A file that is stored already
    was accepted once and is not read again. Raises ValidationError.
    """
    if getattr(file, "_committed", False):
        return
    if file.size > MAX_BYTES:
        raise ValidationError(
            _("This file is %(size)s; the largest that can be taken is %(limit)s."),
            params={"size": filesizeformat(file.size), "limit": filesizeformat(MAX_BYTES)},
        )
    width, height = _dimensions(file)
    if width * height > MAX_PIXELS:
        raise ValidationError(
            _("This picture has %(pixels)s million pixels; the most that can be taken is %(limit)s."),
            params={"pixels": width * height // 1_000_000, "limit": MAX_PIXELS // 1_000_000},
        )


def _dimensions(file: Any) -> tuple[int, int]:
    try:
        return Pillow.open(file.open("rb"), formats=ACCEPTED).size
    except UNREADABLE as error:
        raise ValidationError(
            _("This is not a picture that can be read. Accepted are %(kinds)s."),
            params={"kinds": ", ".join(ACCEPTED)},
        ) from error
    finally:
        file.seek(0)  # left open: whoever stores the upload reads it next
