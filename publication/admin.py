from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from languages.admin import TranslatedAdmin, names_in_all_languages
from languages.forms import TranslatedForm
from publication.models import ONLY_ROW, Page, Publication


@admin.register(Publication)
class PublicationAdmin(TranslatedAdmin):
    """The settings of the paper: one row, so its list leads straight to it."""

    language_fields = ("name", "tagline", "footer_notice", "instagram_invitation", "share_services")
    shared_fieldsets = (
        (_("Readership"), {"fields": ["views_shown_from"], "classes": ["side"]}),
        (
            _("Channels"),
            {
                "fields": [
                    "x_url",
                    "youtube_url",
                    "instagram_url",
                    "facebook_url",
                    "telegram_url",
                    "app_store_url",
                    "google_play_url",
                ],
                "description": _("Only the channels filled in are shown to readers."),
                "classes": ["side"],
            },
        ),
    )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if Publication.objects.filter(pk=ONLY_ROW).exists():
            return redirect("admin:publication_publication_change", ONLY_ROW)
        return redirect("admin:publication_publication_add")

    def save_model(self, request: HttpRequest, obj: Publication, form: Any, change: bool) -> None:
        obj.pk = ONLY_ROW
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Publication.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PageForm(TranslatedForm):
    needed = ("title", "body")


@admin.register(Page)
class PageAdmin(TranslatedAdmin):
    form = PageForm
    language_fields = ("title", "body")
    shared_fieldsets = ((None, {"fields": ["slug", "position"], "classes": ["side"]}),)
    list_display = ("__str__", "slug", "position")
    list_editable = ("position",)
    search_fields = ("slug", *names_in_all_languages("title"))
