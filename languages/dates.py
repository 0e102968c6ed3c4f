"""Dates and times as each language writes them, from CLDR through Babel.

Django's own Armenian formats are wrong or missing. Clock times are in the active time zone.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from django.utils import timezone

from languages import registry

LONG_DATE = {"en": "d MMMM y", "ru": "d MMMM y", "hy": "d MMMM, y"}
HEADER_DATE = {"en": "EEEE, d MMMM y", "ru": "EEEE, d MMMM y", "hy": "EEEE, d MMMM, y"}


def long_date(moment: date | datetime, language: str | None = None) -> str:
    """Return a date in full: "22 November 2026", "22 ноября 2026", "22 նոյեմբերի, 2026"."""
    return _formatted(moment, LONG_DATE, "long", language)


def header_date(moment: date | datetime, language: str | None = None) -> str:
    """Return a date with its weekday, for the top of a page, beginning with a capital letter."""
    text = _formatted(moment, HEADER_DATE, "full", language)
    return text[:1].title() + text[1:]  # not upper(): Georgian has no capitals within a text


def short_date(day: date, language: str | None = None) -> str:
    """Return a day of this year or so, for little room: "21 Nov", "21 нояб.", "21 նոյ"."""
    return format_skeleton("MMMd", day, locale=_language(language).locale)


def clock(moment: datetime, language: str | None = None) -> str:
    """Return the time of day on a 24-hour clock: "14:05"."""
    return format_datetime(_local(moment), "HH:mm", locale=_language(language).locale)


def long_datetime(moment: datetime, language: str | None = None) -> str:
    """Return date and time: "22 November 2026, 14:05", "22 նոյեմբերի, 2026, 14:05"."""
    return f"{long_date(moment, language)}, {clock(moment, language)}"


def brief(moment: datetime, language: str | None = None, now: datetime | None = None) -> str:
    """Return the shortest wording that still says when: "14:05" today, else "21 Nov, 14:05".

    Another year shows its year instead of the time.
    """
    here, today = _local(moment), _local(now or timezone.now())
    if here.date() == today.date():
        return clock(moment, language)
    locale = _language(language).locale
    if here.year != today.year:
        return format_skeleton("yMMMd", here, locale=locale)
    return f"{format_skeleton('MMMd', here, locale=locale)}, {clock(moment, language)}"


def ago(moment: datetime, language: str | None = None, now: datetime | None = None) -> str:
    """Return how long ago a moment was: "3 hours ago", "3 часа назад", "3 ժամ առաջ"."""
    elapsed: timedelta = moment - (now or timezone.now())
    return format_timedelta(elapsed, add_direction=True, locale=_language(language).locale)


def iso(moment: datetime) -> str:
    """Return ISO 8601 with the offset of the active time zone, for `datetime` attributes."""
    return _local(moment).isoformat(timespec="seconds")


def _formatted(
    moment: date | datetime, patterns: dict[str, str], otherwise: str, language: str | None
) -> str:
    """Write a date by the language's own pattern; a language added later gets a format of CLDR."""
    spoken = _language(language)
    day = _local(moment) if isinstance(moment, datetime) else moment
    return format_date(day, patterns.get(spoken.code, otherwise), locale=spoken.locale)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def _language(language: str | None) -> registry.Language:
    return registry.get(language) if language else registry.current()
