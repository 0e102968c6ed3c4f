"""Time zones as people know them: by their cities in each language (CLDR), and by hours that clocks skip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from django.utils import timezone
from django.utils.translation import gettext as _

from languages import registry

TERRITORIES: Mapping[str, str] = get_global("zone_territories")
FORMER_NAMES: dict[str, list[str]] = {}
for former, present in get_global("zone_aliases").items():
    FORMER_NAMES.setdefault(present, []).append(former)
NOWHERE = ("001", "ZZ")  # zones of no country: ships, programs


class NoSuchTime(ValueError):
    """A local time that the clocks skip: they are put forward over it."""


class TimeTwice(ValueError):
    """A local time that the clocks show twice: they are put back over it."""


def choices() -> list[tuple[str, str]]:
    """Return the zones of all countries, by country and city in the active language, in its order."""
    return _choices(registry.current().locale)


def of_paper() -> tzinfo:
    """Return the zone of the paper itself, whoever is at the desk."""
    return timezone.get_default_timezone()


def called(key: str) -> str:
    """Return the city by which people know a zone, in the active language: "Yerevan", "Ереван"."""
    return _city(Locale.parse(registry.current().locale), key)


def offset(moment: datetime) -> str:
    """Return how far a zone is from universal time at a moment: "UTC+4", "UTC-3:30", "UTC"."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02}" if rest else "")


def here(now: datetime | None = None) -> str:
    """Return the active zone by its city and distance: "Yerevan, UTC+4"."""
    return f"{called(timezone.get_current_timezone_name())}, {offset(timezone.localtime(now))}"


def in_words(now: datetime | None = None) -> str:
    """Say in which zone times are written and read: "Time in Yerevan, UTC+4"."""
    city = called(timezone.get_current_timezone_name())
    return _("Time in %(city)s, %(offset)s") % {"city": city, "offset": offset(timezone.localtime(now))}


def aware(local: datetime, zone: tzinfo | None = None) -> datetime:
    """Put a local time into a zone, the active one by default. Raises NoSuchTime, TimeTwice."""
    zone = zone or timezone.get_current_timezone()
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if (before := first.utcoffset()) == (after := second.utcoffset()):
        return first
    raise TimeTwice if before > after else NoSuchTime  # type: ignore[operator]  # a zone has an offset


@cache
def _choices(locale_name: str) -> list[tuple[str, str]]:
    locale = Locale.parse(locale_name)
    named: list[Any] = [
        (key, f"{locale.territories[TERRITORIES[key]]} · {_city(locale, key)}")
        for key in available_timezones() & TERRITORIES.keys()
        if TERRITORIES[key] not in NOWHERE
    ]
    return sorted(named, key=lambda choice: choice[1].casefold())


def _city(locale: Locale, key: str) -> str:
    """CLDR keeps some cities under a former name of their zone, and leaves English ones out."""
    known: Any = locale.time_zones
    named = (known.get(name, {}).get("city") for name in (key, *FORMER_NAMES.get(key, ())))
    return next(filter(None, named), "") or key.rsplit("/", 1)[-1].replace("_", " ")
