"""What a file of views holds: slots of one size, and lines after them. Format, version 2.

A slot is described by `SLOT`, in the byte order of the machine. Its last byte is filled last and never 0:
where that is 0 the slot is empty, or the process that filled it died over it. The first slot holds the mark
and `KIND` instead. Lines begin and end so that what a full disk tore of one is none:
`host <number> <name>`, `late <slot> <hexadecimal>`, `end <slots> <those before that which are empty>`.
"""

from __future__ import annotations

import logging
import os
import re
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import compress, count, repeat
from pathlib import Path
from typing import NamedTuple

from languages import registry

VERSION, KIND = 2, b"views 2"
OPEN, TAKEN = b"+", b"-"  # the mark
LANGUAGE = 5  # letters of a code at most
SLOT = struct.Struct(f"=qq8s8s{LANGUAGE}sHB")  # as a Record, with the number of its host, and the version
NUMBERS = struct.Struct(f"=qqQQ{LANGUAGE}sHB")  # the same for who reads it
WORD, MOMENT, VISIT = 8, 0, 2  # bytes; which words of a slot these are
SLOTS = 6_400  # of a file, the first included
ROOM = SLOTS * SLOT.size  # bytes, a quarter of a megabyte
NOBODY = bytes(8)
LINE = re.compile(
    rb"^(?:(host) (\d+) ([a-z\d.-]+)|(late) (\d+) ([\da-f]{%d})|(end) (\d+) ([\d ]*));$" % (2 * SLOT.size),
    re.MULTILINE,
)
logger = logging.getLogger(__name__)


class Record(NamedTuple):
    """A view as it waits. at: milliseconds since 1970, UTC.

    visit and before: 63 bits of what `visitors.visit_key()` returns; 0 where there is none before.
    """

    at: int
    article: int
    language: str
    visit: int
    before: int
    host: str


Row = tuple[int, int, str, int, int, str]  # a record without its names: many of those take half the time


class End(NamedTuple):
    """Where a file ends: the slots below a number, but for some that were not full."""

    slots: int
    gaps: frozenset[int]

    def has(self, slot: int) -> bool:
        return slot < self.slots and slot not in self.gaps


class Lines(NamedTuple):
    """What stands after the slots. late: slots by number, of views that came while the file was taken."""

    end: End | None
    late: dict[int, bytes]
    hosts: dict[int, str]


def append(number: int, line: bytes) -> None:
    """Append a line to an open file. Raises OSError, when only a part was written too."""
    content = b"\n%s;\n" % line
    if (written := os.write(number, content)) != len(content):
        raise OSError(f"only {written} of {len(content)} bytes were written")


def lines_of(content: bytes) -> Lines:
    """Read the lines of a file, without what is late after the end."""
    end, late, hosts = None, {}, {}
    for line in LINE.finditer(content):
        what, number, rest = (part for part in line.groups() if part is not None)
        if what == b"host":
            hosts[int(number)] = rest.decode("ascii")
        elif what == b"end":
            end = end or End(int(number), frozenset(map(int, rest.split())))
        elif not end:
            late[int(number)] = bytes.fromhex(rest.decode("ascii"))
    return Lines(end, late, hosts)


def full_slots(content: bytes) -> list[int]:
    """Return the numbers of the slots that are full."""
    return list(compress(count(), content[SLOT.size - 1 :: SLOT.size]))  # not the first: it has no version


def read(paths: Iterable[Path]) -> Iterator[Record]:
    """Yield the views of files that were taken, or of those that still are written."""
    return (Record(*row) for path in paths for row in Views(path.read_bytes(), path.name).rows())


class Views:
    """The views of a file's content. name: what to call it in the log, if some cannot be read.

    Columns and rows are those of the views in the order of their slots. To choose by columns and to make rows
    of the chosen alone takes a fraction of the time of making rows of all.
    """

    def __init__(self, content: bytes, name: str) -> None:
        lines = lines_of(content[ROOM:])
        self.name, self._hosts = name, {0: "", **lines.hosts}
        self._content = _slots(content, lines)
        self._full = full_slots(self._content)

    def __len__(self) -> int:
        return len(self._full)

    def moments(self) -> list[int]:
        """Return when each was: milliseconds since 1970, UTC."""
        return self._column(MOMENT)

    def visits(self) -> list[int]:
        return [visit >> 1 for visit in self._column(VISIT)]

    def rows(self, chosen: Iterable[bool] = repeat(True)) -> list[Row]:
        """Return the views that are chosen, without those that this version cannot read."""
        known, hosts, slots = _languages(), self._hosts, list(compress(self._full, chosen))
        numbers = (NUMBERS.unpack_from(self._content, slot * SLOT.size) for slot in slots)
        views = [
            (at, article, known[language], visit >> 1, before >> 1, hosts.get(host, ""))
            for at, article, visit, before, language, host, version in numbers
            if version == VERSION and language in known
        ]
        if unreadable := len(slots) - len(views):
            logger.warning("%s of the views in %s could not be read", unreadable, self.name)
        return views

    def _column(self, number: int) -> list[int]:
        column = memoryview(self._content).cast("Q")[number :: SLOT.size // WORD]
        return list(compress(column.tolist(), self._content[SLOT.size - 1 :: SLOT.size]))


def _slots(content: bytes, lines: Lines) -> bytes:
    """Return the slots of a file, empty where one does not count, and with those that came late."""
    number, end = min(SLOTS, len(content) // SLOT.size), lines.end
    slots = bytearray(content[: number * SLOT.size])
    empty = set() if end is None else {*end.gaps, *range(end.slots, number)}
    filled = {slot: late for slot, late in lines.late.items() if end is None or not end.has(slot)}
    for slot, those in {**dict.fromkeys(empty, bytes(SLOT.size)), **filled}.items():
        slots[slot * SLOT.size : (slot + 1) * SLOT.size] = those
    return bytes(SLOT.size) + slots[SLOT.size :]


@cache
def _languages() -> dict[bytes, str]:
    return {code.encode().ljust(LANGUAGE, b"\0"): code for code in registry.codes()}
