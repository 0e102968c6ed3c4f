"""What this process keeps finished, pages and pieces: bounded in bytes, what nobody asks for goes first."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Hashable, Iterable
from typing import Generic, NamedTuple, Protocol, TypeVar

from delivery.keys import Touched
from delivery.recording import MadeOf

REMEMBERED = 10_000  # changes, for what is being made meanwhile


class Address(NamedTuple):
    """What tells pages apart."""

    scheme: str
    host: str
    path: str
    query: str


class Kept(Protocol):
    """What a store holds.

    dropped_at: when a change touched it (`time.monotonic()`), None before. is_wanted: whether somebody asked
    for it since the store last thought of letting it go.
    """

    made_of: MadeOf
    size: int
    dropped_at: float | None
    is_wanted: bool


Name = TypeVar("Name", bound=Hashable)
Thing = TypeVar("Thing", bound=Kept)


class Store(Generic[Name, Thing]):
    """Things by name, and by what they are made of: pages by `Address`. Safe for threads.

    limit: how many bytes of them it holds. When there is no room the oldest goes, but for one that was asked
    for meanwhile, which gets a second chance: less work for a request than noting the order of all.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._things: OrderedDict[Name, Thing] = OrderedDict()
        self._made_of: dict[str, set[Name]] = {}
        self._changes: deque[tuple[int, Touched]] = deque(maxlen=REMEMBERED)
        self._number = 0  # of the last change
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._things)

    def get(self, name: Name) -> Thing | None:
        """Return a thing, fresh or not. Takes no lock: each step is one operation of the interpreter."""
        thing = self._things.get(name)
        if thing is not None:
            thing.is_wanted = True
        return thing

    def now(self) -> int:
        """Return where the changes stand: what is noted before a thing is made."""
        return self._number

    def put(self, name: Name, thing: Thing, since: int) -> bool:
        """Keep a thing that was made since the changes stood there; False when one of them touched it."""
        with self._lock:
            if self._is_overtaken(thing, since):
                return False
            self._remove(name)
            if thing.size > self.limit:
                return True
            self._things[name] = thing
            self.size += thing.size
            for key in thing.made_of.names():
                self._made_of.setdefault(key, set()).add(name)
            self._make_room()
        return True

    def drop(self, touched: Iterable[Touched]) -> set[Name]:
        """Mark what a change touches as stale; return the names."""
        moment, dropped = time.monotonic(), set()
        with self._lock:
            for change in touched:
                self._number += 1
                self._changes.append((self._number, change))
                for name in self._made_of.get(change.key, ()):
                    thing = self._things[name]
                    if thing.made_of.is_touched_by(change):
                        thing.dropped_at = thing.dropped_at or moment
                        dropped.add(name)
        return dropped

    def remove(self, name: Name) -> None:
        with self._lock:
            self._remove(name)

    def clear(self) -> None:
        """Forget everything, what is being made included."""
        with self._lock:
            self._things.clear()
            self._made_of.clear()
            self._changes.clear()
            self._number += REMEMBERED
            self.size = 0

    def names(self) -> set[Name]:
        """Return the names of what is fresh."""
        with self._lock:
            return {name for name, thing in self._things.items() if thing.dropped_at is None}

    def _is_overtaken(self, thing: Thing, since: int) -> bool:
        if self._number - since > len(self._changes):
            return True  # more happened than is remembered
        late = (change for number, change in self._changes if number > since)
        return any(thing.made_of.is_touched_by(change) for change in late)

    def _make_room(self) -> None:
        while self.size > self.limit:
            name, thing = next(iter(self._things.items()))
            if thing.is_wanted:
                thing.is_wanted = False
                self._things.move_to_end(name)
            else:
                self._remove(name)

    def _remove(self, name: Name) -> None:
        if (thing := self._things.pop(name, None)) is None:
            return
        self.size -= thing.size
        for key in thing.made_of.names():
            others = self._made_of[key]
            others.discard(name)
            if not others:
                del self._made_of[key]
