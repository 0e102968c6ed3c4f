"""What the list of stories is narrowed to: a period, who has it, a topic; and by what it is put in order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from articles.models import Article, Event
from articles.states import State
from tests import cast
from tests.desk.forms import soup
from tests.desk.test_article_list import LIST, choices, found
from tests.factories import make_article, make_category, make_tag, save_and_publish

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def at_noon(days: int) -> datetime:
    return timezone.localtime().replace(hour=12, minute=0, second=0) + days * DAY


def day(days: int) -> str:
    return f"{at_noon(days):%Y-%m-%d}"


@pytest.fixture
def week(editor: Client) -> Client:
    """Stories of different days: two weeks ago, three days ago, and a draft."""
    make_article(title="old", published_at=at_noon(-14))
    make_article(title="recent", languages=("ru",), published_at=at_noon(-3))
    make_article(title="draft", state=State.DRAFT)
    return editor


@pytest.mark.parametrize(
    ("first", "last", "titles"),
    [
        (-14, -14, {"old"}),
        (-14, -3, {"old", "recent"}),
        (-13, -4, set()),
        (-3, None, {"recent"}),
        (None, -4, {"old"}),
        (-1, -5, set()),
    ],
)
def test_a_period_is_from_a_day_to_a_day_both_included(
    week: Client, first: int | None, last: int | None, titles: set[str]
) -> None:
    asked = {name: day(days) for name, days in (("from", first), ("to", last)) if days is not None}
    assert found(week, **asked) == titles
    page = soup(week.get(LIST, asked))
    shown = {name: str(page.select(f".period input[name={name}]")[0]["value"]) for name in ("from", "to")}
    assert shown == {"from": "", "to": ""} | asked


def test_a_period_of_changes_is_when_anything_happened(editor: Client) -> None:
    story, quiet = make_article(title="changed"), make_article(title="quiet")
    story.version("en").title = "changed today"
    save_and_publish(story, ["title_en"])
    QuerySet(Event).filter(article=quiet).update(at=timezone.now() - 30 * DAY)  # past their manager
    for asked in ({"from": day(0), "to": day(0)}, {"from": day(-1)}):
        assert found(editor, of="changed", **asked) == {"changed today"}
        assert found(editor, of="nonsense", **asked) == {"changed today", "quiet"}


def test_usual_periods_are_one_press_away(week: Client) -> None:
    offered = choices(week, "period")
    assert list(offered) == ["Any date", "Today", "Past 7 days", "This month"]
    assert _titles(week, offered["Past 7 days"]) == {"recent"}
    assert _titles(week, offered["Today"]) == set()
    assert _titles(week, offered["Any date"]) == {"old", "recent", "draft"}


def _titles(client: Client, query: str) -> set[str]:
    rows = soup(client.get(LIST + query)).select(".field-headline")
    return {row.get_text(strip=True) for row in rows}


def test_the_chosen_period_stands_in_the_row_and_keeps_the_other_filters(week: Client) -> None:
    page = soup(week.get(LIST, {"from": "2026-11-01", "to": "2026-11-07", "ru": "published", "q": "озера"}))
    chosen = [words.get_text(strip=True) for words in page.select(".filter--on .filter-chosen")]
    assert chosen == ["Published", "1 November 2026 – 7 November 2026"]
    kept = {str(field["name"]): str(field["value"]) for field in page.select(".period [type=hidden]")}
    assert kept == {"ru": "published", "q": "озера"}


@pytest.mark.parametrize("nonsense", ["x", "2030-02-30", "9999-12-31", "0001-01-01", "2026-13-01", " "])
def test_a_day_that_is_none_is_no_period(week: Client, nonsense: str) -> None:
    assert found(week, **{"from": nonsense}) == {"old", "recent", "draft"}
    assert found(week, to=nonsense, of="changed") == {"old", "recent", "draft"}


def test_a_filter_by_who_has_the_story_offers_those_who_have_one(editor: Client) -> None:
    reporter = cast.reporter()
    cast.chief_editor()
    make_article(title="theirs", created_by=reporter)
    make_article(title="nobody's")
    offered = choices(editor, "who has the story")
    assert list(offered) == ["All", "Reporter"]
    assert _titles(editor, offered["Reporter"]) == {"theirs"}
    assert found(editor, owner="0") == set()
    assert found(editor, owner="x") == {"theirs", "nobody's"}


def test_the_stories_of_a_topic_come_from_its_list_and_say_so(editor: Client) -> None:
    water = make_tag(en="Water")
    make_article(title="wet", tags=(water,))
    make_article(title="dry")
    assert found(editor, tag=str(water.pk)) == {"wet"}
    page = soup(editor.get(LIST, {"tag": water.pk}))
    assert [words.get_text(strip=True) for words in page.select(".filter--on .filter-chosen")] == ["Water"]
    assert "Tag" not in {box.get_text(strip=True) for box in soup(editor.get(LIST)).select(".filter summary")}
    for nothing in ("x", "999"):
        assert editor.get(LIST, {"tag": nothing}).status_code == 200


def test_the_columns_put_the_list_in_order(editor: Client) -> None:
    first, last = make_category(position=1), make_category(position=2)
    make_article(title="b", languages=("en",), published_at=at_noon(-1), category=last)
    make_article(title="a", languages=("en", "ru"), published_at=at_noon(-2), category=first)
    make_article(title="draft", state=State.DRAFT, category=last)
    headings: dict[str, Any] = {
        heading.get_text(strip=True): heading.select("a")
        for heading in soup(editor.get(LIST)).select("#result_list thead th .text")
    }
    assert [name for name, link in headings.items() if link] == ["EN", "RU", "ARM", "Category", "Date"]
    assert _order(editor, "-3") == ["b", "a", "draft"]
    assert _order(editor, "-4")[0] == "a"
    assert _order(editor, "6")[0] == "a"
    assert _order(editor, "7") == ["a", "b", "draft"]


def _order(client: Client, column: str) -> list[str]:
    rows = soup(client.get(LIST, {"o": column})).select(".field-headline")
    return [row.get_text(strip=True) for row in rows]


def test_a_row_says_who_has_the_story(editor: Client) -> None:
    make_article(created_by=cast.reporter())
    assert [owner.get_text() for owner in soup(editor.get(LIST)).select(".owner")] == ["Reporter"]


def test_the_list_never_loads_a_text(editor: Client) -> None:
    make_article(languages=("en", "ru", "hy"), created_by=cast.reporter())
    (row,) = Article.objects.with_states()
    assert {"body_en", "body_ru", "body_hy", "lead_en", "body"} <= row.get_deferred_fields()
