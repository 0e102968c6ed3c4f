from __future__ import annotations

from functools import cache

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from languages import registry

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Print an icon of the sprite; it says nothing to those who cannot see it, so put words beside it."""
    return format_html(
        '<svg class="icon" width="20" height="20" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def preload_fonts() -> SafeString:
    """Print the preloads of the two files in which the page's own language is set."""
    files = ("serif-base", f"serif-{registry.current().script.lower()}")
    return format_html_join(
        "\n  ",
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
        ((static(f"fonts/{name}.woff2"),) for name in files if _is_built(name)),
    )


@cache
def _is_built(name: str) -> bool:
    """The script of a language added lately may have no file yet: the reader's own fonts set it."""
    return finders.find(f"fonts/{name}.woff2") is not None
