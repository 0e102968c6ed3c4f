from __future__ import annotations

from django.contrib import admin

from authors.models import Author
from languages.admin import TranslatedAdmin, names_in_all_languages


@admin.register(Author)
class AuthorAdmin(TranslatedAdmin):
    language_fields = ("name", "role", "biography")
    shared_fieldsets = ((None, {"fields": ["slug", "picture", "fediverse"], "classes": ["side"]}),)
    list_display = ("__str__", "role", "slug")
    list_select_related = ("picture",)
    search_fields = ("slug", *names_in_all_languages("name"))
    autocomplete_fields = ("picture",)
