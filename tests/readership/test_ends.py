"""A writer and a fold at one file: every order of their steps, either of them stopped or dead."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import combinations_with_replacement, count
from pathlib import Path

import pytest

import readership.spool
from readership.spool import Record, Spool, mark_taken, put_end, read, take
from tests.readership.processes import beside, is_done

VIEW = Record(at=1_764_331_200_000, article=12, language="hy", visit=5, before=None, host="")
Step = Callable[[Path], object]


def line(article: int) -> bytes:
    return VIEW._replace(article=article).line()


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "batch"
    folder.mkdir()
    return folder


def take_away(spool: Path, batch: Path) -> list[int]:
    """Take all files, and return the stories in them."""
    paths = sorted(spool.glob("*.views"))
    for path in paths:
        take(path, batch)
    return [view.article for view in read(batch / path.name for path in paths)]


WRITES = 4  # the mark and three lines, when no fold comes
MOMENTS = 2 * WRITES + 1  # before each write, after it and before the look at the mark, and never


@pytest.mark.parametrize("moments", [*combinations_with_replacement(range(MOMENTS), 3)], ids=str)
def test_in_whatever_order_a_line_is_read_once(
    tmp_path: Path, batch: Path, monkeypatch: pytest.MonkeyPatch, moments: tuple[int, ...]
) -> None:
    """A fold takes its three steps at given moments of a writer, or dies before; another one comes after."""
    steps: list[Step] = [mark_taken, put_end, lambda path: path.rename(batch / path.name)]
    spool, write, passed = Spool(tmp_path), readership.spool.write, count()
    first: list[Path] = []

    def pass_a_moment() -> None:
        first[:] = first or tmp_path.glob("*.views")
        now = next(passed)
        for step in [step for step, moment in zip(steps, moments, strict=True) if moment == now]:
            if now < MOMENTS - 1:
                step(first[0])

    def beside_a_fold(number: int, content: bytes) -> int:
        pass_a_moment()
        written = write(number, content)
        pass_a_moment()
        return written

    with monkeypatch.context() as observed:
        observed.setattr(readership.spool, "write", beside_a_fold)
        assert [spool.append(line(number)) for number in range(3)] == [True] * 3
    assert next(passed) > 6  # the hook was asked
    taken = [view.article for view in read(batch.glob("*.views"))]
    assert sorted(taken + take_away(tmp_path, batch)) == [0, 1, 2]


@pytest.mark.parametrize("moment", ["before the line", "after the line"])
def test_a_writer_that_is_stopped_while_a_fold_runs_is_read_once(
    tmp_path: Path, batch: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    spool, write = Spool(tmp_path), readership.spool.write
    spool.append(line(1))

    def stopped(number: int, content: bytes) -> int:
        monkeypatch.setattr(readership.spool, "write", write)
        if moment == "before the line":
            os.kill(os.getpid(), signal.SIGSTOP)
        written = write(number, content)
        if moment == "after the line":
            os.kill(os.getpid(), signal.SIGSTOP)
        return written

    def write_beside_a_fold() -> bool:
        monkeypatch.setattr(readership.spool, "write", stopped)
        return spool.append(line(2))

    with beside(write_beside_a_fold) as child:
        assert os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1])
        taken = take_away(tmp_path, batch)
        os.kill(child, signal.SIGCONT)
        assert is_done(child)
    assert taken == ([1] if moment == "before the line" else [1, 2])
    assert sorted(taken + take_away(tmp_path, batch)) == [1, 2]


def test_writers_stopped_and_killed_anywhere_lose_and_double_nothing(tmp_path: Path, batch: Path) -> None:
    """Three processes write, ten lines and a pause; what each has stored by the end is found once."""
    dice, kept = random.Random(20261128), tmp_path / "kept"  # noqa: S311
    kept.mkdir()

    def write(writer: int) -> bool:
        spool, notes = Spool(tmp_path), os.open(kept / str(writer), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for number in range(writer, 10**9, 10):
            spool.append(line(number))
            os.write(notes, b"%d\n" % number)
            time.sleep(0.001 * (number % 100 < 10))
        return True

    seen: list[int] = []
    with ExitStack() as stack:
        writers = [stack.enter_context(beside(partial(write, number))) for number in range(3)]
        for _ in range(150):
            some = dice.choice(writers)
            os.kill(some, signal.SIGSTOP)
            time.sleep(dice.uniform(0, 0.004))
            seen += take_away(tmp_path, batch)
            os.kill(some, signal.SIGCONT)
            time.sleep(dice.uniform(0, 0.004))
    seen += take_away(tmp_path, batch)
    stored = {int(number) for path in kept.iterdir() for number in path.read_text().splitlines()}
    assert len(seen) == len(set(seen)) > 1000
    assert stored <= set(seen) and len(set(seen) - stored) <= len(writers)
