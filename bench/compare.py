"""`make bench`: our pages beside a bare application, a plain Django site and Wagtail, in one run.

Makes its own data, serves everything on 127.0.0.1 with the same settings of the same server, and asks in
rounds in which all take turns, so that whatever else runs on the machine disturbs all of them. It ends by
itself.

Environment: SCALE (stories), ROUNDS, SECONDS (of each turn).
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - once Django is set up
from django.db import connections  # noqa: E402
from django.db.models import Sum  # noqa: E402

from bench import content, report, wrk  # noqa: E402
from bench.corpus import filling  # noqa: E402
from bench.questions import Failed, Question, desk, pages, search  # noqa: E402
from bench.servers import ROOT  # noqa: E402
from bench.turns import Turn, say, turns  # noqa: E402
from bench.versions import versions  # noqa: E402
from readership.models import Total  # noqa: E402

STORIES = int(os.environ.get("SCALE", "10000"))
ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "5")), int(os.environ.get("SECONDS", "2"))
MOST_ELSEWHERE = 10_000  # stories that the other sites get; fewer than ours only help them
WARM_UP = 2  # seconds, in which every worker makes the pages it keeps
FOLDED_WITHIN = 60  # seconds


def main() -> None:
    wrk.ensure_installed()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        everybody, ours_only = fill(folder / "content")
        before = views()
        connections.close_all()
        loads = measure(list(turns(everybody, ours_only, folder, stack)), folder)
        wait_for_more(before)
    run = report.figures(loads, about(load))
    report.keep(run, ROOT)
    print(report.table(run))


def fill(file: Path) -> tuple[list[Question], list[Question]]:
    """Fill our database, and write what it holds to a file; return what to ask of all sites, and of ours."""
    say(f"{STORIES:,} stories")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    filling.fill(STORIES)
    say("write them down for the others")
    facts = content.write(file, MOST_ELSEWHERE)
    return pages(facts), [search(facts), desk()]


def measure(everything: list[Turn], folder: Path) -> dict[report.Key, list[wrk.Load]]:
    """Let all take turns, forwards and backwards, and once before it counts."""
    loads: dict[report.Key, list[wrk.Load]] = defaultdict(list)
    say("warm up")
    for turn in everything:
        for number, _server in enumerate(turn.servers, start=ROUNDS):
            turn.take(folder, WARM_UP, number)
    for number in range(ROUNDS):
        say(f"round {number + 1} of {ROUNDS}")
        for turn in everything[:: -1 if number % 2 else 1]:
            loads[turn.key].append(turn.take(folder, SECONDS, number))
    return loads


def views() -> int:
    return Total.objects.aggregate(views=Sum("views"))["views"] or 0


def wait_for_more(before: int) -> None:
    """Wait until views arrived in the database. Raises `Failed`: a site that does not count is faster."""
    until = time.monotonic() + FOLDED_WITHIN
    while time.monotonic() < until:
        if (counted := views() - before) > 0:
            say(f"{counted:,} views were counted")
            return
        time.sleep(1)
    raise Failed("no view was counted")


def about(load: float) -> dict[str, Any]:
    """Tell of what a run was made. load: of the machine, before it."""
    return {
        "stories": STORIES,
        "rounds": ROUNDS,
        "seconds": SECONDS,
        "connections": wrk.CONNECTIONS,
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "cores": os.cpu_count(),
        "load": round(load, 1),
        "versions": versions(),
    }


if __name__ == "__main__":
    main()
