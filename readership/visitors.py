"""Tells visits of one person apart from those of others, without keeping anything that names them.

A visit is known by a keyed hash of address, user agent, story and language. The key is random and lives for a
day of UTC: with it goes every way back from a visit to a person, and from one visit to another.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError

from readership.models import Salt

SALT_BYTES = 16
DAY = timedelta(days=1)
ONCE_IN = timedelta(minutes=30)  # within which a person is counted once; the help page says so
_salts: dict[date, bytes] = {}
_lock = threading.Lock()
_makeshift: tuple[float, bytes] | None = None  # until when to make do with it, and the salt
RETRY_AFTER = 10  # seconds
logger = logging.getLogger(__name__)


class VisitKey(NamedTuple):
    """The number of a visit, 63 bits: the same for one person at one story on one day of UTC.

    before: its number of the day before, for as long after midnight as a view of that day still matters.
    """

    today: int
    before: int | None


def visit_key(environ: Mapping[str, str], article: int, language: str, now: datetime) -> VisitKey:
    """Return the number of a visit.

    environ: the request as WSGI has it. Asks the database once a day in each process.
    """
    who = f"{client_address(environ)}|{environ.get('HTTP_USER_AGENT', '')}|{article}|{language}"
    number, seconds = divmod(now.timestamp(), DAY.total_seconds())
    day = _day(int(number))
    before = _number(who, day - DAY) if seconds < ONCE_IN.total_seconds() else None
    return VisitKey(_number(who, day), before)


@lru_cache(maxsize=8)
def _day(number: int) -> date:
    """Return a day of UTC by its number since 1970."""
    return datetime.fromtimestamp(number * DAY.total_seconds(), UTC).date()


def _number(who: str, day: date) -> int:
    digest = hashlib.blake2b(who.encode("utf-8", "replace"), digest_size=8, key=_salt(day))
    return int.from_bytes(digest.digest(), "big") >> 1


def client_address(environ: Mapping[str, str]) -> str:
    """Return whose request it is: the peer's address, or what the outermost of our own proxies was told.

    Only as many entries of X-Forwarded-For are believed as there are proxies of ours (TRUSTED_PROXIES), from
    the right: what stands before them anybody can write. Of an IPv6 address the network counts, for one
    device uses many addresses in it (RFC 8981).
    """
    proxies: int = settings.TRUSTED_PROXIES
    address = environ.get("REMOTE_ADDR", "")
    if proxies:
        header = environ.get("HTTP_X_FORWARDED_FOR", "")[-1024:]
        chain = [part.strip() for part in header.split(",") if part.strip()]
        if len(chain) >= proxies:
            address = chain[-proxies]
    return _network(address)


def _network(address: str) -> str:
    if ":" not in address:  # of version 4, or none at all
        return address[:64]
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def _salt(day: date) -> bytes:
    if (salt := _salts.get(day)) is None:
        with _lock:
            salt = _salts.get(day) or _fetch(day)
    return salt


def _fetch(day: date) -> bytes:
    """Get the day's salt, and the next day's ahead, so that midnight needs no database.

    A process that begins while the database is away makes do with a salt of its own for a while: a person is
    then counted once in each such process, instead of not at all.
    """
    global _makeshift  # noqa: PLW0603 - one for the process, behind the lock
    if _makeshift and time.monotonic() < _makeshift[0]:
        return _makeshift[1]
    try:
        found = {wanted: Salt.of(wanted) for wanted in (day, day + DAY)}
    except DatabaseError:
        logger.warning(
            "no salt from the database; visits are told apart by one of this process", exc_info=True
        )
        secret = _makeshift[1] if _makeshift else secrets.token_bytes(SALT_BYTES)
        _makeshift = (time.monotonic() + RETRY_AFTER, secret)
        return secret
    for old in [kept for kept in _salts if kept < day - DAY]:
        del _salts[old]
    _salts.update(found)
    return found[day]


def forget() -> None:
    """Forget the salts of this process, as a new one would not know them."""
    global _makeshift  # noqa: PLW0603
    _salts.clear()
    _makeshift = None
