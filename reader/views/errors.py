from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from articles.models import Article
from articles.versions import LanguageVersion
from delivery.replica import reading
from languages import registry
from reader import frame


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page, in the language of the address."""
    return reading(request.META, lambda: frame.page(request, "reader/404.html", {}, versions={}, status=404))


def missing_translation(
    request: HttpRequest, story: Article, versions: list[LanguageVersion]
) -> HttpResponse:
    """A story that exists, but not in this language: a 404 that leads to the versions there are."""
    return frame.page(
        request,
        "reader/404.html",
        {
            "readable_in": [(version.speech, version.get_absolute_url()) for version in versions],
            "category": story.category,
        },
        versions={version.language: version.get_absolute_url() for version in versions},
        elsewhere=frame.everywhere("reader:category", story.category.slug),
        status=404,
    )


def withdrawn(request: HttpRequest, story: Article, versions: list[LanguageVersion]) -> HttpResponse:
    """A story that was taken back in this language: a 410 without a word of it."""
    return frame.page(
        request,
        "reader/410.html",
        {
            "readable_in": [(version.speech, version.get_absolute_url()) for version in versions],
            "category": story.category,
        },
        versions={version.language: version.get_absolute_url() for version in versions},
        elsewhere=frame.everywhere("reader:category", story.category.slug),
        status=410,
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 400 page, for what no browser sends of its own."""
    return _apology(request, "reader/400.html", status=400)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """The 500 page."""
    return _apology(request, "reader/500.html", status=500)


def _apology(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """Render a page that asks nothing of the database, which may be what failed.

    Its language is that of the address; at the desk, which has none in its addresses, the active one.
    """
    language = registry.of_path(request.path_info) or registry.current()
    with translation.override(language.code):
        body = render_to_string(template, {"language": language})
    return HttpResponse(body, status=status, headers={"Content-Language": language.code})
