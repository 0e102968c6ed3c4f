from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.http import http_date


def xml(
    request: HttpRequest, template: str, entries: Sequence[object], *, changed_at: datetime | None = None
) -> HttpResponse:
    """Answer with a list of addresses as XML. changed_at: when anything in it last changed, if known."""
    response = _rendered(template, {"entries": entries, "site": _site(request)})
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return response


def index(request: HttpRequest, addresses: Iterable[str]) -> HttpResponse:
    """Answer with an index of sitemaps: hundreds in a large paper, so none goes through a template."""
    site = _site(request)
    files = format_html_join("\n", "<sitemap><loc>{}{}</loc></sitemap>", ((site, one) for one in addresses))
    return _rendered("reader/sitemap_index.xml", {"files": files})


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").removesuffix("/")


def _rendered(template: str, context: dict[str, Any]) -> HttpResponse:
    body = render_to_string(template, context)
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
