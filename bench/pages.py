"""`SCALE=1000000 python -m bench pages postgresql`: what a page costs in a large paper, against a small one.

Fills two databases of one PostgreSQL server, of 10,000 and of SCALE stories, and asks both in turns for a
hundred addresses of every kind of public page, in process, without any cache of pages. Each address is asked
for a few times and the quickest counts, because other work on the machine only ever makes it slower; p50 and
p95 are over the addresses.

Told are milliseconds by the clock, and of the processor: that of the page's process and the database's
together, the steadier figure. SMALL and LARGE: addresses of databases that were filled before.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from statistics import quantiles
from typing import IO, Any, cast

import psycopg

SCALE = int(os.environ.get("SCALE", "100000"))
SIZES = {"small": 10_000, "large": SCALE}
ADDRESSES = int(os.environ.get("ADDRESSES", "100"))
TIMES, SEED = int(os.environ.get("TIMES", "3")), 20261128
PARTS = ("ms", "work")
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
    best: dict[str, dict[str, list[float]]] = {size: {part: [] for part in PARTS} for size in papers}
    queries, slowest = 0, dict.fromkeys(papers, (0.0, ""))
    for number in range(ADDRESSES):
        rounds = [{size: paper.ask(kind, number) for size, paper in papers.items()} for _ in range(TIMES)]
        for size in papers:
            for part, found in best[size].items():
                found.append(min(one[size][part] for one in rounds))
            queries = max(queries, rounds[0][size]["queries"])
            slowest[size] = max(slowest[size], (best[size]["work"][-1], rounds[0][size]["address"]))
    seen: dict[str, Any] = {"queries": queries, "slowest": slowest}
    for part in PARTS:
        seen[part] = {size: _percentiles(best[size][part]) for size in papers}
        seen[part]["ratio"] = seen[part]["large"]["p95"] / seen[part]["small"]["p95"]
    print(kind, json.dumps(seen), file=sys.stderr, flush=True)
    return seen


def _percentiles(times: list[float]) -> dict[str, float]:
    steps = quantiles(times, n=20, method="inclusive")
    return {"p50": steps[9], "p95": steps[18]}


def _table(seen: dict[str, Any]) -> str:
    sizes = [f"{part} {size}" for part in ("p50", "p95") for size in SIZES]
    lines = [
        f"| page | queries | {' | '.join(sizes)} | ratio | {' | '.join(sizes)} | ratio |",
        "|---" * 12 + "|",
    ]
    for kind, found in seen.items():
        cells = [kind, str(found["queries"])]
        for part in PARTS:
            cells += [f"{found[part][size][step]:.1f}" for step in ("p50", "p95") for size in SIZES]
            cells.append(f"{found[part]['ratio']:.2f}{' (!)' if found[part]['ratio'] > MOST else ''}")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
