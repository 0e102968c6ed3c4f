from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import http_date


def xml(
    request: HttpRequest, template: str, entries: Sequence[object], *, changed_at: datetime | None = None
) -> HttpResponse:
    """Answer with a list of addresses as XML. changed_at: when anything in it last changed, if known."""
    site = request.build_absolute_uri("/").removesuffix("/")
    body = render_to_string(template, {"entries": entries, "site": site})
    headers = {"Last-Modified": http_date(changed_at.timestamp())} if changed_at else {}
    return HttpResponse(body, content_type="application/xml; charset=utf-8", headers=headers)
