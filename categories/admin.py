from __future__ import annotations

from django.contrib import admin

from categories.models import Category
from languages.admin import TranslatedAdmin, names_in_all_languages


@admin.register(Category)
class CategoryAdmin(TranslatedAdmin):
    language_fields = ("name", "description")
    shared_fieldsets = ((None, {"fields": ["slug", "position"], "classes": ["side"]}),)
    list_display = ("__str__", "slug", "position")
    list_editable = ("position",)
    search_fields = ("slug", *names_in_all_languages("name"))
