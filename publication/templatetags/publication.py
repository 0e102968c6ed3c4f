from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from publication.richtext import sanitised

register = template.Library()


@register.filter
def rich_text(html: str) -> SafeString:
    """Print rich text as HTML. The only place that marks stored text as safe, after cleaning it again."""
    return mark_safe(sanitised(html or ""))  # noqa: S308
