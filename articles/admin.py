from __future__ import annotations

import taggit.admin
import taggit.models
from django.contrib import admin

from articles.models import Tag
from languages.admin import TranslatedAdmin, names_in_all_languages

# taggit registers its own tags, which no story carries. (Its admin is imported above, so it is in time.)
admin.site.unregister(taggit.models.Tag)


@admin.register(Tag)
class TagAdmin(TranslatedAdmin):
    language_fields = ("name",)
    shared_fieldsets = ((None, {"fields": ["slug"], "classes": ["side"]}),)
    list_display = ("__str__", "slug")
    search_fields = ("slug", *names_in_all_languages("name"))
