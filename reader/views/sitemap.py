from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from languages import registry
from reader import made_of, sitemaps
from reader.public import polled, public
from reader.xml import index, xml


@public
@polled
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index of all sitemaps but the one for news, which stands beside it."""
    made_of.sections(*registry.codes())
    return index(request, sitemaps.index())


@public
@polled
def sitemap_stories(request: HttpRequest, language: str, number: str) -> HttpResponse:
    """The stories of a language among five thousand numbers: the first, the second, ..."""
    stories = sitemaps.stories(language, int(number))
    if not (stories or sitemaps.goes_beyond(language, int(number))):
        raise Http404("no stories with such numbers")
    made_of.changes(language)
    return xml(request, "reader/sitemap.xml", stories, changed_at=sitemaps.last_change(stories))


@public
@polled
def sitemap_sections(request: HttpRequest, language: str) -> HttpResponse:
    """Everything in a language that is not a story: sections, authors, topics, pages."""
    made_of.sections(language)
    return xml(request, "reader/sitemap.xml", sitemaps.sections(language))
