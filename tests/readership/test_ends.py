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
from typing import Any

import pytest

import readership.spool
from readership.slots import read
from readership.spool import Spool, end_of, is_used, mark_taken, put_end, take
from tests.readership.processes import beside, is_done
from tests.readership.views import VIEW, put

Step = Callable[[Path], object]


def view(spool: Spool, article: int) -> bool:
    return put(spool, VIEW._replace(article=article, host=""))


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "batch"
    folder.mkdir()
    return folder


def take_away(spool: Path, batch: Path) -> list[int]:
    """Take all files, and return the stories in them."""
    paths = sorted(path for path in spool.glob("*.views") if is_used(path))
    take(paths, batch)
    return [record.article for record in read(batch / path.name for path in paths)]


WRITES = 5  # three slots and what may have to be said of them, a line that is late and a slot in a new file
MOMENTS = 2 * WRITES + 1  # before each, after it and before the look at the mark or the lines, and never


def between(pass_a_moment: Callable[[], None], name: str) -> Callable[..., None]:
    """Return a function of the spool with a moment before and after it, unless the fold calls it."""
    write = getattr(readership.spool, name)

    def written(*what: Any) -> None:
        is_of_fold = isinstance(what[-1], bytes) and what[-1].startswith(b"end")
        around: Callable[[], object] = (lambda: None) if is_of_fold else pass_a_moment
        around()
        write(*what)
        around()

    return written


@pytest.mark.parametrize("is_moved", [True, False])
@pytest.mark.parametrize("moments", [*combinations_with_replacement(range(MOMENTS), 3)], ids=str)
def test_in_whatever_order_a_view_is_read_once(
    tmp_path: Path, batch: Path, monkeypatch: pytest.MonkeyPatch, moments: tuple[int, ...], is_moved: bool
) -> None:
    """A fold takes its steps at given moments of a writer, or dies before; another one comes after."""
    spool, passed, ends = Spool(tmp_path), count(), list[bytes]()
    view(spool, 0)
    (first,) = tmp_path.glob("*.views")

    def end(path: Path) -> None:
        put_end(path, ends[0])
        if is_moved:
            path.rename(batch / path.name)

    steps: list[Step] = [mark_taken, lambda path: ends.append(end_of(path)), end]

    def pass_a_moment() -> None:
        now = next(passed)
        for step in [step for step, moment in zip(steps, moments, strict=True) if moment == now]:
            if now < MOMENTS - 1:
                step(first)

    with monkeypatch.context() as observed:
        for name in ("_fill", "append"):
            observed.setattr(readership.spool, name, between(pass_a_moment, name))
        assert [view(spool, number) for number in (1, 2, 3)] == [True] * 3
    assert next(passed) >= 6  # the hook was asked
    taken = [record.article for record in read(batch.glob("*.views"))]
    assert sorted(taken + take_away(tmp_path, batch)) == [0, 1, 2, 3]


def test_a_slot_that_a_slower_thread_fills_after_the_end_goes_into_another_file(
    tmp_path: Path, batch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool, fill = Spool(tmp_path), readership.spool._fill
    taken: list[int] = []
    view(spool, 1)

    def overtaken(*what: Any) -> None:
        monkeypatch.setattr(readership.spool, "_fill", fill)
        view(spool, 3)
        taken.extend(take_away(tmp_path, batch))
        fill(*what)

    monkeypatch.setattr(readership.spool, "_fill", overtaken)
    view(spool, 2)
    assert taken == [1, 3]
    assert [record.article for record in read(batch.glob("*.views"))] == [1, 3]
    assert take_away(tmp_path, batch) == [2]


@pytest.mark.parametrize("moment", ["before the slot", "after the slot", "after the late line"])
def test_a_writer_that_is_stopped_while_a_fold_runs_is_read_once(
    tmp_path: Path, batch: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Over its slot, and in the third case once more after its line that is late."""
    spool = Spool(tmp_path)

    def write_beside_a_fold() -> bool:
        assert view(spool, 1)
        stop_around(monkeypatch, "_fill", is_before=moment == "before the slot")
        if moment == "after the late line":
            stop_around(monkeypatch, "append", is_before=False)
        return view(spool, 2)

    with beside(write_beside_a_fold) as child:
        wait_until_stopped(child)
        if moment == "after the late line":
            for path in tmp_path.glob("*.views"):
                mark_taken(path)  # a fold that dies after this
            os.kill(child, signal.SIGCONT)
            wait_until_stopped(child)
        taken = take_away(tmp_path, batch)
        os.kill(child, signal.SIGCONT)
        assert is_done(child)
    assert taken == ([1] if moment == "before the slot" else [1, 2])
    assert sorted(taken + take_away(tmp_path, batch)) == [1, 2]


def stop_around(monkeypatch: pytest.MonkeyPatch, name: str, *, is_before: bool) -> None:
    """Stop this process before or after the next call of a function of the spool."""
    call = getattr(readership.spool, name)

    def stopped(*what: Any) -> None:
        monkeypatch.setattr(readership.spool, name, call)
        if is_before:
            os.kill(os.getpid(), signal.SIGSTOP)
        call(*what)
        if not is_before:
            os.kill(os.getpid(), signal.SIGSTOP)

    monkeypatch.setattr(readership.spool, name, stopped)


def wait_until_stopped(child: int) -> None:
    assert os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1])


def test_writers_stopped_and_killed_anywhere_lose_and_double_nothing(tmp_path: Path, batch: Path) -> None:
    """Three processes write, ten lines and a pause; what each has stored by the end is found once."""
    dice, kept = random.Random(20261128), tmp_path / "kept"  # noqa: S311
    kept.mkdir()

    def write(writer: int) -> bool:
        spool, notes = Spool(tmp_path), os.open(kept / str(writer), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for number in range(writer, 10**9, 10):
            view(spool, number)
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
