"""`SCALE=1000000 python -m bench pages postgresql`: what a page costs in a large paper, against a small one.

Fills two databases of one PostgreSQL server, of 10,000 and of SCALE stories, and asks both in turns for a
hundred addresses of every kind of public page, in process, without any cache of pages. Each address is asked
for a few times and the quickest counts, because other work on the machine only ever makes it slower; p50 and
p95 are over the addresses. SMALL and LARGE: addresses of databases that were filled before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from statistics import quantiles
from typing import IO, Any, cast

import psycopg

SCALE = int(os.environ.get("SCALE", "100000"))
SIZES = {"small": 10_000, "large": SCALE}
ADDRESSES = int(os.environ.get("ADDRESSES", "100"))
TIMES, SEED = 5, 20261128
MOST = 1.5  # how much more a page of the large paper may cost


class Paper:
    """A process that asks the paper of one database."""

    def __init__(self, database: str) -> None:
        command = [sys.executable, "-m", "bench.asking", str(ADDRESSES), str(SEED)]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, "DATABASE_URL": database},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.asked, self.answers = cast("IO[str]", self.process.stdin), cast("IO[str]", self.process.stdout)
        self.kinds: list[str] = json.loads(self._line())

    def ask(self, kind: str, number: int) -> dict[str, Any]:
        self.asked.write(f"{kind}\t{number}\n")
        self.asked.flush()
        seen: dict[str, Any] = json.loads(self._line())
        return seen

    def _line(self) -> str:
        if not (line := self.answers.readline()):
            raise SystemExit(f"a paper stopped with {self.process.wait()}")
        return line

    def close(self) -> None:
        self.asked.close()
        self.process.wait(30)


def main() -> None:
    databases = {size: os.environ.get(size.upper()) or _fill(size, count) for size, count in SIZES.items()}
    only = sys.argv[1:]
    subprocess.run([sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"], check=True)
    with ExitStack() as stack:
        papers = {size: Paper(address) for size, address in databases.items()}
        for paper in papers.values():
            stack.callback(paper.close)
        kinds = [kind for kind in papers["small"].kinds if not only or kind in only]
        seen = {kind: _measured(papers, kind) for kind in kinds}
    print(f"10,000 stories and {SCALE:,}; load {os.getloadavg()[0]:.1f} at the end of the run")
    print(_table(seen))
    print(json.dumps({"small": SIZES["small"], "large": SCALE, "addresses": ADDRESSES, "pages": seen}))


def _fill(size: str, count: int) -> str:
    """Make a database beside the one of DATABASE_URL, with a paper of so many stories; return its address."""
    server, _, _name = os.environ["DATABASE_URL"].rpartition("/")
    address = f"{server}/bench_{size}"
    with psycopg.connect(
        f"{server.replace('postgres:', 'postgresql:')}/postgres", autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE bench_{size}")
    command = [sys.executable, "-m", "bench.corpus"]
    environment = {**os.environ, "DATABASE_URL": address, "SCALE": str(count)}
    subprocess.run(command, env=environment, check=True)
    return address


def _measured(papers: dict[str, Paper], kind: str) -> dict[str, Any]:
    """Ask both papers for every address of a kind, in turns."""
    best: dict[str, list[float]] = {size: [] for size in papers}
    queries: dict[str, int] = dict.fromkeys(papers, 0)
    slowest: dict[str, tuple[float, str]] = dict.fromkeys(papers, (0.0, ""))
    begun = time.perf_counter()
    for number in range(ADDRESSES):
        rounds = [{size: paper.ask(kind, number) for size, paper in papers.items()} for _ in range(TIMES)]
        for size in papers:
            quickest = min(one[size]["ms"] for one in rounds)
            best[size].append(quickest)
            queries[size] = max(queries[size], rounds[0][size]["queries"])
            slowest[size] = max(slowest[size], (quickest, rounds[0][size]["address"]))
    found: dict[str, Any] = {"queries": max(queries.values()), "seconds": time.perf_counter() - begun}
    for size, times in best.items():
        steps = quantiles(times, n=20, method="inclusive")
        found[size] = {"p50": steps[9], "p95": steps[18], "slowest": slowest[size]}
    found["ratio"] = found["large"]["p95"] / found["small"]["p95"]
    print(f"{kind}: {found['ratio']:.2f}", file=sys.stderr, flush=True)
    return found


def _table(seen: dict[str, Any]) -> str:
    lines = [
        "| page | queries | p50, small | p50, large | p95, small | p95, large | ratio of p95 |",
        "|---|---|---|---|---|---|---|",
    ]
    for kind, found in seen.items():
        times = [f"{found[size][part]:.1f}" for part in ("p50", "p95") for size in SIZES]
        mark = " (more than it may)" if found["ratio"] > MOST else ""
        lines.append(f"| {kind} | {found['queries']} | {' | '.join(times)} | {found['ratio']:.2f}{mark} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
