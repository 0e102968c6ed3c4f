"""Who apologises when something fails: the desk under its own address, the public site everywhere else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from desk import refusals
from reader.views import errors


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _is_at_the_desk(request):
        return refusals.bad_request(request, exception)
    return errors.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Readers have no permissions: all that a public page can deny is a request that makes no sense."""
    if _is_at_the_desk(request):
        return refusals.permission_denied(request, exception)
    return errors.bad_request(request, exception)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Public pages have no form whose token could be wrong: sending them one makes no sense."""
    if _is_at_the_desk(request):
        return refusals.form_expired(request, reason)
    return errors.bad_request(request)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _is_at_the_desk(request):
        return refusals.page_not_found(request, exception)
    return errors.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if _is_at_the_desk(request):
        return refusals.server_error(request)
    return errors.server_error(request)


def _is_at_the_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")
