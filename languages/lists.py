"""Several things in one sentence, as each language writes them (CLDR): "a, b and c"."""

from __future__ import annotations

from collections.abc import Sequence

from babel import Locale
from babel.lists import format_list

from languages import registry


def joined(parts: Sequence[str], language: str | None = None) -> str:
    """Return several parts as one list in words."""
    return format_list(list(parts), locale=_locale(language))


def patterns(language: str | None = None) -> dict[str, str]:
    """Return what joins the parts, for a script: the patterns "two", "start", "middle" and "end"."""
    known = _locale(language).list_patterns["standard"]
    return {"two": known["2"], **{name: known[name] for name in ("start", "middle", "end")}}


def _locale(language: str | None) -> Locale:
    spoken = registry.get(language) if language else registry.current()
    return Locale.parse(spoken.locale)
