"""One process folds for all web processes, and another takes over when it is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from readership.keeping import LATER, RANKED_EVERY, fold_until, keep_folding
from readership.visits import Known

PATIENCE = 60.0  # seconds; what has a low priority takes its time beside other tests
# Writes its number down, and ends with its input.
FOLDING = "import os, sys; print(os.getpid(), file=open(sys.argv[1], 'a'), flush=True); sys.stdin.read()"
KEEPING = """
import sys, time, django
django.setup()
from pathlib import Path
from django.conf import settings
from readership.keeping import keep_folding
settings.VIEWS_SPOOL = Path(sys.argv[1])
keep_folding(0.05, sys.argv[2:])
time.sleep(60)
"""


@pytest.fixture
def spool(settings: Settings, tmp_path: Path) -> Path:
    settings.VIEWS_SPOOL = tmp_path / "views"
    return tmp_path / "views"


@pytest.fixture
def folding(tmp_path: Path) -> list[str]:
    return [sys.executable, "-c", FOLDING, str(tmp_path / "numbers")]


def started(tmp_path: Path) -> list[int]:
    """Return the numbers of the processes that were started to fold, in their order."""
    file = tmp_path / "numbers"
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def runs(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_one_process_folds_however_many_would(spool: Path, tmp_path: Path, folding: list[str]) -> None:
    first, second = keep_folding(0.05, folding), keep_folding(0.05, folding)
    wait_until(lambda: len(started(tmp_path)) == 1)
    time.sleep(0.3)
    assert len(started(tmp_path)) == 1
    for stop in (first, second):
        stop.set()
    wait_until(lambda: not runs(started(tmp_path)[0]))


def test_a_process_that_was_killed_is_replaced(
    spool: Path, tmp_path: Path, folding: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    stop = keep_folding(0.05, folding)
    wait_until(lambda: len(started(tmp_path)) == 1)
    os.kill(started(tmp_path)[0], signal.SIGKILL)
    wait_until(lambda: len(started(tmp_path)) == 2)
    stop.set()
    wait_until(lambda: not runs(started(tmp_path)[1]))
    assert "another is started" in caplog.text


def test_with_a_web_process_goes_its_own_and_another_takes_over(
    spool: Path, tmp_path: Path, folding: list[str]
) -> None:
    command = [sys.executable, "-c", KEEPING, str(spool), *folding]
    web = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    wait_until(lambda: len(started(tmp_path)) == 1)
    stop = keep_folding(0.05, folding)
    web.kill()
    web.wait()
    wait_until(lambda: len(started(tmp_path)) == 2)
    assert not runs(started(tmp_path)[0])
    stop.set()
    wait_until(lambda: not runs(started(tmp_path)[1]))


def test_a_command_that_cannot_be_started_is_said(
    spool: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stop = keep_folding(0.05, [str(tmp_path / "nothing")])
    wait_until(lambda: "could not be started" in caplog.text)
    stop.set()


@pytest.mark.django_db
def test_it_folds_again_and_again_with_low_priority(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    nice: list[int] = []
    folded: list[bool] = []

    def fold(*, ranks: bool, known: Known) -> None:
        folded.append(ranks)
        if len(folded) in (1, 2):
            raise OSError("the disk is gone")
        if len(folded) == 5:
            stop.set()

    monkeypatch.setattr("readership.keeping.fold", fold)
    monkeypatch.setattr("readership.keeping.close_old_connections", lambda: None)
    monkeypatch.setattr(os, "nice", nice.append)
    fold_until(stop, 0.01)
    assert nice == [LATER]
    assert folded == [
        True,
        True,
        True,
        False,
        False,
    ]  # the most read are ranked once a minute, not at each fold


@pytest.mark.django_db
def test_the_most_read_are_ranked_every_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    moments = iter([0.0, RANKED_EVERY - 1, RANKED_EVERY, RANKED_EVERY, RANKED_EVERY + 1])
    folded: list[bool] = []

    def fold(*, ranks: bool, known: Known) -> None:
        folded.append(ranks)
        if len(folded) == 4:
            stop.set()

    monkeypatch.setattr("readership.keeping.fold", fold)
    monkeypatch.setattr("readership.keeping.close_old_connections", lambda: None)
    monkeypatch.setattr("readership.keeping._now", lambda: next(moments))
    monkeypatch.setattr(os, "nice", lambda by: None)
    fold_until(stop, 0.01)
    assert folded == [True, False, True, False]


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_with_its_input(spool: Path) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "VIEWS_SPOOL": str(spool)}
    command = [sys.executable, "manage.py", "fold_views", "--every=0.1"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, cwd=Path(__file__).parents[2])
    wait_until(lambda: os.getpriority(os.PRIO_PROCESS, process.pid) == LATER)
    assert process.poll() is None
    assert process.stdin
    process.stdin.close()
    assert process.wait(PATIENCE) == 0
