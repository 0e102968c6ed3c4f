"""The one place that knows how a translated field's columns are called.

The base column of a translated field drifts (it holds whatever language was active at the last full
save), so queries always name the language column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from languages import registry


def column(field: str, language: str | None = None) -> str:
    """Return the column of a translated field in a language, the active one by default."""
    return f"{field}_{language or registry.current().code}"


def columns(fields: Iterable[str], languages: Iterable[str] | None = None) -> list[str]:
    """Return the columns of several translated fields in several languages, all by default."""
    wanted = tuple(languages) if languages is not None else registry.codes()
    return [column(field, language) for field in fields for language in wanted]


@dataclass(frozen=True)
class Phrase:
    """A text and the language it is really in, so that a fallback can be marked with `lang`."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def phrase(thing: Model, field: str, language: str | None = None) -> Phrase:
    """Return a translated field's text, falling back to the paper's other languages in order.

    Only names and descriptions may fall back; an article's text never does.
    """
    wanted = language or registry.current().code
    for code in (wanted, *registry.codes()):
        if text := getattr(thing, column(field, code)):
            return Phrase(str(text), code)
    return Phrase("", wanted)
