"""What a page is made of, noted while it is made.

Whatever puts something on a page says so here: `uses(keys.card(12, "ru"))`. Outside a recording that costs
nothing and does nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from delivery.keys import BEGINNING, END, Touched


@dataclass
class MadeOf:
    """What a page is made of.

    ranges: how far the page reaches in each list it shows, as moments in seconds since 1970.
    until: when it has to be made again though nothing changed, in seconds since 1970; None for never.
    """

    keys: set[str] = field(default_factory=set)
    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)
    until: float | None = None

    def names(self) -> set[str]:
        return {*self.keys, *self.ranges}

    def reach(self, key: str, low: float, high: float) -> None:
        """Let a range reach at least from one moment to another."""
        known = self.ranges.get(key, (END, BEGINNING))
        self.ranges[key] = min(low, known[0]), max(high, known[1])

    def end(self, moment: float) -> None:
        """Let it be made again at a moment, unless it is before."""
        self.until = moment if self.until is None else min(self.until, moment)

    def is_touched_by(self, change: Touched) -> bool:
        if change.key in self.keys:
            return True
        if (reach := self.ranges.get(change.key)) is None:
            return False
        return change.at is None or reach[0] <= change.at <= reach[1]


_present: ContextVar[MadeOf | None] = ContextVar("made_of", default=None)


@contextmanager
def recording() -> Iterator[MadeOf]:
    """Record what is put on a page within this block."""
    made_of = MadeOf()
    token = _present.set(made_of)
    try:
        yield made_of
    finally:
        _present.reset(token)


def uses(*names: str) -> None:
    """The page shows these."""
    if made_of := _present.get():
        made_of.keys.update(names)


def lists(key: str, since: datetime | None = None, till: datetime | None = None) -> None:
    """The page shows a list, from one moment of publication to another; without them, from its beginning
    or to its end."""
    if made_of := _present.get():
        made_of.reach(key, since.timestamp() if since else BEGINNING, till.timestamp() if till else END)


def newest(key: str, moments: Iterable[datetime | None], wanted: int) -> None:
    """The page shows the newest of a list, published at these moments; all there are if fewer than wanted."""
    known = [moment for moment in moments if moment]
    lists(key, since=min(known) if known and len(known) >= wanted else None)


def include(other: MadeOf) -> None:
    """The page shows something that was made before, of all this."""
    if made_of := _present.get():
        made_of.keys |= other.keys
        for key, (low, high) in other.ranges.items():
            made_of.reach(key, low, high)
        if other.until is not None:
            made_of.end(other.until)


def until(moment: datetime) -> None:
    """The page says something that is true up to a moment only."""
    if made_of := _present.get():
        made_of.end(moment.timestamp())


def until_midnight() -> None:
    """The page says what day it is, in the time zone of the paper."""
    tomorrow = timezone.localtime() + timedelta(days=1)
    until(tomorrow.replace(hour=0, minute=0, second=0, microsecond=0))
