"""What counts as a view, and the counting of one. The page cache asks here too, before Django is entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from time import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver

from readership.bots import is_bot
from readership.models import HOST_LENGTH
from readership.spool import Spool
from readership.visitors import visit_key

# What browsers say of a page that nobody may ever see: fetched or rendered ahead.
AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
TELLING = frozenset((*AHEAD, "HTTP_RANGE", "HTTP_COOKIE"))  # most requests have none of these
AHEAD_WORDS = ("prefetch", "prerender", "preview")
LONGEST_REFERRER = 2048  # letters


@cache
def counts_requests() -> bool:
    """Tell whether requests are counted, not beacons. Kept, for a look at the settings takes longer."""
    return bool(settings.VIEWS_FROM == "request")


@receiver(setting_changed)
def _ask_settings_anew(**_kwargs: Any) -> None:
    counts_requests.cache_clear()


@cache
def spool() -> Spool:
    """Return where this process keeps the views it counts."""
    return Spool(settings.VIEWS_SPOOL)


def count_view(environ: Mapping[str, str], article: int, language: str, now: datetime | None = None) -> bool:
    """Count a view of a language version, if it is one; tell whether it was. Takes microseconds.

    environ: the request as WSGI has it (`request.META`). Repeated views within half an hour are left to the
    fold. False, too, when the disk did not take it, which is in the log.
    """
    if is_bot(environ.get("HTTP_USER_AGENT", "")):
        return False
    if not environ.keys().isdisjoint(TELLING) and _is_special(environ):
        return False
    at = int((now.timestamp() if now else time()) * 1000)
    visit, before = visit_key(environ, article, language, at)
    host = referring_host(environ) if "HTTP_REFERER" in environ else ""
    return spool().append(at, article, language, visit, before, host)


def _is_special(environ: Mapping[str, str]) -> bool:
    return "HTTP_RANGE" in environ or is_ahead(environ) or is_staff(environ)


def is_ahead(environ: Mapping[str, str]) -> bool:
    if environ.keys().isdisjoint(AHEAD):
        return False
    said = " ".join(environ.get(name, "") for name in AHEAD).lower()
    return any(word in said for word in AHEAD_WORDS)


def is_staff(environ: Mapping[str, str]) -> bool:
    """Readers have no session: whoever brings the cookie of one works here."""
    if not (cookies := environ.get("HTTP_COOKIE")):
        return False
    names = {pair.partition("=")[0].strip() for pair in cookies.split(";")}
    return settings.SESSION_COOKIE_NAME in names


def referring_host(environ: Mapping[str, str]) -> str:
    """Return the name of the site from which somebody came, "" for our own, none, or something else."""
    if not (referrer := environ.get("HTTP_REFERER")):
        return ""
    return _site(referrer[:LONGEST_REFERRER], environ.get("HTTP_HOST", ""))


@lru_cache(maxsize=1024)
def _site(referrer: str, here: str) -> str:
    """Kept: most readers come from the same few pages, and to read an address takes as long as all else."""
    try:
        host = urlsplit(referrer).hostname or ""
        name = host.encode("idna").decode("ascii").removeprefix("www.")
    except ValueError:  # no address, or a name that cannot be one
        return ""
    own = here.partition(":")[0].lower().removeprefix("www.")
    is_name = 0 < len(name) <= HOST_LENGTH and all(letter.isalnum() or letter in "-." for letter in name)
    return name if is_name and name != own else ""
