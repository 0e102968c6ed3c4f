"""The finished pages of this process: bounded in bytes, the least recently used go first."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import NamedTuple

from delivery.entry import Entry
from delivery.keys import Touched

REMEMBERED = 10_000  # changes, for pages that are being made meanwhile


class Address(NamedTuple):
    """What tells pages apart."""

    scheme: str
    host: str
    path: str
    query: str


class Store:
    """Pages by address, and by what they are made of. Safe for threads.

    limit: how many bytes of pages it holds.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._pages: OrderedDict[Address, Entry] = OrderedDict()
        self._made_of: dict[str, set[Address]] = {}
        self._changes: deque[tuple[int, Touched]] = deque(maxlen=REMEMBERED)
        self._number = 0  # of the last change
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, address: Address) -> Entry | None:
        """Return a page, fresh or not. Takes no lock: each step is one operation of the interpreter."""
        entry = self._pages.get(address)
        if entry is not None:
            try:
                self._pages.move_to_end(address)
            except KeyError:  # it went meanwhile
                return None
        return entry

    def now(self) -> int:
        """Return where the changes stand: what a page notes before it is made."""
        return self._number

    def put(self, address: Address, entry: Entry, since: int) -> bool:
        """Keep a page that was made since the changes stood there; False when one of them touched it."""
        with self._lock:
            if self._is_overtaken(entry, since):
                return False
            self._remove(address)
            if entry.size > self.limit:
                return True
            self._pages[address] = entry
            self.size += entry.size
            for name in entry.made_of.names():
                self._made_of.setdefault(name, set()).add(address)
            while self.size > self.limit:
                self._remove(next(iter(self._pages)))
        return True

    def drop(self, touched: Iterable[Touched]) -> set[Address]:
        """Mark the pages that a change touches as stale; return their addresses."""
        moment, dropped = time.monotonic(), set()
        with self._lock:
            for change in touched:
                self._number += 1
                self._changes.append((self._number, change))
                for address in self._made_of.get(change.key, ()):
                    entry = self._pages[address]
                    if entry.made_of.is_touched_by(change):
                        entry.dropped_at = entry.dropped_at or moment
                        dropped.add(address)
        return dropped

    def remove(self, address: Address) -> None:
        with self._lock:
            self._remove(address)

    def clear(self) -> None:
        """Forget everything, pages that are being made included."""
        with self._lock:
            self._pages.clear()
            self._made_of.clear()
            self._changes.clear()
            self._number += REMEMBERED
            self.size = 0

    def addresses(self) -> set[Address]:
        """Return the addresses of the pages that are fresh."""
        with self._lock:
            return {address for address, entry in self._pages.items() if entry.dropped_at is None}

    def _is_overtaken(self, entry: Entry, since: int) -> bool:
        if self._number - since > len(self._changes):
            return True  # more happened than is remembered
        late = (change for number, change in self._changes if number > since)
        return any(entry.made_of.is_touched_by(change) for change in late)

    def _remove(self, address: Address) -> None:
        if (entry := self._pages.pop(address, None)) is None:
            return
        self.size -= entry.size
        for name in entry.made_of.names():
            others = self._made_of[name]
            others.discard(address)
            if not others:
                del self._made_of[name]
