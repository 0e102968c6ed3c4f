from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from categories.models import Category


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name", "description")
