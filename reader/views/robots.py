from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reader.public import polled, public


@public
@polled
def robots(request: HttpRequest) -> HttpResponse:
    """Where the sitemaps are (RFC 9309). Nothing is forbidden: a list of what is would name it to all."""
    maps = (request.build_absolute_uri(reverse(name)) for name in ("sitemap", "sitemap_news"))
    lines = ["User-agent: *", "Disallow:", "", *(f"Sitemap: {address}" for address in maps), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
