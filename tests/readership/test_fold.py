from __future__ import annotations

import fcntl
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from articles.models import Article
from readership import counting, sums
from readership import fold as folding
from readership import spool as spooling
from readership.counting import count_view
from readership.fold import fold
from readership.models import Batch, DayCount, HourCount, MostRead, Referrer, Salt, Total, Visit
from readership.visits import Known
from tests.factories import make_article
from tests.readership.people import FIREFOX, person

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def story() -> Article:
    return make_article(languages=("en", "ru", "hy"))


def total(story: Article, language: str = "en") -> int:
    row = Total.objects.filter(article=story, language=language).first()
    return row.views if row else 0


@pytest.mark.parametrize(
    ("minutes", "views"),
    [
        ([0], 1),
        ([0, 0, 1, 29], 1),
        ([0, 30], 2),
        ([0, 29, 31, 59, 61], 3),  # half an hour from what was counted, not from the last look
        ([0, 10, 20, 30, 40, 50, 60], 3),
    ],
)
def test_a_person_is_counted_once_in_half_an_hour(story: Article, minutes: list[int], views: int) -> None:
    for minute in minutes:
        count_view(person(), story.pk, "en", now=NOON + minute * MINUTE)
    fold(NOON)
    assert total(story) == views


@pytest.mark.parametrize("minutes", [[0, 29, 31, 59, 61], [0, 10, 20, 30, 40, 50, 60]])
def test_it_makes_no_difference_how_often_views_are_folded(story: Article, minutes: list[int]) -> None:
    known = Known()
    for minute in minutes:
        count_view(person(), story.pk, "en", now=NOON + minute * MINUTE)
        fold(NOON + minute * MINUTE, known=known)
    assert total(story) == 3


def test_ten_thousand_requests_of_one_visitor_are_one_view(story: Article) -> None:
    for _ in range(10_000):
        count_view(person(), story.pk, "en", now=NOON)
    fold(NOON)
    assert total(story) == 1


def test_midnight_does_not_make_another_person_of_a_reader(story: Article) -> None:
    midnight = datetime(2026, 11, 29, 0, 0, tzinfo=UTC)
    for minute in (-10, 5, 15, 21, 45, 52):
        count_view(person(), story.pk, "en", now=midnight + minute * MINUTE)
        fold(midnight + minute * MINUTE)
    assert total(story) == 3  # at -10, 21 and 52


def test_a_clock_that_was_set_back_counts_nobody_twice(story: Article) -> None:
    for minute in (0, -20, 10):
        count_view(person(), story.pk, "en", now=NOON + minute * MINUTE)
        fold(NOON)
    assert total(story) == 1


def test_languages_people_hours_days_and_sites_are_summed_apart(story: Article) -> None:
    evening = datetime(2026, 11, 28, 19, 30, tzinfo=UTC)  # 23:30 in Yerevan
    count_view(person(HTTP_REFERER="https://t.me/x"), story.pk, "en", now=evening)
    count_view(person(user_agent=FIREFOX), story.pk, "en", now=evening + 45 * MINUTE)  # past midnight there
    count_view(person(), story.pk, "hy", now=evening)
    fold(evening)
    assert (total(story), total(story, "hy"), total(story, "ru")) == (2, 1, 0)
    days = DayCount.objects.filter(language="en").order_by("day").values_list("day", "views")
    assert list(days) == [(date(2026, 11, 28), 1), (date(2026, 11, 29), 1)]
    hours = HourCount.objects.filter(language="en").order_by("hour").values_list("hour", "views")
    assert list(hours) == [(evening.replace(minute=0), 1), (evening.replace(hour=20, minute=0), 1)]
    assert list(Referrer.objects.values_list("host", "views")) == [("t.me", 1)]


def test_a_second_fold_adds_to_the_first(story: Article) -> None:
    for number in range(3):
        count_view(person(f"203.0.113.{number}"), story.pk, "en", now=NOON)
        fold(NOON)
    assert total(story) == 3
    assert DayCount.objects.get().views == HourCount.objects.get().views == 3


def test_views_of_a_story_that_was_deleted_are_left(story: Article) -> None:
    count_view(person(), 999_999, "en", now=NOON)
    count_view(person(), story.pk, "en", now=NOON)
    fold(NOON)
    assert Total.objects.count() == 1


# --- Whatever dies when ----------------------------------------------------------------------------

STEPS = {
    "before anything": (folding, "_take_away"),
    "before a file is marked": (folding, "take"),
    "before a file is ended": (spooling, "put_end"),
    "before a file is moved": (Path, "rename"),
    "before the batch has its name": (folding, "uuid4"),
    "before the batch is read": (folding, "Views"),
    "before its turn": (sums, "wait_for_turn"),
    "before the sums": (sums, "add"),
    "after the sums": (sums, "forget_the_past"),
    "after the commit": (shutil, "rmtree"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_fold_that_dies_between_two_steps_loses_and_doubles_nothing(
    story: Article, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    for number in range(5):
        count_view(person(f"203.0.113.{number}"), story.pk, "en", now=NOON)

    def die(*args: Any, **options: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(*STEPS[step], die)
        with pytest.raises(SystemExit):
            fold(NOON)
    count_view(person("203.0.113.99"), story.pk, "en", now=NOON)
    fold(NOON)
    fold(NOON)
    assert total(story) == 6


def test_a_fold_that_dies_between_two_files_counts_by_the_order_of_time(
    story: Article, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person was served by two processes. Twenty minutes past, and later than that, are no views."""
    for name, minutes in (("b", (0, 40)), ("a", (20, 60))):
        for minute in minutes:
            count_view(person(), story.pk, "en", now=NOON + minute * MINUTE)
        counting.spool().close()
        (path,) = spool.glob("*-*.views")
        path.rename(spool / f"{name}.views")
    rename = Path.rename

    def die(path: Path, to: Path) -> None:
        rename(path, to)
        raise SystemExit

    with monkeypatch.context() as dying:
        dying.setattr(Path, "rename", die)
        with pytest.raises(SystemExit):
            fold(NOON)
    assert [path.name for path in spool.glob("*.views")] == ["b.views"]
    fold(NOON)
    assert total(story) == 2 and Batch.objects.count() == 1


def test_a_batch_half_deleted_is_not_counted_again(story: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    count_view(person(), story.pk, "en", now=NOON)
    with monkeypatch.context() as dying:
        dying.setattr(shutil, "rmtree", lambda path: None)
        fold(NOON)
    assert Batch.objects.count() == 1
    fold(NOON)
    assert total(story) == 1


def test_views_wait_while_the_database_is_away(story: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    count_view(person(), story.pk, "en", now=NOON)

    def away(*args: Any) -> None:
        raise DatabaseError("away")

    with monkeypatch.context() as down:
        down.setattr(sums, "wait_for_turn", away)
        for _ in range(3):
            with pytest.raises(DatabaseError):
                fold(NOON)
    count_view(person("203.0.113.8"), story.pk, "en", now=NOON)
    fold(NOON)
    assert total(story) == 2


def test_the_half_hour_holds_over_views_that_waited_for_hours(
    story: Article, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They come in more than one batch when the database went away in the middle of a fold."""

    def away(*args: Any) -> None:
        raise DatabaseError("away")

    for minute in (0, 10):
        count_view(person(), story.pk, "en", now=NOON + minute * MINUTE)
        with monkeypatch.context() as down:
            down.setattr(sums, "wait_for_turn", away)
            down.setattr(folding, "_left_behind", lambda spool: [])
            with pytest.raises(DatabaseError):
                fold(NOON + minute * MINUTE)
    assert len(list(spool.glob("batch-*"))) == 2
    fold(NOON + 180 * MINUTE)
    assert total(story) == 1 and Batch.objects.count() == 2


def test_a_view_that_stands_in_two_files_is_counted_once(story: Article, spool: Path) -> None:
    """No process writes it so by itself; a restored copy of the spool does."""
    count_view(person(HTTP_REFERER="https://t.me/x"), story.pk, "en", now=NOON)
    (path,) = spool.glob("*.views")
    copy = path.read_bytes()
    fold(NOON)
    (spool / "copy.views").write_bytes(copy)
    (spool / "another.views").write_bytes(copy)
    fold(NOON)
    assert total(story) == Referrer.objects.get().views == 1


def test_a_file_that_is_not_ours_is_left_alone_and_told_once(
    story: Article, spool: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also in a batch that a fold of another version left behind."""
    count_view(person(), story.pk, "en", now=NOON)
    batch = spool / f"batch-{uuid4()}"
    batch.mkdir()
    others = [spool / "other.views", batch / "another.views"]
    for path in others:
        path.write_text(f"1 1764331200000 {story.pk} en 5 - -\n")
    fold(NOON)
    fold(NOON)
    assert total(story) == 1
    assert {path for path in spool.rglob("*") if path.is_file()} == {spool / "fold.lock", *others}
    assert caplog.text.count("is no file of views that this version can read") == len(others)


def test_two_folds_do_not_work_on_one_spool(story: Article, spool: Path) -> None:
    count_view(person(), story.pk, "en", now=NOON)
    with (spool / "fold.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert fold(NOON).records == 0
    assert fold(NOON).records == 1


# --- What is kept ----------------------------------------------------------------------------------


def test_what_is_over_is_deleted(story: Article) -> None:
    count_view(person(), story.pk, "en", now=NOON)
    fold(NOON)
    later = NOON + timedelta(days=9)
    count_view(person(), story.pk, "en", now=later)
    fold(later)
    assert (HourCount.objects.count(), Visit.objects.count(), Batch.objects.count()) == (1, 1, 1)
    assert min(Salt.objects.values_list("day", flat=True)) == later.date()
    assert DayCount.objects.count() == 2 and total(story) == 2


def test_nothing_in_the_database_or_the_spool_names_a_reader(
    story: Article, spool: Path, django_db_blocker: Any
) -> None:
    count_view(person("203.0.113.77", FIREFOX), story.pk, "en", now=NOON)
    stored = b"".join(path.read_bytes() for path in spool.rglob("*") if path.is_file())
    fold(NOON)
    models = (Salt, Visit, Total, DayCount, HourCount, Referrer, Batch, MostRead)
    stored += repr([list(model.objects.values_list()) for model in models]).encode()
    assert b"203.0.113" not in stored and b"Firefox" not in stored and b"Gecko" not in stored


def test_the_totals_can_be_made_anew_from_the_days(story: Article) -> None:
    for number, language in enumerate(("en", "en", "hy")):
        count_view(person(f"203.0.113.{number}"), story.pk, language, now=NOON)
    call_command("fold_views", verbosity=0)
    Total.objects.update(views=999)
    call_command("rebuild_views", verbosity=0)
    assert (total(story), total(story, "hy")) == (2, 1)
