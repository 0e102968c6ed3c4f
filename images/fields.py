from __future__ import annotations

from contextlib import suppress
from typing import Any

from imagefield.fields import ImageField, ImageFieldFile
from PIL import ExifTags
from PIL import Image as Pillow

# EXIF orientations of a camera held upright: width and height change places.
UPRIGHT = {5, 6, 7, 8}


class PictureFile(ImageFieldFile):
    """A picture measured as it is seen, not as the camera's sensor wrote it."""

    def _get_image_dimensions(self) -> tuple[int | None, int | None]:
        if not hasattr(self, "_seen_dimensions"):
            width, height = super()._get_image_dimensions()
            upright = width is not None and self._is_upright()
            self._seen_dimensions = (height, width) if upright else (width, height)
        return self._seen_dimensions

    def _is_upright(self) -> bool:
        was_closed = self.closed
        self.open()
        try:
            with Pillow.open(self.file) as picture:
                return picture.getexif().get(ExifTags.Base.Orientation) in UPRIGHT
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureField(ImageField):
    """An image whose validators have the first look at an upload, before anything decodes it.

    Its row can still be read when the file was lost before it was measured.
    """

    attr_class = PictureFile

    def update_dimension_fields(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        with suppress(FileNotFoundError):
            super().update_dimension_fields(instance, *args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"validators": self.validators, **kwargs})
