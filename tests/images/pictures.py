"""Files as cameras, designers and attackers make them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags
from PIL import Image as Pillow

from images.models import Image

RED, BLUE = (220, 20, 20), (20, 20, 220)


def encoded(picture: Pillow.Image, kind: str = "JPEG", **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def two_halves(width: int, height: int) -> Pillow.Image:
    """Red on the left, blue on the right."""
    picture = Pillow.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def camera_exif(orientation: int = 1) -> Pillow.Exif:
    """What a phone writes into a photograph: how it was held, its maker, and where it was."""
    exif = Pillow.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "SecretPhone"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (40.0, 10.0, 39.0)
    return exif


def png_header(width: int, height: int) -> bytes:
    """A PNG file of a few bytes that claims any size: its header, no pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def upload(content: bytes, name: str = "picture.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored(content: bytes, name: str = "photo.jpg") -> Image:
    """A picture of the library, made without a form."""
    image = Image()
    image.file.save(name, ContentFile(content), save=False)
    image.save()
    return image
