"""Numbers as each language groups them, from CLDR through Babel."""

from __future__ import annotations

from babel.numbers import format_decimal

from languages import registry


def grouped(number: int, language: str | None = None) -> str:
    """Return a whole number with its thousands apart: "1,234" in English, "1 234" (no-break) else."""
    locale = registry.get(language).locale if language else registry.current().locale
    return format_decimal(number, locale=locale, group_separator=True)
