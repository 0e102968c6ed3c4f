from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from languages.columns import column
from publication import sharing
from publication.models import Publication
from publication.richtext import sanitised

register = template.Library()


@register.filter
def rich_text(html: str) -> SafeString:
    """Print rich text as HTML. The only place that marks stored text as safe, after cleaning it again."""
    return mark_safe(sanitised(html or ""))  # noqa: S308


@register.simple_tag
def share_links(publication: Publication, language: str, url: str, title: str) -> list[sharing.ShareLink]:
    """Give the share links of a story in the paper's order for a language."""
    chosen = getattr(publication, column("share_services", language)) or ""
    return sharing.links(chosen, language, url=url, title=title)
