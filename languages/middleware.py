"""Activates the language that a URL names."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from languages import registry

# Sent by browsers for Western Armenian, which Django's negotiation does not know.
SPOKEN_AS = {"hyw": "hy"}


class LanguageMiddleware:
    """Activate the language of the URL prefix, else the main one.

    Unlike Django's LocaleMiddleware it reads neither cookies nor Accept-Language, so a public page is
    the same bytes for everyone and may be cached by its address alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = registry.of_path(request.path_info) or registry.published_in()[0]
        with translation.override(language.code):
            request.LANGUAGE_CODE = language.code
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language.code)
        return response


def negotiate(accept_language: str) -> str:
    """Return the code of the paper's language that an Accept-Language header asks for most.

    Follows RFC 9110, section 12.5.4: the highest quality first, "en-GB" falls back to "en".
    Nothing acceptable, or a malformed header, gives the main language.
    """
    for tag, quality in parse_accept_lang_header(accept_language.lower()):
        primary = tag.split("-", 1)[0]
        code = SPOKEN_AS.get(primary, primary)
        if quality > 0 and code in registry.codes():
            return code
    return registry.codes()[0]
