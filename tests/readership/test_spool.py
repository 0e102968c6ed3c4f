from __future__ import annotations

import os
import resource
import threading
from collections.abc import Iterable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from readership.slots import KIND, OPEN, ROOM, SLOT, SLOTS, End, Views, lines_of, read
from readership.spool import Spool, is_ours, is_used, take
from tests.readership.processes import succeeds
from tests.readership.views import VIEW, put


def view(spool: Spool, article: int) -> bool:
    return put(spool, VIEW._replace(article=article))


def articles(paths: Iterable[Path]) -> list[int]:
    return sorted(record.article for record in read(paths))


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "batch"
    folder.mkdir()
    return folder


def test_a_view_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    views = [VIEW, VIEW._replace(before=7, host="", language="en"), VIEW._replace(host="www.example.com")]
    spool = Spool(tmp_path)
    assert all(put(spool, each) for each in [*views, VIEW])
    assert list(read(tmp_path.glob("*.views"))) == [*views, VIEW]


def test_a_file_that_was_taken_away_gets_nothing_more_that_counts(tmp_path: Path, batch: Path) -> None:
    spool = Spool(tmp_path)
    view(spool, 12)
    take(tmp_path.glob("*.views"), batch)
    view(spool, 13)
    view(spool, 14)
    assert articles(batch.glob("*.views")) == [12]
    assert articles(tmp_path.glob("*.views")) == [13, 14]


def test_a_file_that_is_full_is_followed_by_another(tmp_path: Path, batch: Path) -> None:
    spool = Spool(tmp_path)
    assert all(view(spool, number) for number in range(SLOTS + 10))
    paths = list(tmp_path.glob("*.views"))
    assert len(paths) == 2 and articles(paths) == list(range(SLOTS + 10))
    take(paths, batch)
    view(spool, SLOTS + 10)
    assert articles(batch.glob("*.views")) == list(range(SLOTS + 10))


def test_no_view_is_lost_or_doubled_while_files_are_taken_away(tmp_path: Path, batch: Path) -> None:
    """Four threads write until a fifth has taken their file away ten times, as the fold does."""
    spool, enough = Spool(tmp_path), threading.Event()
    stored: list[int] = []

    def write(writer: int) -> None:
        for number in count(writer, 4):
            assert view(spool, number)
            stored.append(number)
            if enough.is_set():
                return

    writers = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for thread in writers:
        thread.start()
    while len(list(batch.iterdir())) < 10:
        take(filter(is_used, tmp_path.glob("*.views")), batch)
    enough.set()
    for thread in writers:
        thread.join()
    assert articles([*batch.iterdir(), *tmp_path.glob("*.views")]) == sorted(stored)


def test_a_process_that_was_forked_has_a_file_of_its_own(tmp_path: Path, batch: Path) -> None:
    spool = Spool(tmp_path)
    view(spool, 1)
    assert succeeds(partial(view, spool, 2))
    view(spool, 3)
    assert len(list(tmp_path.glob("*.views"))) == 2
    take(tmp_path.glob("*.views"), batch)
    assert succeeds(partial(view, spool, 4))
    view(spool, 5)
    assert articles(batch.glob("*.views")) == [1, 2, 3]
    assert articles(tmp_path.glob("*.views")) == [4, 5]


def test_a_slot_whose_process_died_over_it_costs_itself_alone(tmp_path: Path, batch: Path) -> None:
    spool = Spool(tmp_path)
    for number in range(5):
        view(spool, number)
    (path,) = tmp_path.glob("*.views")
    content = bytearray(path.read_bytes())
    content[3 * SLOT.size - 1] = 0  # the last byte of the second slot
    path.write_bytes(content)
    take([path], batch)
    assert b"end 6 2;" in (batch / path.name).read_bytes()
    assert articles(batch.glob("*.views")) == [0, 2, 3, 4]


@pytest.mark.parametrize("whole", [b"host 1 t.me", b"end 12 3 4", b"late 7 " + b"0f" * SLOT.size])
def test_a_line_that_a_full_disk_tore_is_none(whole: bytes) -> None:
    line = b"\n%s;\n" % whole
    found = lines_of(line)
    assert lines_of(b"") != found
    for length in range(len(line) - 1):
        assert lines_of(line[:length]) == lines_of(b"")
        assert lines_of(line[:length] + line) == found


def test_the_first_end_holds() -> None:
    late = b"late 7 " + b"0f" * SLOT.size
    lines = lines_of(b"\nend 3 1;\n\nend 9 ;\n\n%s;\n" % late)
    assert lines.end == End(3, frozenset({1})) and lines.late == {}
    assert lines_of(b"\n%s;\n\nend 3 ;\n" % late).late == {7: b"\x0f" * SLOT.size}


@pytest.mark.parametrize(("language", "version"), [(b"de", 2), (b"hy", 9)])
def test_what_is_no_view_of_ours_is_left(
    language: bytes, version: int, caplog: pytest.LogCaptureFixture
) -> None:
    slot = SLOT.pack(VIEW.at, 12, bytes(8), bytes(8), language, 0, version)
    assert Views(bytes(SLOT.size) + slot, "x.views").rows() == []
    assert "1 of the views in x.views could not be read" in caplog.text


@pytest.mark.parametrize("content", [b"", b"+", OPEN + KIND, bytes(ROOM - 1)])
def test_a_file_that_was_cut_has_what_is_left_of_it(content: bytes) -> None:
    assert Views(content, "x.views").rows() == []


def test_a_disk_without_room_for_a_file_is_not_filled_with_files(tmp_path: Path) -> None:
    """What is lost is counted; with room again it goes on."""
    kept = tmp_path / "kept"

    def fill() -> bool:
        spool, limits = Spool(tmp_path / "views"), resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM - 1, limits[1]))
        assert not view(spool, 1) and not view(spool, 2) and spool.lost == 2
        kept.write_text(str([path.name for path in (tmp_path / "views").iterdir()]))
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        return view(spool, 3)

    assert succeeds(fill)
    assert kept.read_text() == "[]"
    assert articles((tmp_path / "views").glob("*.views")) == [3]


def test_a_disk_that_fills_up_has_room_for_the_views_of_the_file_that_was_begun(tmp_path: Path) -> None:
    """The name of another host finds none, so a view from there is lost."""

    def fill() -> bool:
        spool, limits = Spool(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
        view(spool, 1)
        (path,) = tmp_path.glob("*.views")
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 5, limits[1]))
        assert not put(spool, VIEW._replace(host="example.com")) and spool.lost == 1
        assert view(spool, 2)
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        return put(spool, VIEW._replace(article=3, host="example.com"))

    assert succeeds(fill)
    assert [(each.article, each.host) for each in read(tmp_path.glob("*.views"))] == [
        (1, "t.me"), (2, "t.me"), (3, "example.com"),
    ]  # fmt: skip


def test_a_folder_that_cannot_be_made_loses_a_view_and_says_so(caplog: pytest.LogCaptureFixture) -> None:
    full = Spool(Path("/dev/full"))
    assert not put(full, VIEW)
    assert full.lost == 1
    assert "a view could not be stored" in caplog.text


def test_the_age_of_what_waits_is_that_of_the_oldest_view(tmp_path: Path) -> None:
    spool, now = Spool(tmp_path), VIEW.at / 1000
    assert spool.waiting(now) == 0
    (tmp_path / "empty.views").touch()
    (tmp_path / "begun.views").write_bytes(OPEN + KIND + bytes(ROOM))
    assert spool.waiting(now) == 0
    put(spool, VIEW)
    put(spool, VIEW._replace(at=VIEW.at + 60_000))
    assert spool.waiting(now + 90) == 90
    put(Spool(tmp_path / "batch-x"), VIEW._replace(at=VIEW.at - 60_000))
    assert spool.waiting(now + 90) == 150
    assert spool.waiting(now - 1000) == 0  # a clock that was set back


def test_a_folder_that_a_fold_moves_meanwhile_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, scandir = VIEW.at / 1000, os.scandir
    put(Spool(tmp_path), VIEW)
    put(Spool(tmp_path / "taking"), VIEW._replace(at=VIEW.at - 60_000))

    def move_first(folder: Any) -> Any:
        if Path(folder).name == "taking":
            Path(folder).rename(tmp_path.parent / "moved")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", move_first)
    assert Spool(tmp_path).waiting(now + 90) == 90

    def refuse(folder: Any) -> Any:
        raise PermissionError(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError):
        Spool(tmp_path).waiting(now)


def test_a_file_of_another_kind_is_told_from_ours(tmp_path: Path) -> None:
    """It waits, too, as long as it was not written to."""
    put(Spool(tmp_path), VIEW)
    (ours,) = tmp_path.glob("*.views")
    other = tmp_path / "other.views"
    other.write_bytes(b"+" + b"\n1 1764331200000 12 hy 5 - -" * 10)
    os.utime(other, (1000, 1000))
    assert is_ours(ours) and not is_ours(other)
    assert Spool(tmp_path).waiting(1012.5) == 12
