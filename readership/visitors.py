"""Tells visits of one person apart from those of others, without keeping anything that names them.

A visit is known by a keyed hash of address, user agent, story and language. The key is random and lives for a
day of UTC: with it goes every way back from a visit to a person, and from one visit to another.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.db import DatabaseError
from django.dispatch import receiver

from readership.models import Salt
from readership.slots import NOBODY

SALT_BYTES = 16
DAY = 24 * 3_600_000  # milliseconds
ONCE_IN = 30 * 60_000  # milliseconds within which a person is counted once; the help page says so
_salts: dict[int, bytes] = {}  # by the number of a day since 1970
_lock = threading.Lock()
_makeshift: tuple[float, bytes] | None = None  # until when to make do with it
RETRY_AFTER = 10  # seconds
logger = logging.getLogger(__name__)


@cache
def trusted_proxies() -> int:
    """Return how many proxies of ours stand before us. Kept, for a look at the settings takes longer."""
    proxies: int = settings.TRUSTED_PROXIES
    return proxies


@receiver(setting_changed)
def _ask_settings_anew(**_kwargs: Any) -> None:
    trusted_proxies.cache_clear()


def visit_key(environ: Mapping[str, str], article: int, language: str, at: int) -> tuple[bytes, bytes]:
    """Return 8 bytes that name a visit: the same for one person at one story on one day of UTC.

    Beside them stand those of the day before, for as long after midnight as a view of that day still matters,
    then `NOBODY`.
    environ: the request as WSGI has it. at: milliseconds since 1970. Asks the database once a day in each
    process.
    """
    agent = environ.get("HTTP_USER_AGENT", "")
    who = f"{client_address(environ)}|{agent}|{article}|{language}".encode("utf-8", "replace")
    day, past_midnight = divmod(at, DAY)
    visit = blake2b((_salts.get(day) or _fetched(day)) + who).digest()[:8]
    if past_midnight >= ONCE_IN:
        return visit, NOBODY
    return visit, blake2b((_salts.get(day - 1) or _fetched(day - 1)) + who).digest()[:8]


def client_address(environ: Mapping[str, str]) -> str:
    """Return whose request it is: the peer's address, or what the outermost of our own proxies was told.

    Only as many entries of X-Forwarded-For are believed as there are proxies of ours (TRUSTED_PROXIES), from
    the right: what stands before them anybody can write. Of an IPv6 address the network counts, for one
    device uses many addresses in it (RFC 8981).
    """
    address = environ.get("REMOTE_ADDR", "")
    if proxies := trusted_proxies():
        header = environ.get("HTTP_X_FORWARDED_FOR", "")[-1024:]
        if proxies == 1 and "," not in header:  # as usual
            address = header.strip() or address
        else:
            chain = [part.strip() for part in header.split(",") if part.strip()]
            address = chain[-proxies] if len(chain) >= proxies else address
    return address[:64] if ":" not in address else _network(address)  # of version 4, or none at all


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def _fetched(day: int) -> bytes:
    with _lock:
        return _salts.get(day) or _fetch(day)


def _fetch(day: int) -> bytes:
    """Get the day's salt, and the next day's ahead, so that midnight needs no database.

    A process that begins while the database is away makes do with a salt of its own for a while: a person is
    then counted once in each such process, instead of not at all.
    """
    global _makeshift  # noqa: PLW0603 - one for the process, behind the lock
    if _makeshift and time.monotonic() < _makeshift[0]:
        return _makeshift[1]
    try:
        found = {wanted: Salt.of(_date(wanted)) for wanted in (day, day + 1)}
    except DatabaseError:
        logger.warning(
            "no salt from the database; visits are told apart by one of this process", exc_info=True
        )
        own = _makeshift[1] if _makeshift else secrets.token_bytes(SALT_BYTES)
        _makeshift = (time.monotonic() + RETRY_AFTER, own)
        return own
    for old in [kept for kept in _salts if kept < day - 1]:
        del _salts[old]
    _salts.update(found)
    return found[day]


def _date(day: int) -> date:
    return datetime.fromtimestamp(day * DAY / 1000, UTC).date()


def forget() -> None:
    """Forget the salts of this process, as a new one would not know them."""
    global _makeshift  # noqa: PLW0603
    _salts.clear()
    _makeshift = None
