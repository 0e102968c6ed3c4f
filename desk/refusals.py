"""What the staff see when the desk refuses them something or fails, in their own language."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 400 page: too much was sent, or something no form of ours sends."""
    return _refuse(
        request,
        status=400,
        title=_("This could not be read"),
        explanation=_("Nothing was saved. Go back, make what you send shorter or simpler, and try again."),
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 403 page: their role does not go that far."""
    return _refuse(
        request,
        status=403,
        title=_("Not allowed"),
        explanation=_("Your account may not do this. Whoever manages the accounts can change that."),
    )


def version_moved(request: HttpRequest) -> HttpResponse:
    """The 409 page: what was sent does not fit the story by now, and no form of ours was like that."""
    return _refuse(
        request,
        status=409,
        title=_("This does not fit any more"),
        explanation=_(
            "What was sent does not go with the story as it stands now. Nothing was saved. Go back, copy "
            "what you typed, reload the form and try again."
        ),
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form without a valid token: it stood open while somebody logged in or out."""
    return _refuse(
        request,
        status=403,
        title=_("This form has expired"),
        explanation=_(
            "Nothing was saved, but what you typed is not lost: go back, and it is still in the form. "
            "Send it again; if this page returns, copy your text, reload the form and paste it."
        ),
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 404 page."""
    return _refuse(
        request,
        status=404,
        title=_("Page not found"),
        explanation=_("There is no page at this address. It may have moved, or the link may be cut off."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """The 500 page. Asks nothing of the database, which may be what failed."""
    words = {
        "title": _("Something went wrong"),
        "explanation": _("The fault is ours and has been noted. Please try again in a minute."),
    }
    body = render_to_string("admin/refusal.html", {"site_header": admin.site.site_header, **words})
    return HttpResponse(body, status=500)


def _refuse(request: HttpRequest, *, status: int, **words: Any) -> HttpResponse:
    """Render a refusal in the frame of the desk, as far as the person is known by then."""
    frame = admin.site.each_context(request) if hasattr(request, "user") else {}
    body = render_to_string("admin/refusal.html", {**frame, **words}, request)
    response = HttpResponse(body, status=status)
    add_never_cache_headers(response)
    return response
