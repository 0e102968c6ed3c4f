from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from languages import registry
from reader import made_of, sitemaps
from reader.public import polled, public
from reader.xml import xml


@public
@polled
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index of all sitemaps but the one for news, which stands beside it."""
    files = sitemaps.index()
    made_of.changes(*registry.codes())
    return xml(request, "reader/sitemap_index.xml", files, changed_at=sitemaps.last_change(files))


@public
@polled
def sitemap_month(
    request: HttpRequest, language: str, year: str, month: str, part: str = "1"
) -> HttpResponse:
    """The stories first published in a month in a language; the first 5,000, or the next."""
    stories = sitemaps.month(language, int(year), int(month), int(part))
    if not stories:
        raise Http404("no stories in this month")
    made_of.changes(language)
    return xml(request, "reader/sitemap.xml", stories, changed_at=sitemaps.last_change(stories))


@public
@polled
def sitemap_sections(request: HttpRequest, language: str) -> HttpResponse:
    """Everything in a language that is not a story: sections, authors, topics, pages."""
    made_of.sections(language)
    return xml(request, "reader/sitemap.xml", sitemaps.sections(language))
