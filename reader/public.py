"""What every public view has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

View = TypeVar("View", bound=Callable[..., HttpResponse])
FIVE_MINUTES = 300


def public(view: View) -> View:
    """Answer GET and HEAD, compressed, and any other method with 405.

    No view here changes anything, so none asks for a CSRF token first: that would answer 403, in English.
    No page here holds a secret that its compressed size could give away.
    """
    return csrf_exempt(require_safe(gzip_page(view)))


def polled(view: View) -> View:
    """Answer programs that ask again and again: good for five minutes, then 304 while nothing changed."""
    return conditional_page(cache_control(public=True, max_age=FIVE_MINUTES)(view))


def moved(request: HttpRequest, address: str) -> HttpResponsePermanentRedirect:
    """Send a reader to the right address for good; the query string comes along."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
