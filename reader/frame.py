"""What stands around every public page: the paper, its sections, the language switch, the addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation

from categories.models import Category
from delivery.pieces import piece
from languages import registry
from publication.models import Page, Publication
from reader import blocks, made_of

NOT_TRANSLATED = "not-translated"  # the fragment that makes a page show its note


@dataclass(frozen=True)
class Switch:
    """One entry of the language switch. `exists`: this very page can be read in that language."""

    language: registry.Language
    url: str
    exists: bool
    current: bool


@dataclass
class Frame:
    """What stands around every page in a language: the paper, its sections and static pages.

    homes: the address of the home page by language code.
    """

    publication: Publication
    categories: list[Category]
    pages: list[Page]
    homes: dict[str, str]


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    versions: Mapping[str, str],
    elsewhere: Mapping[str, str] | None = None,
    default: str | None = None,
    number: int = 1,
    status: int = 200,
) -> HttpResponse:
    """Render a public page in its frame. At most three queries.

    versions: the address of this page by language code, for the languages it can be read in.
    elsewhere: where the switch leads for the others; the home page of that language by default.
    default: where x-default leads, instead of the main language's version or else the first of `versions`.
    number: which page of a paged list this is; those after the first have no counterparts.
    """
    here = versions.get(registry.current().code)
    around = _around()
    response = render(
        request,
        template,
        {
            **around,
            "switches": list(_switches(versions, elsewhere or around["frame"].homes)),
            "canonical": _absolute(request, f"{here}?page={number}" if here and number > 1 else here),
            "alternates": _alternates(request, versions, default) if here and number == 1 else [],
            **context,
        },
        status=status,
    )
    response["Speculation-Rules"] = f'"{reverse("reader:speculation")}"'
    return response


def _around() -> dict[str, Any]:
    """Return what stands around every page: the paper, its sections, its static pages."""
    language = registry.current()
    frame = piece(("frame", language.code), _frame)
    return {"frame": frame, "publication": frame.publication, "language": language, "now": timezone.now()}


def _frame() -> Frame:
    """Return what stands around every page. At most three queries."""
    made_of.frame()
    return Frame(
        Publication.current(),
        blocks.lists().categories,
        list(Page.objects.live().titles()),
        everywhere("reader:home"),
    )


def everywhere(viewname: str, *args: Any) -> dict[str, str]:
    """Return the address of a page that exists in every language, by language code."""
    addresses = {}
    for code in registry.codes():
        with translation.override(code):
            addresses[code] = reverse(viewname, args=args)
    return addresses


def _switches(versions: Mapping[str, str], elsewhere: Mapping[str, str]) -> Iterable[Switch]:
    current = registry.current()
    for language in registry.published_in():
        exists = language.code in versions
        note = f"#{NOT_TRANSLATED}" if versions else ""  # what is nowhere at all is not untranslated
        url = versions[language.code] if exists else f"{elsewhere[language.code]}{note}"
        yield Switch(language, url, exists, current=language == current)


def _alternates(
    request: HttpRequest, versions: Mapping[str, str], default: str | None
) -> list[tuple[str, str | None]]:
    """Return hreflang and absolute address of every version, this one included, and the default.

    A page that exists in one language only has no alternates.
    """
    if len(versions) < 2:
        return []
    main = versions.get(registry.codes()[0]) or next(iter(versions.values()))
    listed = {**versions, "x-default": default or main}
    return [(code, _absolute(request, url)) for code, url in listed.items()]


def _absolute(request: HttpRequest, url: str | None) -> str | None:
    return request.build_absolute_uri(url) if url else None
