"""Readers' pages are made from a replica of the database, while it shows all that the change log has told.

A page is kept until a change names it. If it were made from a replica that has not seen a change which was
told already, nothing would drop it again. Three things keep that from happening:

- Whoever reads the log (`watch.Watch`) calls `fall_behind` before it drops what the log names. From then on
  pages are made from the primary, until the replica has replayed the write-ahead log up to where the primary
  stood after the log was read: `follow` notes that place, `check` compares.
- A page that was begun before is refused by `store.Store.put` if the change touches it.
- A change that has not been told yet may be missing on a page, whichever server it comes from. It is dropped
  when the change is told.

With the primary away nothing changes, so a replica that has reached the last known place may be read on.
Where no process keeps pages or pieces, nobody reads the log, and no replica is read.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import TypeVar

from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections

from readership.counting import is_staff

REPLICA = "replica"  # its alias
EVERY = 0.25  # seconds between checks
GOOD_FOR = 2.0  # seconds after which a replica that no check could reach is not read any more
# Not the place that is on the disk: what others commit with synchronous_commit off is visible before that.
PLACE_OF_PRIMARY = "SELECT pg_current_wal_insert_lsn()::text"
HAS_REPLAYED = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn"
T = TypeVar("T")
logger = logging.getLogger(__name__)

_is_reading: ContextVar[bool] = ContextVar("is_reading_from_the_replica", default=False)


class Replica:
    """Whether the replica may be read by this process."""

    def __init__(self) -> None:
        self._wanted: str | None = None  # the place in the write-ahead log that it has to have reached
        self._good_until = 0.0  # by time.monotonic()
        self._lock = threading.Lock()

    def is_usable(self) -> bool:
        return time.monotonic() < self._good_until

    def fall_behind(self) -> None:
        """Something changed that the replica may not have seen: do not read it until it was checked."""
        with self._lock:
            self._wanted, self._good_until = None, 0.0

    def follow(self) -> None:
        """Note how far the primary is, after the replica fell behind. One query. Raises DatabaseError."""
        if self._wanted is None and exists():
            with connection.cursor() as cursor:
                cursor.execute(PLACE_OF_PRIMARY)
                (self._wanted,) = cursor.fetchone()

    def check(self) -> None:
        """Ask the replica whether it may be read in the next two seconds. One query. Raises DatabaseError."""
        began, wanted, is_good = time.monotonic(), self._wanted, False
        try:
            is_good = wanted is not None and _has_replayed(wanted)
        finally:
            with self._lock:
                if wanted is self._wanted:  # else it fell behind meanwhile
                    self._good_until = began + GOOD_FOR if is_good else 0.0

    def give_up(self) -> None:
        """It failed: do not read it until a check succeeds."""
        with self._lock:
            self._good_until = 0.0

    def keep_checking(self, every: float = EVERY) -> threading.Event:
        """Start checking in a thread, until the returned event is set or the process ends.

        In a thread of its own: a replica that does not answer must not keep changes from being seen.
        """
        stop = threading.Event()
        threading.Thread(target=self._go_on, args=(stop, every), name="check-replica", daemon=True).start()
        return stop

    def _go_on(self, stop: threading.Event, every: float) -> None:
        is_away = False
        while not stop.is_set():
            try:
                self.check()
                is_away = False
            except DatabaseError:
                if not is_away:
                    logger.exception("the replica cannot be asked; pages are made from the primary")
                is_away = True
            finally:
                connections[REPLICA].close()
            stop.wait(every)


replica = Replica()


def exists() -> bool:
    return REPLICA in connections


def is_reading() -> bool:
    """Tell whether a reader's page is being made from the replica."""
    return _is_reading.get()


def reading(environ: Mapping[str, str], make: Callable[[], T]) -> T:
    """Make what a reader asks for from the replica, if that may be read; if it fails, from the primary.

    make: is called a second time then, so it must change nothing. environ: the request as WSGI has it. The
    staff see at once what they saved, on the primary.
    """
    if not replica.is_usable() or is_staff(environ):
        return make()
    token = _is_reading.set(True)
    try:
        return make()
    except (OperationalError, InterfaceError):
        logger.warning("the replica failed; the page is made from the primary", exc_info=True)
        replica.give_up()
    finally:
        _is_reading.reset(token)
    return make()


def _has_replayed(place: str) -> bool:
    with connections[REPLICA].cursor() as cursor:
        cursor.execute(HAS_REPLAYED, [place])
        return bool(cursor.fetchone()[0])
