"""The head of a public page. Each tag reads what `reader.frame.page` put into the context; none queries."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from typing import Any

from django import template
from django.template import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from delivery.pieces import piece
from languages.columns import phrase
from publication.models import Publication
from reader import head, made_of, structured_data

register = template.Library()
register.filter("excerpt", head.excerpt)
register.filter("summary", head.summary)


@register.simple_tag(takes_context=True)
def page_head(context: Context) -> SafeString | str:
    """Print how a page is shown where somebody links to it; nothing for a page without an address.

    Says what the page's blocks `title` and `description` say, the title without the paper's name.
    """
    if not context["canonical"]:
        return ""
    paper = context["publication"]
    title = _block(context, "title").removesuffix(f" — {phrase(paper, 'name')}")
    properties = head.of_page(_place(context), paper, title=title, description=_block(context, "description"))
    return _printed(properties, head.beside(paper))


@register.simple_tag(takes_context=True)
def story_head(context: Context) -> SafeString:
    """Print how a story is shown where somebody links to it."""
    version, paper, authors = context["version"], context["publication"], context["authors"]
    properties = head.of_story(_place(context), paper, version, authors=authors, tags=context["tags"])
    names = head.beside(paper, picture=version.article.lead_image, authors=authors)
    return _printed(properties, names)


@register.simple_tag(takes_context=True)
def story_data(context: Context) -> list[dict[str, Any]]:
    """Return what search engines are told of a story."""
    version, paper, place = context["version"], context["publication"], _place(context)
    home, name = context["frame"].homes[version.language], phrase(paper, "name").text
    who = piece(("organization", version.language, place.origin), lambda: _organization(paper, place))
    return [
        structured_data.news_article(version, place=place, authors=context["authors"], paper=who),
        structured_data.breadcrumbs(version, home=home, home_name=name, place=place),
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


def _organization(paper: Publication, place: head.Place) -> dict[str, Any]:
    made_of.paper()
    return structured_data.organization(paper, place.absolute)


def _printed(properties: head.Properties, names: head.Properties) -> SafeString:
    """Print pairs of a name and what it says, properties first."""
    return format_html_join(
        "\n  ",
        '<meta {}="{}" content="{}">',
        [*(("property", *pair) for pair in properties), *(("name", *pair) for pair in names)],
    )


def _block(context: Context, name: str) -> str:
    """Return the text that a page writes into one of its blocks."""
    block = context.render_context[BLOCK_CONTEXT_KEY].get_block(name)
    return unescape(block.render(context)).strip()


def _place(context: Context) -> head.Place:
    alternates: Iterable[tuple[str, str]] = context["alternates"]
    return head.Place(context["canonical"], dict(alternates))
