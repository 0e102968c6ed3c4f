"""What changes for readers by time alone: stories that go out, or are taken back, at an hour that was set."""

from __future__ import annotations

import time
from datetime import datetime

from django.utils import timezone

from articles.models import Article
from delivery import receivers
from delivery.keys import Touched

LOOK_ANEW = (
    60.0  # seconds after which the next moment is looked up again though nothing seems to have changed
)


class Clock:
    """Knows what has passed since it was last asked. Asks the database when something is due, or may be."""

    def __init__(self, now: datetime | None = None) -> None:
        self.seen = now or timezone.now()
        self._next: datetime | None = None
        self._looked_at: float | None = None

    def passed(self, *, changed: bool, now: datetime | None = None) -> set[Touched]:
        """Return what was touched since the last time. changed: stories may have other hours than before.

        Raises DatabaseError; what was touched is returned the next time then.
        """
        moment = now or timezone.now()
        if changed:
            self.look_anew()  # noted first, for looking may fail
        if self._looked_at is None or time.monotonic() - self._looked_at > LOOK_ANEW:
            self._look()
        is_due = self._next is not None and self._next <= moment
        touched = turned(self.seen, moment) if is_due else set()
        self.seen = moment
        if is_due:
            self.look_anew()
        return touched

    def look_anew(self) -> None:
        """Have the next moment looked up again, the next time."""
        self._looked_at = None

    def _look(self) -> None:
        self._next = Article.objects.next_turn(self.seen)
        self._looked_at = time.monotonic()


def turned(after: datetime, until: datetime) -> set[Touched]:
    """Return what the stories touch that went out or were taken back after a moment and until another."""
    keys = Article.objects.turning(after, until).values_list("pk", flat=True)
    return {touched for key in keys for touched in receivers.of_story(key)}
