"""Reads the change log, row by row, whatever the order in which the rows were committed.

A row gets its number when it is written and appears when its transaction commits, so a higher number may
appear before a lower one. Numbers that were passed over are asked for again, until they are too old to come.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Max, Q
from django.utils import timezone

from delivery.keys import Touched
from delivery.models import Change

LATEST = 600.0  # seconds after which a number that was passed over belongs to a change that was given up
MOST_GAPS = 1_000
AT_ONCE = 1_000
KEPT = timedelta(days=1)


class TooFarBehind(Exception):
    """The log does not go back to where reading stopped: anything may have changed."""


@dataclass
class Reader:
    """Where somebody stands in the log. `gaps`: numbers passed over, and when."""

    last: int = 0
    gaps: dict[int, float] = field(default_factory=dict)

    def begin(self) -> None:
        """Start at the end of the log, aware of what may still be committed before it. Two queries."""
        self.last = Change.objects.aggregate(last=Max("id"))["last"] or 0
        first = max(0, self.last - MOST_GAPS)
        there = set(Change.objects.filter(id__gt=first).values_list("id", flat=True))
        self.gaps = {
            number: time.monotonic() for number in range(first + 1, self.last) if number not in there
        }

    def read(self) -> list[Touched]:
        """Return what was touched since the last time. One query, unless much was.

        Raises TooFarBehind, and stands at the end of the log then.
        """
        touched: list[Touched] = []
        while True:
            wanted = Q(id__gt=self.last) | Q(id__in=list(self.gaps))
            rows = list(Change.objects.filter(wanted).order_by("id")[:AT_ONCE])
            for row in rows:
                touched += row.names()
            self._pass({row.pk for row in rows})
            if len(rows) < AT_ONCE:
                return touched

    def _pass(self, read: set[int]) -> None:
        now = time.monotonic()
        for number in read:
            self.gaps.pop(number, None)
        end = max(read, default=self.last)
        if end > self.last:
            skipped = range(self.last + 1, end)
            if len(skipped) - len(read) > MOST_GAPS:
                self.begin()
                raise TooFarBehind
            self.gaps.update((number, now) for number in skipped if number not in read)
            self.last = end
        for number in [number for number, since in self.gaps.items() if now - since > LATEST]:
            del self.gaps[number]


def forget_the_past() -> int:
    """Delete what every process has long read; return how many rows."""
    deleted, _ = Change.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return deleted
