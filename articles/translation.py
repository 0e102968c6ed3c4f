from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from articles.models import Article, Correction, Tag


@register(Article)
class ArticleTranslation(TranslationOptions):
    """Everything of an article that exists once per language. A missing language is missing."""

    fields = (
        "title",
        "slug",
        "lead",
        "body",
        "seo_title",
        "seo_description",
        "state",
        "published_at",
        "updated_at",
        "withdrawn_at",
        "translated_from",
        "staged",
    )
    fallback_languages = {"default": ()}


@register(Tag)
class TagTranslation(TranslationOptions):
    fields = ("name",)
    empty_values = None  # two tags without a name in a language do not clash


@register(Correction)
class CorrectionTranslation(TranslationOptions):
    fields = ("text",)
    fallback_languages = {"default": ()}
