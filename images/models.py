from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from imagefield.fields import PPOIField

from images import renditions
from images.fields import PictureField
from images.tasks import make_renditions
from images.validators import validate_picture
from languages.columns import phrase
from languages.fields import LineField

# What Pillow calls a JPEG with a second picture inside, which many phones write.
SUFFIXES = {".mpo": ".jpeg"}


def upload_path(image: Image, filename: str) -> str:
    """Return a path with a random name: nothing of the uploader's file name reaches the public."""
    suffix = PurePath(filename).suffix.lower()[:6]
    return f"images/{timezone.now():%Y/%m}/{secrets.token_hex(8)}{SUFFIXES.get(suffix, suffix)}"


class ImageQuerySet(models.QuerySet["Image"]):
    def without_renditions(self) -> Self:
        """Pictures whose renditions were never made, or made after an older recipe."""
        return self.exclude(rendered_by=renditions.RECIPE)


class Image(models.Model):
    """A picture of the media library."""

    file = PictureField(
        _("file"),
        upload_to=upload_path,
        width_field="width",
        height_field="height",
        ppoi_field="focal_point",
        formats=renditions.formats(),
        validators=[validate_picture],
    )
    width = models.PositiveIntegerField(_("width"), null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, blank=True, editable=False)
    focal_point = PPOIField(_("focal point"))
    alt = LineField(
        _("description for those who cannot see it"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, in one sentence."),
    )
    caption = LineField(_("caption"), max_length=300, blank=True)
    credit = LineField(_("credit"), max_length=120, blank=True, help_text=_("Photographer and agency."))
    rights = LineField(
        _("rights"),
        max_length=200,
        blank=True,
        help_text=_("Licence, or what the paper may do with it."),
    )
    rendered_by = models.CharField(max_length=12, default="", editable=False)  # renditions.RECIPE
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return phrase(self, "caption").text or phrase(self, "alt").text or str(self.file.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and have the renditions made after the commit when the file or its focus is new."""
        outdated = self._drawn_from() != getattr(self, "_made_from", None)
        if outdated:
            self.rendered_by = ""
            if (named := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*named, "rendered_by"}
        super().save(*args, **kwargs)
        if outdated:
            self._made_from = self._drawn_from()
            transaction.on_commit(lambda: make_renditions.enqueue(self.pk))

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **kwargs: Any) -> Image:
        image = super().from_db(db, field_names, values, **kwargs)
        if {"file", "focal_point"} <= set(field_names):
            image._made_from = image._drawn_from()
        return image

    def _drawn_from(self) -> tuple[str, str]:
        return str(self.file.name), str(self.focal_point)

    @property
    def has_renditions(self) -> bool:
        """The renditions that pages would name are there; else they show the original."""
        return self.rendered_by == renditions.RECIPE

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels; (0, 0) when the file could not be measured."""
        return self.width or 0, self.height or 0
