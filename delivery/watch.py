"""Keeps what this process keeps true: reads the change log and the clock, drops what they name."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from django.db import DatabaseError, close_old_connections, connection

from delivery.clock import Clock
from delivery.keys import Touched
from delivery.log import Reader, TooFarBehind, forget_the_past
from delivery.replica import replica
from delivery.store import Store

EVERY = 0.25  # seconds; with the time in which the former page may be shown, less than one
TIDY_EVERY = 3_600.0  # seconds
logger = logging.getLogger(__name__)


class Watch:
    """Drops what changed from stores.

    stores: those whose things are parts of others come first. A page that was begun when its own store had
    been told of a change must not find a piece that has not.
    """

    def __init__(self, *stores: Store[Any, Any]) -> None:
        self.stores = stores
        self.reader = Reader()
        self.clock = Clock()
        self.has_begun = False
        self._is_blind = False  # the log could not be read at the last look

    def look(self) -> None:
        """Drop what changed since the last look. Raises DatabaseError while the database is away.

        What was read is dropped before anything else can fail: it is not told again. Before that the replica
        is taken for behind, or a page made between the two could come from it and be kept.
        """
        if not self.has_begun:
            self.reader.begin()
            replica.fall_behind()
            self._clear()
            self.has_begun = True
        if touched := self._read():
            replica.fall_behind()
            self._drop(touched)
        self._drop(self.clock.passed(changed=bool(touched)))
        replica.follow()
        self._is_blind = False

    def _read(self) -> set[Touched]:
        last = self.reader.last
        try:
            return set(self.reader.read())
        except TooFarBehind:
            replica.fall_behind()
            self._clear()
            self.clock.look_anew()
            return set()
        except DatabaseError:
            self.has_begun = self.reader.last == last  # else some rows were read, and are lost: begin anew
            raise

    def _drop(self, touched: set[Touched]) -> None:
        for store in self.stores:
            store.drop(touched)

    def _clear(self) -> None:
        for store in self.stores:
            store.clear()

    def keep_looking(self, every: float = EVERY) -> threading.Event:
        """Start looking in a thread, until the returned event is set or the process ends."""
        stop = threading.Event()
        threading.Thread(target=self._go_on, args=(stop, every), name="watch-changes", daemon=True).start()
        return stop

    def _go_on(self, stop: threading.Event, every: float) -> None:
        tidied = time.monotonic()
        while not stop.is_set():
            try:
                self.look()
                if time.monotonic() - tidied > TIDY_EVERY:
                    tidied = time.monotonic()
                    forget_the_past()
            except DatabaseError:
                if not self._is_blind:
                    logger.exception("the change log cannot be read; pages are served as they were")
                self._is_blind = True
                close_old_connections()
            finally:
                connection.close()
            stop.wait(every)
