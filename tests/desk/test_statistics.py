from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from articles.models import Article
from tests import cast
from tests.desk.forms import soup
from tests.desk.readers import be_read, come_from
from tests.factories import make_article, make_author, make_category

pytestmark = pytest.mark.django_db
HERE = "/admin/statistics/"


def names(page: BeautifulSoup, ranking: str) -> list[str]:
    return [cell.get_text(strip=True) for cell in page.select(f".ranking--{ranking} tbody th")]


def views(page: BeautifulSoup, ranking: str) -> list[str]:
    return [row.select("td")[0].get_text() for row in page.select(f".ranking--{ranking} tbody tr")]


def total(page: BeautifulSoup) -> str:
    figure = page.select_one(".statistics__sum b")
    assert figure
    return figure.get_text()


def test_the_dashboard_tells_what_was_read_where_by_whom_and_from_where(editor: Client) -> None:
    world, sport = make_category(en="World"), make_category(en="Sport")
    anna, david = make_author(en="Anna Petrosyan"), make_author(en="David Lloyd")
    lake = make_article(languages=("en", "hy"), category=world, authors=(anna, david), title="The lake")
    match = make_article(category=sport, authors=(david,), title="The match")
    be_read(lake, 1200, language="hy")
    be_read(lake, 34)
    be_read(match, 5)
    come_from("t.me", lake, 7)
    page = soup(editor.get(HERE))
    assert total(page) == "1,239"
    assert (names(page, "stories"), views(page, "stories")) == (["The lake", "The match"], ["1,234", "5"])
    assert (names(page, "sections"), views(page, "sections")) == (["World", "Sport"], ["1,234", "5"])
    assert (names(page, "authors"), views(page, "authors")) == (
        ["David Lloyd", "Anna Petrosyan"],
        ["1,239", "1,234"],
    )
    assert (names(page, "sites"), views(page, "sites")) == (["t.me"], ["7"])
    assert names(page, "languages") == ["English", "Русский", "Հայերեն"]
    assert views(page, "languages") == ["39", "0", "1,200"]


@pytest.mark.parametrize(("period", "seen"), [("day", 1), ("week", 11), ("month", 111), ("quarter", 1111)])
def test_a_period_counts_what_lies_in_it(editor: Client, period: str, seen: int) -> None:
    story = make_article()
    for views_then, hours in ((1, 0), (10, 24 * 6), (100, 24 * 29), (1000, 24 * 89), (9000, 24 * 90)):
        be_read(story, views_then, ago=timedelta(hours=hours))
    page = soup(editor.get(f"{HERE}?period={period}"))
    assert total(page).replace(",", "") == str(seen)
    assert views(page, "stories")[0].replace(",", "") == str(seen)


def test_twenty_four_hours_begin_with_the_hour_a_day_ago(editor: Client) -> None:
    story = make_article()
    be_read(story, 1, ago=timedelta(hours=23))
    be_read(story, 10, ago=timedelta(hours=24))
    assert total(soup(editor.get(f"{HERE}?period=day"))) == "1"


def test_a_language_leaves_the_others_out_but_in_the_list_of_languages(editor: Client) -> None:
    story = make_article(languages=("en", "ru"))
    be_read(story, 3)
    be_read(story, 4, language="ru")
    page = soup(editor.get(f"{HERE}?language=ru"))
    assert (total(page), views(page, "stories"), views(page, "languages")) == ("4", ["4"], ["3", "4", "0"])
    assert names(page, "stories") == [story.version("ru").title]
    (key,) = page.select("#content .chart:first-of-type .chart__key li")
    assert key.get_text() == "Русский"


@pytest.mark.parametrize("query", ["period=never", "language=de", "period=&language=", "period=%00", "x=1"])
def test_what_makes_no_sense_is_as_if_it_were_not_asked(editor: Client, query: str) -> None:
    be_read(make_article(), 3)
    page = soup(editor.get(f"{HERE}?{query}"))
    chosen = [link.get_text() for link in page.select(".choices [aria-current]")]
    assert (chosen, total(page)) == (["7 days", "All"], "3")


def test_filters_keep_each_other(editor: Client) -> None:
    page = soup(editor.get(f"{HERE}?period=month&language=hy"))
    addresses = [str(link["href"]) for link in page.select(".choices a")]
    assert "?period=day&language=hy" in addresses
    assert "?period=month&language=ru" in addresses
    assert "?period=month" in addresses


def test_a_chart_has_a_title_a_summary_and_its_table(editor: Client) -> None:
    story = make_article()
    be_read(story, 1500)
    be_read(story, 20, ago=timedelta(hours=2))
    chart = soup(editor.get(HERE)).select_one(".chart")
    assert chart
    picture = chart.select_one("svg[role=img]")
    assert picture
    for reference in str(picture["aria-labelledby"]).split():
        assert picture.select_one(f"#{reference}")
    summary = picture.select_one("desc")
    assert summary and "Views in all: 1,520. Most: 1,500" in summary.get_text()
    rows = chart.select("details tbody tr")
    assert len(rows) == 48 == len(picture.select("g"))
    assert [cell.get_text() for cell in rows[0].select("td")] == ["1,500", "0", "0", "1,500"]
    assert [cell.get_text() for cell in rows[2].select("td")] == ["20", "0", "0", "20"]
    heights = [int(str(part["height"])) for part in picture.select(".chart__bar")]
    assert heights == [10, 750]


def test_where_nobody_read_anything_it_says_so(editor: Client) -> None:
    page = soup(editor.get(HERE))
    assert total(page) == "0"
    assert not page.select(".chart svg")
    assert [line.get_text() for line in page.select(".chart__nothing")][:2] == [
        "Nobody read anything in this time."
    ] * 2


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "12,345"), ("ru", "12\u00a0345"), ("hy", "12\u00a0345")]
)
def test_numbers_are_grouped_as_the_desk_speaks(client: Client, language: str, shown: str) -> None:
    client.force_login(cast.editor(language))
    be_read(make_article(), 12_345)
    page = soup(client.get(HERE))
    assert total(page) == shown
    assert views(page, "stories") == [shown]


def test_the_screen_holds_nothing_that_the_policy_refuses(editor: Client) -> None:
    be_read(make_article(), 12)
    response = editor.get(HERE)
    assert " style=" not in response.text
    assert "'unsafe" not in response.headers["Content-Security-Policy"]


def test_the_number_of_queries_does_not_grow_with_the_stories(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def read(count: int) -> None:
        category, author = make_category(), make_author()
        for _ in range(count):
            story = make_article(category=category, authors=(author,))
            be_read(story, 3)
            come_from("t.me", story, 2)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(f"{HERE}?period=quarter").status_code == 200
        return len(captured)

    read(2)
    few = queries()
    read(30)
    assert few == queries() <= 12


# --- One story ---------------------------------------------------------------------------------------


def test_a_story_has_its_own_screen_linked_from_its_form_and_from_the_dashboard(editor: Client) -> None:
    story, other = make_article(title="The lake"), make_article()
    be_read(story, 8)
    be_read(other, 90)
    come_from("t.me", story, 2)
    come_from("elsewhere.example", other, 2)
    address = f"{HERE}{story.pk}/"
    assert soup(editor.get(f"/admin/articles/article/{story.pk}/change/")).select(f'a[href="{address}"]')
    assert soup(editor.get(HERE)).select(f'a[href^="{address}?"]')
    page = soup(editor.get(address))
    heading = page.select_one("#content h1")
    assert heading and heading.get_text() == "The lake"
    assert (total(page), names(page, "sites")) == ("8", ["t.me"])
    assert not page.select(".ranking--stories")


def test_a_story_that_is_not_there_is_not_found(editor: Client) -> None:
    for number in ("999999", "9" * 18, "9" * 40):
        assert editor.get(f"{HERE}{number}/").status_code == 404


# --- Who sees what ------------------------------------------------------------------------------------

CAST: dict[str, tuple[Callable[[], User], int]] = {
    "reporter": (cast.reporter, 200),
    "translator": (cast.translator, 403),
    "editor": (cast.editor, 200),
    "chief editor": (cast.chief_editor, 200),
    "administrator": (cast.administrator, 403),
}


@pytest.mark.parametrize("person", CAST)
def test_who_has_stories_or_publishes_has_statistics(client: Client, person: str) -> None:
    make, status = CAST[person]
    client.force_login(make())
    assert client.get(HERE).status_code == status
    assert client.get(f"{HERE}stories.csv").status_code == status
    linked = soup(client.get("/admin/")).select(f'a[href="{HERE}"]')
    assert bool(linked) is (status == 200)


def test_a_reporter_sees_the_readers_of_own_stories_only(client: Client) -> None:
    reporter = cast.reporter()
    own = make_article(title="Mine", created_by=reporter)
    # A byline does not make a story theirs: it names authors, not accounts.
    other = make_article(title="Not mine", authors=(make_author(en="Reporter"),))
    for story, count in ((own, 2), (other, 70)):
        be_read(story, count)
        come_from(f"site-{count}.example", story, count)
    client.force_login(reporter)
    for period in ("day", "week"):
        page = soup(client.get(f"{HERE}?period={period}"))
        assert (total(page), names(page, "stories")) == ("2", ["Mine"])
        assert names(page, "sites") == ["site-2.example"]
        assert names(page, "authors") == []
    assert "the stories that you began" in page.get_text()


@pytest.mark.parametrize(("person", "own", "other"), [("reporter", 200, 403), ("translator", 403, 403)])
def test_a_story_of_somebody_else_is_refused(client: Client, person: str, own: int, other: int) -> None:
    user = CAST[person][0]()
    client.force_login(user)
    for story, status in ((make_article(created_by=user), own), (make_article(), other)):
        assert client.get(f"{HERE}{story.pk}/").status_code == status
        assert client.get(f"{HERE}{story.pk}/days.csv").status_code == status
        form = soup(client.get(f"/admin/articles/article/{story.pk}/change/"))
        assert bool(form.select(f'a[href="{HERE}{story.pk}/"]')) is (status == 200)


def test_an_editor_of_one_language_sees_all(client: Client) -> None:
    be_read(make_article(title="Theirs"), 2)
    client.force_login(cast.editor(works_in=("hy",)))
    assert names(soup(client.get(HERE)), "stories") == ["Theirs"]


def test_strangers_are_asked_to_log_in(client: Client) -> None:
    story: Article = make_article()
    for address in (HERE, f"{HERE}{story.pk}/", f"{HERE}days.csv", f"{HERE}{story.pk}/days.csv"):
        response: Any = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={address}")


def test_nothing_can_be_sent_there(editor: Client) -> None:
    for address in (HERE, f"{HERE}days.csv", f"{HERE}{make_article().pk}/"):
        assert editor.post(address).status_code == 405


def test_the_hours_of_the_chart_end_with_the_present_one(editor: Client) -> None:
    be_read(make_article(), 2)
    row = soup(editor.get(HERE)).select_one(".chart details tbody th")
    assert row and row.get_text().endswith(f"{timezone.localtime():%H}:00")
