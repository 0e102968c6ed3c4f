"""Numbers as each language groups them, from CLDR through Babel."""

from __future__ import annotations

from babel.numbers import format_decimal, format_percent, get_decimal_symbol

from languages import registry


def grouped(number: int, language: str | None = None) -> str:
    """Return a whole number with its thousands apart: "1,234" in English, "1 234" (no-break) else."""
    locale = registry.get(language).locale if language else registry.current().locale
    return format_decimal(number, locale=locale, group_separator=True)


def percent(part: int, whole: int, language: str | None = None) -> str:
    """Return a share in whole percent: "12%", "12 %" with a no-break space in Russian. Of nothing it is 0."""
    locale = registry.get(language).locale if language else registry.current().locale
    return format_percent(part / whole if whole else 0, locale=locale)


def list_separator(language: str | None = None) -> str:
    """Return what ends a cell for spreadsheets of a language: the comma, unless numbers have it."""
    locale = registry.get(language).locale if language else registry.current().locale
    return ";" if get_decimal_symbol(locale) == "," else ","
