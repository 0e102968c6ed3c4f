from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.states import State
from tests.factories import make_article, make_category
from tests.reader.reading import headlines, links, read, text, texts

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 14, 8, tzinfo=UTC)  # in Yerevan


def publish(title: str, moment: datetime, *languages: str) -> Article:
    return make_article(title=title, published_at=moment, languages=languages or ("en",))


def test_a_day_shows_what_was_published_on_it_newest_first(client: Client) -> None:
    publish("Morning", NOON - timedelta(hours=3))
    publish("Evening", NOON + timedelta(hours=6))
    publish("The day before", NOON - timedelta(days=1))
    publish("The day after", NOON + timedelta(days=1))

    page = read(client, "/en/archive/2026/03/14/")

    assert headlines(page) == ["Evening", "Morning"]
    assert text(page, "h1") == "14 March 2026"
    assert text(page, "title").startswith("14 March 2026 — Archive — ")
    assert links(page, "link[rel=canonical]") == ["http://testserver/en/archive/2026/03/14/"]


@pytest.mark.parametrize(
    ("language", "written"), [("en", "14 March 2026"), ("ru", "14 марта 2026"), ("hy", "14 մարտի, 2026")]
)
def test_the_date_is_written_as_the_language_writes_it(client: Client, language: str, written: str) -> None:
    publish("1", NOON, "en", "ru", "hy")

    assert text(read(client, f"/{language}/archive/2026/03/14/"), "h1") == written


def test_a_day_begins_and_ends_at_midnight_where_the_paper_is(client: Client) -> None:
    midnight = datetime(2026, 3, 13, 20, tzinfo=UTC)  # in Yerevan
    publish("First", midnight)
    publish("Last", midnight + timedelta(days=1, microseconds=-1))
    publish("Before", midnight - timedelta(microseconds=1))
    publish("After", midnight + timedelta(days=1))

    assert headlines(read(client, "/en/archive/2026/03/14/")) == ["Last", "First"]


def test_a_day_leads_to_the_nearest_days_that_have_stories(client: Client) -> None:
    for days in (-70, -10, -9, 0, 1, 30):
        publish(str(days), NOON + timedelta(days=days))
    publish("In between, in Russian", NOON - timedelta(days=1), "ru")
    make_article(state=State.DRAFT)

    page = read(client, "/en/archive/2026/03/14/")

    assert links(page, ".days a") == ["/en/archive/2026/03/05/", "/en/archive/2026/03/15/"]
    assert texts(page, ".days time") == ["5 March 2026", "15 March 2026"]
    assert links(read(client, "/en/archive/2026/01/03/"), ".days a") == ["/en/archive/2026/03/04/"]
    assert links(read(client, "/en/archive/2026/04/13/"), ".days a") == ["/en/archive/2026/03/15/"]


def test_the_only_day_leads_to_no_other(client: Client) -> None:
    publish("1", NOON)

    assert read(client, "/en/archive/2026/03/14/").select(".days") == []


def test_a_day_of_many_stories_has_pages(client: Client) -> None:
    for number in range(21):
        publish(str(number), NOON + timedelta(minutes=number))

    second = read(client, "/en/archive/2026/03/14/?page=2")

    assert headlines(second) == ["0"]
    assert text(second, "title").startswith("14 March 2026 — Page 2 — Archive")
    read(client, "/en/archive/2026/03/14/?page=3", status=404)
    read(client, "/en/archive/2026/03/14/?page=x", status=404)


def test_a_day_is_the_same_in_the_languages_that_had_stories_and_in_no_other(client: Client) -> None:
    publish("1", NOON, "en", "hy")
    publish("2", NOON + timedelta(days=1), "ru")

    page = read(client, "/en/archive/2026/03/14/")

    assert links(page, "link[hreflang]") == [
        f"http://testserver/{code}/archive/2026/03/14/" for code in ("en", "hy", "en")
    ]
    assert links(page, ".languages__link--missing") == ["/ru/#not-translated"]
    read(client, "/hy/archive/2026/03/14/")
    read(client, "/ru/archive/2026/03/14/", status=404)


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
@pytest.mark.parametrize(
    "day",
    [
        *("2026/02/31", "2026/13/01", "2026/00/10", "2026/03/00", "2025/02/29", "0000/01/01", "0001/01/01"),
        *("9999/12/31", "2999/12/31", "2026/3/14", "26/03/14", "2026/03", "2026", "2026/03/14/15", "today"),
        *("2026-03-14", "٢٠٢٦/٠٣/١٤", "2026/03/13", "%00/03/14", "-026/03/14"),
    ],
)
def test_a_day_that_does_not_exist_or_has_no_stories_is_not_found(
    client: Client, language: str, day: str
) -> None:
    publish("1", NOON, "en", "ru", "hy")

    page = read(client, f"/{language}/archive/{day}/", status=404)

    assert page.html is not None and page.html["lang"] == language
    read(client, f"/{language}/archive/2026/03/14/")


def test_a_number_under_the_archive_is_not_taken_for_a_story(client: Client) -> None:
    story = make_article(category=make_category(slug="world"))

    for place in ("archive", "search", "tags/x"):
        read(client, f"/en/{place}/{story.pk}-lake/", status=404)


def test_a_day_to_come_shows_nothing_of_what_is_planned(client: Client) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    publish("Planned", tomorrow)

    read(client, f"/en/archive/{timezone.localdate(tomorrow):%Y/%m/%d}/", status=404)


def test_the_archive_opens_on_the_newest_day(client: Client) -> None:
    publish("Old", NOON - timedelta(days=1))
    publish("New", NOON)
    publish("Newer in Russian", NOON + timedelta(days=1), "ru")
    publish("Planned", timezone.now() + timedelta(days=2))

    response = client.get("/en/archive/")

    assert (response.status_code, response.headers["Location"]) == (302, "/en/archive/2026/03/14/")


def test_an_archive_without_stories_opens_on_the_page_that_says_so(client: Client) -> None:
    make_article(state=State.DRAFT)

    response = client.get("/en/archive/", follow=True)

    assert response.redirect_chain == [("/en/", 302)]
    assert "Nothing has been published here yet." in response.text
