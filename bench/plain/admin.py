from __future__ import annotations

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from bench.plain.models import Article, Author, Category, Tag


@admin.register(Article)
class ArticleAdmin(TranslationAdmin):
    list_display = ("title", "category", "is_published", "published_at", "views")
    list_filter = ("category", "is_published")
    search_fields = ("title",)


admin.site.register([Author, Category, Tag], TranslationAdmin)
