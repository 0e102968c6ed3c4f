from __future__ import annotations

from modeltranslation.translator import TranslationOptions, register

from publication.models import Page, Publication


@register(Publication)
class PublicationTranslation(TranslationOptions):
    fields = ("name", "tagline", "footer_notice", "instagram_invitation", "share_services")


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")
    fallback_languages = {"default": ()}
