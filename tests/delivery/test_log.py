"""The change log is read row by row, in whatever order the rows are committed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from delivery import log
from delivery.keys import Touched
from delivery.log import Reader, TooFarBehind, forget_the_past
from delivery.models import Change
from delivery.store import Store
from delivery.watch import Watch

pytestmark = pytest.mark.django_db


def change(number: int, key: str = "") -> None:
    Change.objects.create(id=number, touched=[[key or f"card:{number}:en", None]])


def read(reader: Reader) -> list[str]:
    return [touched.key for touched in reader.read()]


@pytest.fixture
def reader() -> Reader:
    change(100)
    reader = Reader()
    reader.begin()
    return reader


def test_what_was_written_before_the_beginning_is_not_read(reader: Reader) -> None:
    assert read(reader) == []


def test_each_row_is_read_once_in_its_order(reader: Reader) -> None:
    change(101)
    change(102)
    assert read(reader) == ["card:101:en", "card:102:en"]
    assert read(reader) == []


def test_a_row_that_is_committed_after_a_later_one_is_read_when_it_appears(reader: Reader) -> None:
    change(103)
    assert read(reader) == ["card:103:en"]
    change(101)
    assert read(reader) == ["card:101:en"]
    change(104)
    change(102)
    assert read(reader) == ["card:102:en", "card:104:en"]
    assert read(reader) == []


def test_a_row_that_was_being_written_at_the_beginning_is_read(reader: Reader) -> None:
    change(99)
    assert read(reader) == ["card:99:en"]


def test_a_number_that_never_comes_is_not_waited_for_for_ever(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(103)
    read(reader)
    assert {101, 102} <= set(reader.gaps)
    monkeypatch.setattr(log, "LATEST", -1.0)
    assert read(reader) == []
    assert reader.gaps == {}


def test_more_rows_than_are_fetched_at_once_are_all_read(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "AT_ONCE", 3)
    for number in range(101, 111):
        change(number)
    assert read(reader) == [f"card:{number}:en" for number in range(101, 111)]


def test_a_log_that_was_cut_off_is_noticed_and_all_pages_are_forgotten(reader: Reader) -> None:
    change(5_000)
    with pytest.raises(TooFarBehind):
        reader.read()
    assert reader.last == 5_000
    assert read(reader) == []


def test_a_watch_that_fell_behind_forgets_all_its_pages(reader: Reader) -> None:
    watch = Watch(Store(1_000_000))
    watch.look()
    before = watch.stores[0].now()
    change(9_000)
    watch.look()
    assert watch.stores[0].now() > before + 1_000  # so no page that is being made is let in either


def test_moments_come_back_as_they_were_written() -> None:
    Change.write([Touched("frame:en")])
    reader = Reader()
    reader.begin()
    Change.write([Touched("stories:ru", 1_764_000_000.25), Touched("frame:ru")])
    assert set(reader.read()) == {Touched("stories:ru", 1_764_000_000.25), Touched("frame:ru")}


def test_nothing_is_written_of_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        Change.write([])


def test_what_all_have_read_is_deleted_after_a_day() -> None:
    change(1)
    change(2)
    Change.objects.filter(id=1).update(at=timezone.now() - timedelta(hours=25))
    assert forget_the_past() == 1
    assert list(Change.objects.values_list("id", flat=True)) == [2]
