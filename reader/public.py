"""What every public view has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from delivery import pieces
from delivery.recording import recording
from delivery.replica import reading
from languages import registry
from readership.counting import is_staff

View = TypeVar("View", bound=Callable[..., HttpResponse])
FIVE_MINUTES = 300
# A browser asks each time, a cache in between keeps a page for a minute, and longer while it cannot ask.
PAGE = {"public": True, "max_age": 0, "s_maxage": 60, "stale_while_revalidate": 600, "stale_if_error": 86_400}

# What the page cache may keep: how addresses begin, and what of a query string makes another page.
PREFIXES = (*(f"/{code}/" for code in registry.codes()), "/sitemap")
PARAMETERS = frozenset(["page"])
UNCACHED = frozenset(["q"])  # searches differ too much


def public(view: View) -> View:
    """Answer GET and HEAD, compressed, and any other method with 405; note what the page is made of.

    No view here changes anything, so none asks for a CSRF token first: that would answer 403, in English.
    No page here holds a secret that its compressed size could give away.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = reading(request.META, lambda: _recorded(view, request, *args, **kwargs))
        if response.status_code == 200 and "Cache-Control" not in response:
            patch_cache_control(response, **PAGE)
        return response

    return csrf_exempt(require_safe(gzip_page(answer)))  # type: ignore[return-value]


def _recorded(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    with recording() as made_of, pieces.page(is_past=is_staff(request.META)):
        response = view(request, *args, **kwargs)
    response.made_of = made_of  # type: ignore[attr-defined]
    return response


def polled(view: View) -> View:
    """Answer programs that ask again and again: good for five minutes, then 304 while nothing changed."""
    return conditional_page(cache_control(public=True, max_age=FIVE_MINUTES)(view))


def moved(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    """Send a reader to the right address for good; the query string comes along."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
