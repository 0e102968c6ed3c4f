"""Where views wait for the fold: files into which processes put one slot of 40 bytes per view (`slots.py`).

A process has its file mapped into its memory, shared with the system. So to put a view there needs no call of
the system, and a view that was answered survives `kill -9` and a database that is away. Nobody locks for it.
That each view is read exactly once is settled by a mark, and where that is in doubt by lines after the slots:

1. A file begins with a mark, + while it may be written. A thread takes the number of the next slot, fills the
   slot, and then looks at the mark.
2. The fold takes a file: it changes the mark to -, waits until every processor knows, and appends a line that
   names the slots which are full by now: the end. Then it moves the file away and reads those.
3. A thread that saw + had filled its slot before the fold looked, so the end names it. One that sees - will
   use a new file, but first it appends its view to this one, as a line that is late, and looks at the lines.
   Late before the end, the view will be read, and but once where the end names its slot as well. After the
   end it is read if the end names its slot; else nobody will, and it goes into the new file.

So whoever stops, or dies, between two of these steps leaves nothing undecided. The first end holds; another,
of a fold that came after one which died, says nothing. The system orders the lines appended to one file, and
shows what is in mapped memory to who reads the file: true of local file systems, not of those on a network.
Room for the slots is reserved when a file begins, so a full disk is noticed there, as an error of that call.
"""

from __future__ import annotations

import logging
import mmap
import os
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from weakref import WeakSet

from readership.slots import (
    KIND,
    NUMBERS,
    OPEN,
    ROOM,
    SLOT,
    SLOTS,
    TAKEN,
    VERSION,
    append,
    full_slots,
    lines_of,
)

SUFFIX = ".views"
SETTLED = 0.001  # seconds until every processor knows what one has written; they take far less
_OPEN = OPEN[0]
_fill = SLOT.pack_into
logger = logging.getLogger(__name__)


class File:
    """A file that views are put into, closed when nobody holds it any more. Any number of threads may."""

    __slots__ = ("_hosts", "_next_host", "_number", "memory", "next_slot")

    def __init__(self, folder: Path) -> None:
        self._number = -1
        self._hosts: dict[str, int] = {}
        # Each is one operation of the interpreter, so no two threads get the same number.
        self.next_slot, self._next_host = count(1).__next__, count(1).__next__
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{os.getpid()}-{secrets.token_hex(4)}.new"
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self._number = os.open(path, flags, 0o600)
        try:
            os.posix_fallocate(self._number, 0, ROOM)
            self.memory = mmap.mmap(self._number, ROOM, flags=mmap.MAP_SHARED | mmap.MAP_POPULATE)
            self.memory[: len(OPEN + KIND)] = OPEN + KIND
            path.rename(path.with_suffix(SUFFIX))
        except OSError:
            path.unlink(missing_ok=True)  # or a disk that is full would fill with files
            raise

    def __del__(self) -> None:
        if self._number >= 0:
            os.close(self._number)

    def host(self, name: str) -> int:
        """Return the number of a host in this file, 0 for none."""
        if name and name not in self._hosts:
            number = self._next_host()
            append(self._number, b"host %d %s" % (number, name.encode("ascii")))
            self._hosts[name] = number
        return self._hosts.get(name, 0)

    def is_kept(self, slot: int) -> bool:
        """Tell whether a view in a file that is being taken will be read, and see to it if that is open."""
        content = self.memory[slot * SLOT.size : (slot + 1) * SLOT.size]
        append(self._number, b"late %d %s" % (slot, content.hex().encode("ascii")))
        lines = lines_of(os.pread(self._number, os.fstat(self._number).st_size - ROOM, ROOM))
        return lines.end is None or slot in lines.late or lines.end.has(slot)


class Spool:
    """The files into which this process puts views, one at a time. Safe for threads, and in a fork."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lost = 0  # views that this process could not store since it began
        self._file: File | None = None
        _spools.add(self)

    def append(
        self, at: int, article: int, language: str, visit: bytes, before: bytes, host: str = ""
    ) -> bool:
        """Store a view (see `Record`); return False when the disk does not take it, which is in the log.

        visit and before: 8 bytes, `NOBODY` where there is none before.
        """
        try:
            while True:
                file = self._file or self._begin()
                named = file.host(host) if host else 0
                slot, memory = file.next_slot(), file.memory
                if slot < SLOTS:
                    place = slot * SLOT.size
                    _fill(memory, place, at, article, visit, before, language.encode(), named, VERSION)
                    if memory[0] == _OPEN:
                        return True
                    self._file = None
                    if file.is_kept(slot):
                        return True
                elif self._file is file:
                    self._file = None
        except OSError:
            self.lost += 1
            logger.exception("a view could not be stored: it is lost")
            return False

    def _begin(self) -> File:
        """Begin a file. Two threads may do so at once: the fold takes both."""
        file = self._file = File(self.folder)
        return file

    def can_be_written(self) -> bool:
        """Try, with a file that the fold leaves alone: an empty file fits on a full disk, a byte does not."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.folder, buffering=0) as probe:
                probe.write(b"1")
        except OSError:
            return False
        return True

    def waiting(self, now: float | None = None) -> int:
        """Return for how many seconds the oldest view has waited for the fold, 0 when none waits.

        Looks into the folders of batches too.
        """
        begun = [moment for path in _files_below(self.folder) if (moment := _begun(path))]
        return max(0, int((now or time.time()) - min(begun))) if begun else 0

    def close(self) -> None:
        self._file = None


_spools: WeakSet[Spool] = WeakSet()


def _begin_anew() -> None:
    """Leave the files to the process that this one was forked from: both would take the same slots."""
    for spool in _spools:
        spool.close()


os.register_at_fork(after_in_child=_begin_anew)


# --- For the fold -----------------------------------------------------------------------------------


def is_ours(path: Path) -> bool:
    """Tell whether a file is one of views, in the format of this version."""
    with path.open("rb") as file:
        return file.read(1 + len(KIND))[1:] == KIND


def is_used(path: Path) -> bool:
    """Tell whether a file has a view, or was about to be taken."""
    content = path.read_bytes()[:ROOM]
    return content[:1] == TAKEN or bool(full_slots(content))


def take(paths: Iterable[Path], folder: Path) -> None:
    """End files and move them to another folder, where they may be read."""
    taken = list(paths)
    for path in taken:
        mark_taken(path)
    time.sleep(SETTLED)
    for path in taken:
        put_end(path, end_of(path))
        path.rename(folder / path.name)


def mark_taken(path: Path) -> None:
    with path.open("r+b", buffering=0) as file:
        file.write(TAKEN)


def end_of(path: Path) -> bytes:
    """Return the line that would end a file here: its full slots are read."""
    full = set(full_slots(path.read_bytes()[:ROOM]))
    slots = max(full, default=0) + 1
    empty = " ".join(str(slot) for slot in range(1, slots) if slot not in full)
    return b"end %d %s" % (slots, empty.encode("ascii"))


def put_end(path: Path, line: bytes) -> None:
    with path.open("ab", buffering=0) as file:
        append(file.fileno(), line)


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files of views in a folder and in those of batches, which a fold may move away meanwhile."""

    def go_on(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            raise error

    for parent, _folders, names in os.walk(folder, onerror=go_on):
        yield from (Path(parent, name) for name in names if name.endswith(SUFFIX))


def _begun(path: Path) -> float | None:
    """Return when the first view in a file was counted; None for an empty one, or one just folded.

    For a file that cannot be read, when it was written last: what is in it waits too.
    """
    try:
        content, written = path.read_bytes(), path.stat().st_mtime
    except FileNotFoundError:
        return None
    if content[1 : 1 + len(KIND)] != KIND:
        return written if content else None
    full = full_slots(content[:ROOM])
    return NUMBERS.unpack_from(content, full[0] * SLOT.size)[0] / 1000 if full else None
