from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from languages import registry
from publication.models import Page
from reader import frame, made_of
from reader.public import public


@public
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A static page: about the paper, contacts, terms."""
    shown = get_object_or_404(Page.objects.for_reading(), slug=slug)
    everywhere = frame.everywhere("reader:page", shown.slug)
    versions = {code: url for code, url in everywhere.items() if code in shown.languages()}
    if registry.current().code not in versions:
        return frame.page(
            request,
            "reader/404.html",
            {"readable_in": [(registry.get(code), url) for code, url in versions.items()]},
            versions=versions,
            status=404,
        )
    made_of.things(shown)
    return frame.page(request, "reader/page.html", {"page": shown}, versions=versions)
