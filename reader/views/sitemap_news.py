from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from delivery import recording
from languages import registry
from reader import made_of
from reader.public import polled, public
from reader.sitemaps import NEWS_AGE, NEWS_PER_FILE, news
from reader.xml import index, xml


@public
@polled
def sitemap_news(request: HttpRequest, part: str = "") -> HttpResponse:
    """The stories of the last 48 hours; more than 1,000 are spread over files of their own."""
    stories = news()
    made_of.changes(*registry.codes())
    made_of.paper()
    if stories:
        recording.until(stories[-1].published_at + NEWS_AGE)
    parts = max(1, -(-len(stories) // NEWS_PER_FILE))
    if not part and parts > 1:
        return index(request, (reverse("sitemap_news", args=[number]) for number in range(1, parts + 1)))
    if int(part or 1) > parts or (part and parts == 1):
        raise Http404("no such part")
    end = int(part or 1) * NEWS_PER_FILE
    return xml(request, "reader/sitemap_news.xml", stories[end - NEWS_PER_FILE : end])
