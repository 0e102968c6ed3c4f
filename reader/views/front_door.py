from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.encoding import escape_uri_path

from languages.middleware import negotiate
from reader.public import moved, public


@public
def front_door(request: HttpRequest) -> HttpResponse:
    """Send a reader from "/" to the home page in the language their browser asks for.

    The only address that looks at Accept-Language, and never a permanent answer.
    """
    language = negotiate(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


@public
def alias(request: HttpRequest, language: str, rest: str | None = None) -> HttpResponse:
    """Send another name of a language (/arm/...) to its own address (/hy/...), query and all."""
    return moved(request, escape_uri_path(f"/{language}/{rest or ''}"))
