from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.house.sources import ROOT
from tests.readership.log import make_log, tally

REPLAY = """
import django
django.setup()
from tests.readership.replay import main
main({seed}, {count})
"""
SEED, NAME = 20261128, "replay_of_views"
REQUESTS = 200_000


@pytest.fixture
def database(tmp_path: Path, django_db_setup: None) -> Iterator[str]:
    """A database of its own, of the kind these tests run on, that other processes can reach."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/replay.sqlite3"
        return
    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME}")
        yield f"{address.rpartition('/')[0]}/{NAME}"
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_log_replayed_over_processes_that_are_killed_ends_in_exactly_its_views(database: str) -> None:
    """Readers, reloads, bots, prefetches and staff; four workers and the fold die at random."""
    environment = {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", REPLAY.format(seed=SEED, count=REQUESTS)]
    replay = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert replay.returncode == 0, replay.stderr[-3000:]
    report = json.loads(replay.stdout)
    assert report["wrong"] == {}
    assert report["views"] == report["expected"] > REQUESTS / 3
    assert report["killed"] > REQUESTS / 20_000 and report["folds_killed"] > 0
    assert report["traces"] == []
    assert "203.0.113" not in replay.stderr and "Mozilla" not in replay.stderr


def test_the_log_holds_what_readership_has_to_tell_apart() -> None:
    log = make_log(SEED, 20_000, 60)
    assert 0.1 < sum(not request.is_reader for request in log) / len(log) < 0.4
    assert sum(tally(log).values()) < sum(request.is_reader for request in log) * 0.8  # reloads are in it
    assert {request.language for request in log} == {"en", "ru", "hy"}
