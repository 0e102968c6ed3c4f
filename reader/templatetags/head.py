"""The head of a public page. Each tag reads what `reader.frame.page` put into the context; none queries."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import Any

from django import template
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from languages.columns import phrase
from reader import head, structured_data

register = template.Library()
register.filter("excerpt", head.excerpt)
register.filter("summary", head.summary)


@register.inclusion_tag("components/head_properties.html", takes_context=True)
def page_head(context: Context) -> dict[str, Any]:
    """Print how a page is shown where somebody links to it; nothing for a page without an address.

    Says what the page's blocks `title` and `description` say, the title without the paper's name.
    """
    if not context["canonical"]:
        return {}
    paper = context["publication"]
    title = _block(context, "title").removesuffix(f" — {phrase(paper, 'name')}")
    properties = head.of_page(_place(context), paper, title=title, description=_block(context, "description"))
    return {"properties": properties, "names": head.beside(paper)}


@register.inclusion_tag("components/head_properties.html", takes_context=True)
def story_head(context: Context) -> dict[str, Any]:
    """Print how a story is shown where somebody links to it."""
    version, paper, bylines = context["version"], context["publication"], context["bylines"]
    properties = head.of_story(_place(context), paper, version, bylines=bylines, tags=context["tags"])
    names = head.beside(paper, picture=version.article.lead_image, bylines=bylines)
    return {"properties": properties, "names": names}


@register.simple_tag(takes_context=True)
def story_data(context: Context) -> list[dict[str, Any]]:
    """Return what search engines are told of a story."""
    version, paper, absolute = context["version"], context["publication"], _place(context).absolute
    versions = [other for other in version.article.versions() if other.is_live(context["now"])]
    name = phrase(paper, "name").text
    return [
        structured_data.news_article(
            version, versions=versions, bylines=context["bylines"], publication=paper, absolute=absolute
        ),
        structured_data.breadcrumbs(version, home=reverse("reader:home"), home_name=name, absolute=absolute),
    ]


@register.simple_tag(takes_context=True)
def paper_data(context: Context) -> dict[str, Any]:
    """Return what search engines are told of the paper itself."""
    return structured_data.publisher(context["publication"], absolute=_place(context).absolute)


@register.simple_tag
def json_ld(data: dict[str, Any]) -> SafeString:
    """Print linked data as a data block, which no browser runs and no policy refuses."""
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(structured_data.dumped(data)),  # noqa: S308 - every sign of markup in it is escaped
    )


def _block(context: Context, name: str) -> str:
    """Return the text that a page writes into one of its blocks."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return unescape(block.render(context)).strip()


def _place(context: Context) -> head.Place:
    alternates: Iterable[tuple[str, str]] = context["alternates"]
    return head.Place(context["canonical"], dict(alternates))
