from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from languages import registry

register = template.Library()


@register.simple_tag
@cache
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


@register.tag
def kept(parser: Parser, token: Token) -> Node:
    """Keep what stands inside with a thing, so that it is printed once: `{% kept story 3 %}…{% endkept %}`.

    The thing is one that pages share (`delivery.pieces`); with it goes what was printed of it. Whatever makes
    a difference inside, beside the thing and the language, is named in the tag.
    """
    _, thing, *names = token.split_contents()
    nodes = parser.parse(["endkept"])
    parser.delete_first_token()
    return Kept(nodes, parser.compile_filter(thing), [parser.compile_filter(name) for name in names])


class Kept(Node):
    def __init__(self, nodelist: NodeList, thing: FilterExpression, names: list[FilterExpression]) -> None:
        self.nodelist, self.thing, self.names = nodelist, thing, names

    def render(self, context: Context) -> SafeString:
        thing = self.thing.resolve(context, ignore_failures=True)
        if thing is None:  # as on a page that has to do without the database
            return self.nodelist.render(context)
        printed: dict[tuple[Any, ...], SafeString] = vars(thing).setdefault("_printed", {})
        name = (get_language(), *(name.resolve(context) for name in self.names))
        if (html := printed.get(name)) is None:
            html = printed[name] = self.nodelist.render(context)
        return html
