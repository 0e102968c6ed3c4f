"""What happened to a story, in words: who, what, in which language, when, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from articles.models import Article, Event, EventKind
from languages import lists, registry

SAVES = (EventKind.CREATED, EventKind.SAVED, EventKind.STAGED, EventKind.FACTS)
FOLLOWING = (EventKind.CONFIRMED, EventKind.MINOR, EventKind.CHANGED, EventKind.DISCARDED)
NO_STEPS = (*SAVES, *FOLLOWING)  # they move a language nowhere
NEWEST = 10


@dataclass(frozen=True)
class Entry:
    """One event as the desk tells it."""

    event: Event

    @property
    def language(self) -> registry.Language | None:
        known = self.event.language in registry.codes()
        return registry.get(self.event.language) if known else None

    @property
    def facts(self) -> str:
        """Return the names of the facts that changed, in the desk's language."""
        if self.event.kind != EventKind.FACTS:
            return ""
        return lists.joined([name for field in self.event.note.split() if (name := str(_called(field)))])

    @property
    def note(self) -> str:
        return "" if self.event.kind == EventKind.FACTS else self.event.note


class Timeline:
    """The events of a story, the newest first. One query, when they are first asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def entries(self) -> list[Entry]:
        return [Entry(event) for event in self.article.timeline()] if self.article.pk else []

    @property
    def newest(self) -> list[Entry]:
        return self.entries[:NEWEST]

    @property
    def older(self) -> list[Entry]:
        return self.entries[NEWEST:]

    def last_save(self) -> Event | None:
        return next((entry.event for entry in self.entries if entry.event.kind in SAVES), None)

    def returned(self, language: str) -> Event | None:
        """Return with which word a language came back to its author, until it is sent on again."""
        own = (entry.event for entry in self.entries if entry.event.language == language)
        last = next((event for event in own if event.kind not in NO_STEPS), None)
        return last if last and last.kind == EventKind.RETURNED else None


def _called(field: str) -> Any:
    try:
        return getattr(Article._meta.get_field(field), "verbose_name", "")
    except FieldDoesNotExist:
        return ""
