from __future__ import annotations

import os
import resource
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from readership.spool import Record, Spool, parsed, read, take
from tests.readership.processes import succeeds

VIEW = Record(at=1_764_331_200_000, article=12, language="hy", visit=2**63 - 1, before=None, host="t.me")


def line(article: int) -> bytes:
    return VIEW._replace(article=article).line()


def articles(paths: Iterable[Path]) -> list[int]:
    return sorted(view.article for view in read(paths))


def test_a_view_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    views = [VIEW, VIEW._replace(before=7, host="", language="en")]
    spool = Spool(tmp_path)
    assert all(spool.append(view.line()) for view in views)
    assert list(read(tmp_path.glob("*.views"))) == views


def test_a_file_that_was_taken_away_gets_nothing_more_that_counts(tmp_path: Path) -> None:
    spool, batch = Spool(tmp_path), tmp_path / "batch"
    batch.mkdir()
    spool.append(line(12))
    for path in tmp_path.glob("*.views"):
        take(path, batch)
    spool.append(line(13))
    spool.append(line(14))
    assert articles(batch.glob("*.views")) == [12]
    assert articles(tmp_path.glob("*.views")) == [13, 14]


def test_no_view_is_lost_or_doubled_while_files_are_taken_away(tmp_path: Path) -> None:
    """Four threads write until a fifth has taken their file away ten times, as the fold does."""
    spool, batch, enough = Spool(tmp_path), tmp_path / "batch", threading.Event()
    batch.mkdir()
    stored: list[int] = []
    seen: list[int] = []

    def write(writer: int) -> None:
        number = writer
        while not enough.is_set():
            assert spool.append(line(number))
            stored.append(number)
            number += 4

    def take_away() -> None:
        for path in tmp_path.glob("*.views"):
            take(path, batch)
            seen.extend(articles([batch / path.name]))

    writers = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for thread in writers:
        thread.start()
    while len(list(batch.iterdir())) < 10:
        take_away()
    enough.set()
    for thread in writers:
        thread.join()
    take_away()
    assert sorted(seen) == sorted(stored)


def test_a_process_that_was_forked_writes_beside_its_parent(tmp_path: Path) -> None:
    spool, batch = Spool(tmp_path), tmp_path / "batch"
    batch.mkdir()
    spool.append(line(1))
    assert succeeds(lambda: spool.append(line(2)))
    spool.append(line(3))
    for path in tmp_path.glob("*.views"):
        take(path, batch)
    assert succeeds(lambda: spool.append(line(4)))
    spool.append(line(5))
    assert articles(batch.glob("*.views")) == [1, 2, 3]
    assert articles(tmp_path.glob("*.views")) == [4, 5]


def test_a_torn_line_costs_itself_alone(caplog: pytest.LogCaptureFixture) -> None:
    whole = VIEW.line()
    content = whole[:20] + whole + whole[:-30]
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


def test_files_of_the_former_format_are_read(tmp_path: Path) -> None:
    """They have no mark, and no end when they were taken away before."""
    batch = tmp_path / "batch"
    batch.mkdir()
    content = b"1 1764331200000 12 hy 5 - -\n1 1764331200001 13 hy 6 - t.me\n"
    for path in (tmp_path / "waiting.views", batch / "taken.views"):
        path.write_bytes(content)
    take(tmp_path / "waiting.views", batch)
    assert articles(batch.glob("*.views")) == [12, 12, 13, 13]
    assert (batch / "waiting.views").read_bytes().startswith(content)


def test_a_disk_that_is_full_tears_no_other_view(tmp_path: Path) -> None:
    """The system stops writing in the middle of a line, and goes on when there is room again."""
    kept = tmp_path / "kept"

    def fill() -> bool:
        spool, limits = Spool(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        stored = [number for number in range(100, 130) if spool.append(line(number))]
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        stored += [number for number in range(130, 140) if spool.append(line(number))]
        return bool(kept.write_text(f"{stored} {spool.lost}"))

    assert succeeds(fill)
    found = articles(tmp_path.glob("*.views"))
    assert kept.read_text() == f"{found} {40 - len(found)}"
    assert found[-10:] == list(range(130, 140)) and 15 < len(found) < 40
    assert len(list(tmp_path.glob("*.views"))) == 1


def test_a_disk_without_room_for_a_file_is_not_filled_with_files(tmp_path: Path) -> None:
    def fill() -> bool:
        spool = Spool(tmp_path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        return not spool.append(line(1)) and not spool.append(line(2)) and spool.lost == 2

    assert succeeds(fill)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_loses_a_view_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    full = Spool(Path("/dev/full"))
    assert not full.append(VIEW.line())
    assert full.lost == 1
    assert "a view could not be stored" in caplog.text


def test_the_age_of_what_waits_is_that_of_the_oldest_view(tmp_path: Path) -> None:
    spool, now = Spool(tmp_path), VIEW.at / 1000
    assert spool.waiting(now) == 0
    (tmp_path / "empty.views").touch()
    (tmp_path / "begun.views").write_bytes(b"+")
    assert spool.waiting(now) == 0
    spool.append(VIEW.line())
    spool.append(VIEW._replace(at=VIEW.at + 60_000).line())
    assert spool.waiting(now + 90) == 90
    batch = tmp_path / "batch-x"
    batch.mkdir()
    (batch / "1.views").write_bytes(VIEW._replace(at=VIEW.at - 60_000).line())
    assert spool.waiting(now + 90) == 150
    assert spool.waiting(now - 1000) == 0  # a clock that was set back


def test_a_file_that_begins_with_a_torn_line_is_as_old_as_its_last(tmp_path: Path) -> None:
    (tmp_path / "torn.views").write_bytes(b"+\n1 \n")
    os.utime(tmp_path / "torn.views", (1000, 1000))
    assert Spool(tmp_path).waiting(1012.5) == 12
