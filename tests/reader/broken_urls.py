"""The site with a page that breaks: what happens when our own code fails."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom.urls import handler400, handler403, handler404, handler500
from newsroom.urls import urlpatterns as site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def breaks(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("a fault of ours, with a secret in its message")


urlpatterns = [*(path(f"{language}broken/", breaks) for language in ("", "en/", "ru/", "hy/")), *site]
