from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from readership.spool import Record, Spool, parsed, read

VIEW = Record(at=1_764_331_200_000, article=12, language="hy", visit=2**63 - 1, before=None, host="t.me")


def test_a_view_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    views = [VIEW, VIEW._replace(before=7, host="", language="en")]
    spool = Spool(tmp_path)
    assert all(spool.append(view) for view in views)
    assert list(read(tmp_path.glob("*.views"))) == views


def test_a_file_that_was_taken_away_gets_nothing_more(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.append(VIEW)
    (first,) = tmp_path.glob("*.views")
    taken = first.rename(tmp_path / "taken")
    spool.append(VIEW._replace(article=13))
    assert [view.article for view in read([taken])] == [12]
    assert [view.article for view in read(tmp_path.glob("*.views"))] == [13]


def test_no_view_is_lost_while_files_are_taken_away(tmp_path: Path) -> None:
    """Four threads write while a fifth keeps taking their file away, as the fold does."""
    spool, each, done = Spool(tmp_path), 500, threading.Event()
    seen: list[int] = []

    def write(number: int) -> None:
        for view in range(each):
            assert spool.append(VIEW._replace(article=number * each + view))

    def take_away() -> None:
        rounds = 0
        while not done.is_set() or list(tmp_path.glob("*.views")):
            for path in tmp_path.glob("*.views"):
                rounds += 1
                taken = path.rename(tmp_path / f"taken-{rounds}")
                seen.extend(view.article for view in read([taken]))

    writers = [threading.Thread(target=write, args=[number]) for number in range(4)]
    taker = threading.Thread(target=take_away)
    for thread in (*writers, taker):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    taker.join()
    assert sorted(seen) == list(range(4 * each))


def test_a_process_that_was_forked_writes_to_a_file_of_its_own(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.append(VIEW)
    if (child := os.fork()) == 0:
        os._exit(0 if spool.append(VIEW) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert len(list(tmp_path.glob("*.views"))) == 2
    assert len(list(read(tmp_path.glob("*.views")))) == 2


def test_a_torn_line_costs_itself_alone(caplog: pytest.LogCaptureFixture) -> None:
    line = VIEW.line().encode()
    content = line[:20] + b"\n" + line + line[:-30]
    assert list(parsed(content, "x.views")) == [VIEW]
    assert "2 of the lines in x.views could not be read" in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        b"2 1764331200000 12 hy 5 - -\n",
        b"1 1764331200000 12 de 5 - -\n",
        b"1 1764331200000 12 hy 5 -\n",
        b"1 now 12 hy 5 - -\n",
        b"\xff\xfe\x00\n",
    ],
)
def test_what_is_no_view_of_ours_is_left(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    assert list(parsed(content, "x.views")) == []
    assert "could not be read" in caplog.text


def test_after_a_disk_that_was_full_the_next_view_stands_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool, write = Spool(tmp_path), os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda file, line: write(file, line[:9]))
        assert not spool.append(VIEW)
    assert spool.append(VIEW._replace(article=13))
    assert [view.article for view in read(tmp_path.glob("*.views"))] == [13]


def test_a_disk_that_is_full_loses_a_view_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    full = Spool(Path("/dev/full"))
    assert not full.append(VIEW)
    assert "a view could not be stored" in caplog.text


def test_the_age_of_what_waits_is_that_of_the_oldest_view(tmp_path: Path) -> None:
    spool, now = Spool(tmp_path), VIEW.at / 1000
    assert spool.waiting(now) == 0
    (tmp_path / "empty.views").touch()
    assert spool.waiting(now) == 0
    spool.append(VIEW)
    spool.append(VIEW._replace(at=VIEW.at + 60_000))
    assert spool.waiting(now + 90) == 90
    batch = tmp_path / "batch-x"
    batch.mkdir()
    (batch / "1.views").write_text(VIEW._replace(at=VIEW.at - 60_000).line())
    assert spool.waiting(now + 90) == 150
    assert spool.waiting(now - 1000) == 0  # a clock that was set back


def test_a_file_that_begins_with_a_torn_line_is_as_old_as_its_last(tmp_path: Path) -> None:
    (tmp_path / "torn.views").write_bytes(b"1 \n")
    os.utime(tmp_path / "torn.views", (1000, 1000))
    assert Spool(tmp_path).waiting(1012.5) == 12
