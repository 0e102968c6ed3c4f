from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from languages import registry
from languages.dates import iso
from reader.public import polled, public

VALID_FOR = timedelta(days=180)  # RFC 9116 recommends less than a year


@public
@polled
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a hole in the site, as RFC 9116 wants it. There is no such file without a contact."""
    if not settings.SECURITY_CONTACT:
        raise Http404("no security contact is set")
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        *(f"Contact: {_as_uri(contact)}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {iso(midnight + VALID_FOR)}",
        f"Preferred-Languages: {', '.join(registry.codes())}",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _as_uri(contact: str) -> str:
    """Return a mail address as a URI; what is a URI already stays."""
    return contact if ":" in contact else f"mailto:{contact}"
