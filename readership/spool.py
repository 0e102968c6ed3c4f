"""Where views wait for the fold: a file per process, one short line per view.

A line is appended in one write, so a view that was answered survives `kill -9` and a database that is away.
The fold takes a file away by renaming it. A process notices because it locks its file for each line and looks
whether it still stands where it was opened; so no line is written into a file that was already read.

Format of a line, version 1: `1 <milliseconds> <article> <language> <visit> <visit before> <referrer>`, with -
for what is not known. A line that was torn by a full disk or a crash is skipped; the next one begins anew.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from languages import registry

VERSION = "1"
SUFFIX = ".views"
NOWHERE = "-"
LONGEST = 512  # bytes of a line
logger = logging.getLogger(__name__)


class Record(NamedTuple):
    """A view as it waits. at: milliseconds since 1970, UTC. visit and before: see `visitors.VisitKey`."""

    at: int
    article: int
    language: str
    visit: int
    before: int | None
    host: str

    def line(self) -> str:
        before, host = self.before or NOWHERE, self.host or NOWHERE
        return f"{VERSION} {self.at} {self.article} {self.language} {self.visit} {before} {host}\n"


class Spool:
    """The file to which this process appends. Safe for threads, and for processes that were forked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lost = 0  # views that this process could not store since it began
        self._lock = threading.Lock()
        self._name = ""
        self._file = -1
        self._process = -1
        self._is_torn = False

    def append(self, record: Record) -> bool:
        """Store a view; return False, having said so in the log, when the disk does not take it."""
        line = record.line().encode()
        with self._lock:
            try:
                self._open_locked()
                try:
                    self._write(line)
                finally:
                    fcntl.flock(self._file, fcntl.LOCK_UN)
            except OSError:
                self.lost += 1
                logger.exception("a view could not be stored: it is lost")
                return False
        return True

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
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
            self._file = self._process = -1

    def _write(self, line: bytes) -> None:
        if self._is_torn:
            line = b"\n" + line
        written = os.write(self._file, line)
        self._is_torn = written < len(line)
        if self._is_torn:
            raise OSError(f"only {written} of {len(line)} bytes were written")

    def _open_locked(self) -> None:
        """Have the file open and locked, and know that nobody has taken it away."""
        while True:
            if self._process != os.getpid():
                self._open()
            fcntl.flock(self._file, fcntl.LOCK_EX)
            if os.path.exists(self._name):  # noqa: PTH110 - asked for every view; pathlib takes twice as long
                return
            os.close(self._file)
            self._process = -1

    def _open(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._name = str(self.folder / f"{os.getpid()}-{secrets.token_hex(4)}{SUFFIX}")
        self._file = os.open(self._name, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._process, self._is_torn = os.getpid(), False


def _begun(path: Path) -> float | None:
    """Return when the first view in a file was counted; None for an empty one, or one just folded."""
    try:
        with path.open("rb") as file:
            first = file.readline(LONGEST)
        return int(first.split(b" ", 2)[1]) / 1000 if first else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, IndexError):  # torn, or not to be read: as old as what was written last
        return path.stat().st_mtime if path.exists() else None


def read(paths: Iterable[Path]) -> Iterator[Record]:
    """Yield the views of files that were taken away, once nobody writes to them any more."""
    for path in paths:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield from parsed(file.read(), path.name)


def parsed(content: bytes, name: str) -> Iterator[Record]:
    """Yield the views of a file's content; torn lines are counted in the log. name: what to call it there."""
    known, torn = set(registry.codes()), 0
    for line in content.split(b"\n"):
        if not line:
            continue
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
