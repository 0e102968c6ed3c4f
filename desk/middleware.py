"""The desk knows the person at it, speaks their language, and goes by their clock."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from languages.middleware import negotiate


class DeskCookiesMiddleware:
    """Leave cookies to the desk: public pages are made, and answered, without those a browser brings along.

    Otherwise Django answers a spoilt session or CSRF cookie with Set-Cookie and Vary: Cookie, on any page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_at_desk(request):
            request.COOKIES = {}
        return self.get_response(request)


class DeskLanguageMiddleware:
    """Activate the account's language and time zone under the desk's address.

    Until somebody logs in: the browser's language, and the paper's time.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_at_desk(request):
            return self.get_response(request)
        if request.user.is_authenticated:
            language, clock = request.user.language, request.user.clock
        else:
            language = negotiate(request.headers.get("Accept-Language", ""))
            clock = timezone.get_default_timezone()
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(clock):
            response = self.get_response(request)
        response.headers["Content-Language"] = language
        return response


def _is_at_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")
