"""Replays a log over four processes that are killed at random, and folds in processes that are killed too.

`main()` does so in the database of DATABASE_URL, which it fills with tables and stories; prints as JSON what
was counted, what should have been, and what still names a reader.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import signal
import struct
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.http import HttpRequest, HttpResponse

from readership import models
from readership.fold import fold
from readership.middleware import ViewCountMiddleware, opens
from readership.visits import Known
from tests.factories import make_article, make_category
from tests.readership.log import Request, chunks, make_log, tally

WORKERS, STORIES, CHUNK = 4, 60, 10_000
SLOT = struct.Struct("q")


class Progress:
    """How many of its requests each worker has answered, where a killed one leaves it behind."""

    def __init__(self) -> None:
        self.memory = mmap.mmap(-1, SLOT.size * WORKERS)

    def answered(self, worker: int) -> int:
        number: int = SLOT.unpack_from(self.memory, worker * SLOT.size)[0]
        return number

    def note(self, worker: int, number: int) -> None:
        SLOT.pack_into(self.memory, worker * SLOT.size, number)


def forked(work: Callable[[], None]) -> int:
    """Run something in a process of its own; return its number."""
    connections.close_all()
    for connection in connections.all():
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]  # no process may use another's connections
    if child := os.fork():
        return child
    try:
        work()
    finally:
        os._exit(0)


def serve(requests: list[Request], keys: list[int], progress: Progress, worker: int) -> None:
    """Answer what is left of a worker's requests, through the middleware, at the times of the log."""

    def page(request: Any) -> HttpResponse:
        return opens(HttpResponse("a story"), keys[request.asked.story], request.asked.language)

    def clock(request: Any) -> datetime:
        return datetime.fromtimestamp(request.asked.at / 1000, UTC)

    counting = ViewCountMiddleware(page, clock=clock)
    for number in range(progress.answered(worker), len(requests)):
        request: Any = HttpRequest()
        request.method, request.META, request.asked = "GET", requests[number].environ, requests[number]
        counting(request)
        progress.note(worker, number + 1)


def replay_chunk(chunk: list[Request], keys: list[int], dice: random.Random) -> int:
    """Let the workers answer a part of the log; kill some on the way. Returns how many were killed."""
    progress, killed = Progress(), 0
    shares = [chunk[worker::WORKERS] for worker in range(WORKERS)]

    def begin(worker: int) -> int:
        return forked(lambda: serve(shares[worker], keys, progress, worker))

    workers = {worker: begin(worker) for worker in range(WORKERS)}
    for worker in dice.sample(range(WORKERS), 2):
        time.sleep(dice.uniform(0, 0.15))
        os.kill(workers[worker], signal.SIGKILL)
        os.waitpid(workers[worker], 0)
        killed += progress.answered(worker) < len(shares[worker])
        workers[worker] = begin(worker)
    for child in workers.values():
        os.waitpid(child, 0)
    assert [progress.answered(worker) for worker in range(WORKERS)] == [len(share) for share in shares]
    return killed


def fold_at(moment: datetime, known: Known, dice: random.Random) -> int:
    """Fold in a process that is killed, then in this one. Returns 1 if the first had not finished.

    known: what this process counted before, not what those did that were killed.
    """
    first = forked(lambda: _fold(moment, known))
    time.sleep(dice.uniform(0, 0.4))
    os.kill(first, signal.SIGKILL)
    _child, status = os.waitpid(first, 0)
    _fold(moment, known)
    return int(os.WIFSIGNALED(status))


def _fold(moment: datetime, known: Known) -> None:
    fold(moment, known=known)


def traces_of(log: list[Request]) -> list[str]:
    """Return the addresses and browsers of the log that are found in the tables or the spool."""
    tables = (
        models.Salt, models.Visit, models.Batch, models.Total, models.DayCount, models.HourCount,
        models.Referrer, models.MostRead,
    )  # fmt: skip
    kept = repr([list(table.objects.values_list()) for table in tables])
    kept += "".join(path.read_text("latin-1") for path in settings.VIEWS_SPOOL.rglob("*") if path.is_file())
    names = {request.environ[name] for request in log for name in ("REMOTE_ADDR", "HTTP_USER_AGENT")} - {""}
    return [name for name in names if name in kept]


def main(seed: int, count: int) -> None:
    settings.VIEWS_SPOOL = Path(tempfile.mkdtemp(prefix="newsroom-replay-"))
    call_command("migrate", verbosity=0)
    category = make_category()
    keys = [make_article(category=category).pk for _ in range(STORIES)]
    dice, log = random.Random(seed), make_log(seed, count, STORIES)  # noqa: S311
    killed, folds_killed, known = 0, 0, Known()
    for chunk in chunks(log, CHUNK):
        killed += replay_chunk(chunk, keys, dice)
        moment = datetime.fromtimestamp(chunk[-1].at / 1000, UTC) + timedelta(seconds=1)
        folds_killed += fold_at(moment, known, dice)
    places = {key: place for place, key in enumerate(keys)}
    counted = {f"{places[row.article_id]} {row.language}": row.views for row in models.Total.objects.all()}
    expected = {f"{story} {language}": views for (story, language), views in tally(log).items()}
    wrong = {key: (counted.get(key), expected.get(key)) for key in {*counted, *expected}
             if counted.get(key) != expected.get(key)}  # fmt: skip
    report = {
        "views": sum(counted.values()),
        "expected": sum(expected.values()),
        "wrong": wrong,
        "killed": killed,
        "folds_killed": folds_killed,
        "traces": traces_of(log),
    }
    print(json.dumps(report))
