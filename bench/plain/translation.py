from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from bench.plain.models import Article, Author, Category, Tag


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ("title", "slug", "lead", "body")


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name", "description")


@register([Author, Tag])
class NameTranslation(TranslationOptions):
    fields = ("name",)
