from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from images import renditions
from images.models import Image
from languages.admin import TranslatedAdmin, names_in_all_languages
from languages.forms import TranslatedForm


def thumbnail(image: Image | None) -> str:
    """Return a small picture for lists; a dash where there is none."""
    if image is None or not image.file:
        return "—"
    small = renditions.name(renditions.SQUARE, renditions.SQUARE.widths[0], "jpeg")
    url = getattr(image.file, small) if image.has_renditions else image.file.url
    return format_html('<img class="thumbnail" src="{}" width="48" height="48" alt="">', url)


def shown(image: Image) -> str:
    """Return a picture as it stands under the field that chose it, until another is chosen."""
    if not image.file:
        return ""
    wide = renditions.name(renditions.WIDE, renditions.WIDE.widths[0], "jpeg")
    url = getattr(image.file, wide) if image.has_renditions else image.file.url
    return format_html('<img class="chosen-picture" src="{}" alt="" data-picture-of="{}">', url, image.pk)


class ImageForm(TranslatedForm):
    needed = ("alt",)


@admin.register(Image)
class ImageAdmin(TranslatedAdmin):
    form = ImageForm
    language_fields = ("alt", "caption")
    shared_fieldsets = ((None, {"fields": ["file", "focal_point", "credit", "rights"], "classes": ["side"]}),)
    list_display = ("preview", "__str__", "credit", "created_at")
    list_display_links = ("__str__",)
    search_fields = ("credit", *names_in_all_languages("alt"), *names_in_all_languages("caption"))

    @admin.display(description=_("picture"))
    def preview(self, image: Image) -> str:
        return thumbnail(image)
