"""What many pages have in common, kept by this process until something it is made of changes.

A page that has to be made anew, because one of its stories changed or because nobody asked for it yet, takes
the rest from here: the frame, the cards of the other stories, authors, topics. Whoever keeps something says
what it is made of, as a page does, and a page that takes it is made of that too.

Pieces are kept where the change log is read (`newsroom/wsgi.py`). Elsewhere, in commands and tests, each is
made whenever it is asked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

from delivery.recording import MadeOf, include, recording
from delivery.store import Store

SIZE = 8_000  # bytes of a piece with what templates keep of it (`kept` in reader/templatetags), as measured
T = TypeVar("T")
Name = tuple[Hashable, ...]


class Piece:
    """A thing that must not be changed: pages that are made at the same time share it."""

    __slots__ = ("dropped_at", "is_wanted", "made_of", "thing")
    size = SIZE

    def __init__(self, thing: Any, made_of: MadeOf) -> None:
        self.thing, self.made_of = thing, made_of
        self.dropped_at: float | None = None
        self.is_wanted = False

    def is_fresh(self) -> bool:
        until = self.made_of.until
        return self.dropped_at is None and (until is None or until > time.time())


Pieces = Store[Name, Piece]


@dataclass
class Keeping:
    """Where the pieces of this process are kept; nowhere unless somebody drops what changes."""

    pieces: Pieces | None = None


keeping = Keeping()


@dataclass
class Page:
    """What one page has taken: it shows a single state of each piece, also where nothing is kept."""

    is_past: bool
    since: int  # where the changes stood when it was begun: what it makes may be made of what it took then
    taken: dict[Name, Piece] = field(default_factory=dict)


_page: ContextVar[Page | None] = ContextVar("page_of_pieces", default=None)


@contextmanager
def page(*, is_past: bool = False) -> Iterator[None]:
    """Make one page within this block.

    is_past: past what is kept, and without keeping anything: the staff see at once what they saved.
    """
    around = _page.get()
    token = _page.set(Page(is_past or (around is not None and around.is_past), _number()))
    try:
        yield
    finally:
        _page.reset(token)


def piece(name: Name, make: Callable[[], T], *, is_part: bool = False) -> T:
    """Return what `make` returns, or what it returned when it was last called for this name.

    name: with everything in it that makes a difference, the language above all.
    make: records what the thing is made of (`recording`); what records nothing is not kept.
    is_part: the page shows only a part of the thing, and says itself what that is made of.
    """
    found = _found(name)
    if found is None:
        since = _since()
        with recording() as made_of:
            found = Piece(make(), made_of)
        _put(name, found, since)
    if not is_part:
        include(found.made_of)
    thing: T = found.thing
    return thing


def pieces_of(
    kind: Name,
    numbers: Iterable[int],
    load: Callable[[set[int]], dict[int, T]],
    record: Callable[[int, T | None], None],
    *,
    is_part: bool = False,
) -> dict[int, T]:
    """Return things by number, loading those that are not kept; what `load` does not find is left out.

    kind: what tells these from other things with such numbers, the language included.
    record: records what one of them is made of. Given None it records what will be touched when there is
        something, or nothing; in the first case nobody looks for it again before.
    is_part: the page shows only a part of each, and says itself of which things.
    """
    wanted = set(numbers)
    since = _since()
    found = {number: kept for number in wanted if (kept := _found((*kind, number))) is not None}
    if missing := wanted - set(found):
        loaded = load(missing)
        for number in missing:
            thing = loaded.get(number)
            with recording() as made_of:
                record(number, thing)
            found[number] = Piece(thing, made_of)
            if thing is not None or made_of.names():
                _put((*kind, number), found[number], since)
    if not is_part:
        for kept in found.values():
            include(kept.made_of)
    return {number: kept.thing for number, kept in found.items() if kept.thing is not None}


def _number() -> int:
    return keeping.pieces.now() if keeping.pieces is not None else 0


def _since() -> int:
    page = _page.get()
    return page.since if page is not None else _number()


def _found(name: Name) -> Piece | None:
    page = _page.get()
    if page is not None and (taken := page.taken.get(name)):
        return taken
    kept = None if keeping.pieces is None or (page and page.is_past) else keeping.pieces.get(name)
    if kept is None or not kept.is_fresh():
        return None
    if page is not None:
        page.taken[name] = kept
    return kept


def _put(name: Name, made: Piece, since: int) -> None:
    page = _page.get()
    if page is not None:
        page.taken[name] = made
    if keeping.pieces is not None and made.made_of.names() and not (page and page.is_past):
        keeping.pieces.put(name, made, since)
