"""Where views wait for the fold: files to which processes append one short line per view.

A line is appended in one write, so a view that was answered survives `kill -9` and a database that is away.
Nobody locks for it. That each line is read exactly once is settled by where a file ends:

1. A file begins with a mark, + while it may be written. Processes have it mapped into their memory.
2. The fold takes a file: it changes the mark to -, appends END, moves the file away, and reads up to END.
3. A process looks at the mark after it wrote a line. With + the line stands before END, for END comes after
   the mark was changed. With - it looks for its line. Before END, or with no END there yet, the line will be
   read. After END nobody will read it, and it goes into a new file.

So whoever stops, or dies, between two of these steps leaves nothing undecided. The system orders the writes
to one file, and mapped memory shows them at once: true of local file systems, not of those on a network.

Format of a line, version 1: `1 <milliseconds> <article> <language> <visit> <visit before> <referrer>`, with -
for what is not known. It begins on a line of its own, so what a full disk or a crash tore costs itself alone.
"""

from __future__ import annotations

import ctypes
import logging
import mmap
import os
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from languages import registry

VERSION = "1"
SUFFIX = ".views"
NOWHERE = "-"
LONGEST = 512  # bytes of a line
OPEN, TAKEN = b"+", b"-"  # the mark; a file of the former format begins with its first line
END = b"\x04"  # one byte, for no disk takes half of it
_OPEN = OPEN[0]
_write = ctypes.PyDLL(None, use_errno=True).write
_write.argtypes, _write.restype = (ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t), ctypes.c_ssize_t
logger = logging.getLogger(__name__)


class Record(NamedTuple):
    """A view as it waits. at: milliseconds since 1970, UTC. visit and before: see `visitors.visit_key()`."""

    at: int
    article: int
    language: str
    visit: int
    before: int | None
    host: str

    def line(self) -> bytes:
        return line_of(*self)


def line_of(at: int, article: int, language: str, visit: int, before: int | None, host: str) -> bytes:
    """Return the line of a view. Counting calls this: to make a `Record` takes longer than the line."""
    former, named = before or NOWHERE, host or NOWHERE
    return f"\n{VERSION} {at} {article} {language} {visit} {former} {named}\n".encode("ascii")


def write(number: int, line: bytes) -> int:
    """Write to an open file, as os.write() does, and keep the interpreter's lock meanwhile.

    While other threads wait for that lock, getting it back costs several times what the system takes to copy
    a line. Raises OSError.
    """
    written: int = _write(number, line, len(line))
    if written < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return written


class File:
    """A file that lines are appended to, closed when nobody holds it any more.

    Any number of threads may write, and processes that were forked.
    """

    __slots__ = ("_mark", "_number")

    def __init__(self, folder: Path) -> None:
        self._number = -1
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}"
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        self._number = os.open(path, flags, 0o600)
        try:
            write(self._number, OPEN)
            self._mark = mmap.mmap(self._number, len(OPEN), prot=mmap.PROT_READ)
        except OSError:
            path.unlink(missing_ok=True)  # or a disk that is full would fill with empty files
            raise

    def __del__(self) -> None:
        if self._number >= 0:
            os.close(self._number)

    def append(self, line: bytes) -> bool:
        """Write a line; tell whether the file was still open after that."""
        written = write(self._number, line)
        if written != len(line):
            raise OSError(f"only {written} of {len(line)} bytes were written")
        return self._mark[0] == _OPEN

    def ends_after(self, line: bytes) -> bool:
        """Tell whether a line stands before the end, be it there already or still to come."""
        content = os.pread(self._number, os.fstat(self._number).st_size, 0)
        return line in content.partition(END)[0]


class Spool:
    """The files to which this process appends, one at a time. Safe for threads, and after a fork."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lost = 0  # views that this process could not store since it began
        self._file: File | None = None

    def append(self, line: bytes) -> bool:
        """Store the line of a view; return False when the disk does not take it, which is in the log."""
        try:
            while True:
                file = self._file or self._begin()
                if file.append(line):
                    return True
                self._file = None
                if file.ends_after(line):
                    return True
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

        Looks at the first line of each file, in the folders of batches too.
        """
        begun = [moment for path in self.folder.glob(f"**/*{SUFFIX}") if (moment := _begun(path))]
        return max(0, int((now or time.time()) - min(begun))) if begun else 0

    def close(self) -> None:
        self._file = None


def take(path: Path, folder: Path) -> None:
    """End a file and move it to another folder, where it may be read."""
    mark_taken(path)
    put_end(path)
    path.rename(folder / path.name)


def mark_taken(path: Path) -> None:
    with path.open("r+b", buffering=0) as file:
        if file.read(len(OPEN)) in (OPEN, b""):  # a process begins it just now, if there is nothing
            file.seek(0)
            file.write(TAKEN)


def put_end(path: Path) -> None:
    with path.open("ab", buffering=0) as file:
        file.write(END)


def _begun(path: Path) -> float | None:
    """Return when the first view in a file was counted; None for an empty one, or one just folded."""
    try:
        with path.open("rb") as file:
            first = next(_lines(file.read(LONGEST)), None)
        return int(first.split(b" ", 2)[1]) / 1000 if first else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, IndexError):  # torn, or not to be read: as old as what was written last
        return path.stat().st_mtime if path.exists() else None


def _lines(content: bytes) -> Iterator[bytes]:
    """Yield what stands before the end, without the mark and what is empty."""
    return (line for line in content.partition(END)[0].split(b"\n") if len(line) > len(OPEN))


def read(paths: Iterable[Path]) -> Iterator[Record]:
    """Yield the views of files that were taken."""
    for path in paths:
        yield from parsed(path.read_bytes(), path.name)


def parsed(content: bytes, name: str) -> Iterator[Record]:
    """Yield the views of a file's content; torn lines are counted in the log. name: what to call it there."""
    known, torn = set(registry.codes()), 0
    for line in _lines(content):
        parts = line.decode("ascii", "replace").split(" ")
        try:
            version, at, article, language, visit, before, host = parts
            former = None if before == NOWHERE else int(before)
            named = "" if host == NOWHERE else host
            record = Record(int(at), int(article), language, int(visit), former, named)
        except ValueError:
            torn += 1
            continue
        if version == VERSION and language in known:
            yield record
        else:
            torn += 1
    if torn:
        logger.warning("%s of the lines in %s could not be read", torn, name)
