"""Counts the views of article pages that Django itself answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from readership.counting import count_view, counts_requests

COUNTED = "readership.counted"  # set in a request by whoever stands before Django and counts it itself
OPENED = (200, 304)  # with 304 the browser shows what it has: a person opened it all the same


class Opened(NamedTuple):
    """What a response is a page of."""

    article: int
    language: str


def opens(response: HttpResponse, article: int, language: str) -> HttpResponse:
    """Mark a response as the page of a live language version; the middleware counts it."""
    response.opened = Opened(article, language)  # type: ignore[attr-defined]
    return response


class ViewCountMiddleware:
    """Count a GET of a live article page that was answered, unless views come from the beacon.

    clock: tells the present, for those who replay the past.
    """

    def __init__(
        self,
        get_response: Callable[[HttpRequest], HttpResponse],
        clock: Callable[[HttpRequest], datetime | None] = lambda request: None,
    ) -> None:
        self.get_response = get_response
        self.clock = clock

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        opened: Opened | None = getattr(response, "opened", None)
        is_view = request.method == "GET" and response.status_code in OPENED
        is_ours = counts_requests() and COUNTED not in request.META
        if opened and is_view and is_ours:
            count_view(request.META, *opened, now=self.clock(request))
        return response
