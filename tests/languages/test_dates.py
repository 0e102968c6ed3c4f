"""Golden wordings on fixed dates; the clock of the paper is four hours ahead of UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from languages import dates

SUNDAY = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)
LATE = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
ARMENIAN_MONTHS = """
    հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի
    հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի
"""
NARROW = "\u202f"  # a narrow no-break space


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "22 November 2026"), ("ru", "22 ноября 2026"), ("hy", "22 նոյեմբերի, 2026")],
)
def test_a_date_is_written_in_full(language: str, text: str) -> None:
    assert dates.long_date(SUNDAY, language) == text
    assert dates.long_date(date(2026, 11, 22), language) == text


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("ru", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"),
        ("hy", ARMENIAN_MONTHS),
    ],
)
def test_months_stand_in_the_genitive(language: str, months: str) -> None:
    written = [dates.long_date(date(2026, month, 8), language) for month in range(1, 13)]
    assert [text.split()[1].rstrip(",") for text in written] == months.split()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sunday, 22 November 2026"),
        ("ru", "Воскресенье, 22 ноября 2026"),
        ("hy", "Կիրակի, 22 նոյեմբերի, 2026"),
    ],
)
def test_the_date_at_the_top_of_a_page_begins_with_a_capital_weekday(language: str, text: str) -> None:
    assert dates.header_date(SUNDAY, language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "22 November 2026, 14:05"),
        ("ru", "22 ноября 2026, 14:05"),
        ("hy", "22 նոյեմբերի, 2026, 14:05"),
    ],
)
def test_date_and_time_are_those_of_the_papers_own_clock(language: str, text: str) -> None:
    assert dates.long_datetime(SUNDAY, language) == text


def test_late_in_the_evening_of_greenwich_it_is_tomorrow_in_yerevan() -> None:
    assert dates.long_datetime(LATE, "en") == "1 January 2027, 02:30"
    assert dates.iso(LATE) == "2027-01-01T02:30:00+04:00"


def test_an_editor_elsewhere_reads_their_own_clock() -> None:
    with timezone.override("UTC"):
        assert dates.clock(SUNDAY) == "10:05"
        assert dates.iso(SUNDAY) == "2026-11-22T10:05:00+00:00"


@pytest.mark.parametrize(
    ("language", "today", "this_year", "another_year"),
    [
        ("en", "11:05", "21 Nov, 14:05", "18 Oct 2025"),
        ("ru", "11:05", "21 нояб., 14:05", f"18 окт. 2025{NARROW}г."),
        ("hy", "11:05", "21 նոյ, 14:05", "18 հոկ, 2025 թ."),
    ],
)
def test_a_brief_date_says_no_more_than_is_needed(
    language: str, today: str, this_year: str, another_year: str
) -> None:
    assert dates.brief(SUNDAY - timedelta(hours=3), language, now=SUNDAY) == today
    assert dates.brief(SUNDAY - timedelta(days=1), language, now=SUNDAY) == this_year
    assert dates.brief(SUNDAY - timedelta(days=400), language, now=SUNDAY) == another_year


def test_today_ends_at_midnight_of_the_papers_own_clock() -> None:
    just_before = datetime(2026, 11, 22, 19, 59, tzinfo=UTC)  # 23:59 in Yerevan
    assert dates.brief(just_before, "en", now=just_before + timedelta(minutes=2)) == "22 Nov, 23:59"


@pytest.mark.parametrize(
    ("language", "text"), [("en", "3 hours ago"), ("ru", "3 часа назад"), ("hy", "3 ժամ առաջ")]
)
def test_how_long_ago_is_said_in_the_grammar_of_the_language(language: str, text: str) -> None:
    assert dates.ago(SUNDAY - timedelta(hours=3), language, now=SUNDAY) == text


def test_dates_follow_the_active_language() -> None:
    with translation.override("ru"):
        assert dates.long_date(SUNDAY) == "22 ноября 2026"
        assert dates.ago(timezone.now() - timedelta(hours=5)) == "5 часов назад"
        assert dates.brief(timezone.now()) == dates.clock(timezone.now())
