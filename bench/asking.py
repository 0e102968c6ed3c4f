"""Asks the paper of one database for pages, in its own process, as another process wishes.

Reads "kind<TAB>number" a line, asks for that page once, and writes what was seen as JSON: milliseconds by the
clock, milliseconds of the processor here and in the database's process, queries.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402 - once Django is set up
from django.test import Client  # noqa: E402

from bench.addresses import draw  # noqa: E402

EXPECTED = {"story that is not in the language": 404, "archive, the newest day": 302}


def main(count: int, seed: int) -> None:
    pages, client = draw(count, seed), Client()
    print(json.dumps(list(pages)), flush=True)
    for line in sys.stdin:
        kind, number = line.rstrip("\n").split("\t")
        print(json.dumps(ask(client, pages[kind][int(number)], EXPECTED.get(kind, 200))), flush=True)


def ask(client: Client, address: str, expected: int) -> dict[str, Any]:
    """Ask for a page past every cache of pages. Fails when it does not answer as it should."""
    asked: list[str] = []

    def note(execute: Any, sql: str, *args: Any) -> Any:
        asked.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        begun, worked = time.perf_counter(), _worked()
        answer = client.get(address)
        taken, work = time.perf_counter() - begun, _worked() - worked
    if answer.status_code != expected:
        raise SystemExit(f"{address} answers {answer.status_code}")
    return {"ms": taken * 1000, "work": work * 1000, "queries": len(asked), "address": address}


def _worked() -> float:
    """Return the seconds that this process and that of its connection have worked (proc(5): schedstat)."""
    connection.ensure_connection()
    database = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return time.process_time() + int(database.split()[0]) / 1e9


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
