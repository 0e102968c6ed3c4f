from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.states import State
from reader import sitemaps
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_page,
    make_tag,
    set_translated,
)
from tests.reader.paper import LANGUAGES, Paper
from tests.reader.reading import read
from tests.reader.sitemaps import changed, entries, urls

pytestmark = pytest.mark.django_db
NOT_LISTED = re.compile(r"[?]|/(?:search|archive|most-read)/")  # other ways to the same stories
OCTOBER = datetime(2025, 10, 5, 9, 30, tzinfo=UTC)
NOVEMBER = datetime(2025, 11, 5, 9, 30, tzinfo=UTC)


def test_there_is_a_file_for_every_month_of_every_language(client: Client) -> None:
    make_article(languages=("en", "ru"), published_at=OCTOBER)
    make_article(languages=("en",), published_at=NOVEMBER)

    assert urls(client, "/sitemap.xml") == [
        "/sitemaps/en.xml",
        "/sitemaps/en-2025-11.xml",
        "/sitemaps/en-2025-10.xml",
        "/sitemaps/ru.xml",
        "/sitemaps/ru-2025-10.xml",
        "/sitemaps/hy.xml",
    ]


def test_every_public_page_is_in_one_of_the_files(client: Client, paper: Paper) -> None:
    listed = [url for file in urls(client, "/sitemap.xml") for url in urls(client, file)]

    assert len(listed) == len(set(listed))
    for language in LANGUAGES:
        pages = {page for page in paper.pages(language) if not NOT_LISTED.search(page)}
        assert len(pages) >= 6 and pages <= set(listed)


def test_a_story_says_when_it_last_changed(client: Client) -> None:
    story = make_article(published_at=OCTOBER, category=make_category(slug="world"))
    address = f"/en/world/{story.pk}-lake-level-rises-for-the-third-year/"
    untouched = entries(client, "/sitemaps/en-2025-10.xml")[address]
    assert changed(untouched) == "2025-10-05T13:30:00+04:00"

    set_translated(story, "updated_at", en=OCTOBER + timedelta(days=40))  # type: ignore[arg-type]
    story.save()

    assert changed(entries(client, "/sitemaps/en-2025-10.xml")[address]) == "2025-11-14T13:30:00+04:00"
    files = entries(client, "/sitemap.xml")
    assert changed(files["/sitemaps/en-2025-10.xml"]) == "2025-11-14T13:30:00+04:00"
    response = client.get("/sitemaps/en-2025-10.xml")
    assert response.headers["Last-Modified"] == "Fri, 14 Nov 2025 09:30:00 GMT"


def test_only_what_readers_may_see_is_listed(client: Client) -> None:
    live = make_article(published_at=OCTOBER)
    for state in (State.DRAFT, State.REVIEW, State.WITHDRAWN):
        hidden = make_article(state=state)
        set_translated(hidden, "published_at", en=OCTOBER)  # type: ignore[arg-type]
        hidden.save()
    gone = make_article(published_at=OCTOBER)
    set_translated(gone, "withdrawn_at", en=timezone.now())  # type: ignore[arg-type]
    gone.save()
    make_article(published_at=timezone.now() + timedelta(days=40))  # scheduled

    assert urls(client, "/sitemap.xml")[1:2] == ["/sitemaps/en-2025-10.xml"]
    assert len(urls(client, "/sitemap.xml")) == 4
    assert urls(client, "/sitemaps/en-2025-10.xml") == [live.get_absolute_url()]


def test_a_month_begins_and_ends_where_the_next_one_does(client: Client) -> None:
    start = OCTOBER.replace(day=1, hour=0, minute=0)
    for moment in (start - timedelta(seconds=1), start, NOVEMBER.replace(day=1, hour=0, minute=0)):
        make_article(published_at=moment, title=f"{moment:%B}")

    for month, title in (("09", "september"), ("10", "october"), ("11", "november")):
        [address] = urls(client, f"/sitemaps/en-2025-{month}.xml")
        assert address.endswith(f"-{title}/")


def test_december_is_followed_by_january(client: Client) -> None:
    make_article(published_at=datetime(2025, 12, 31, 23, 59, tzinfo=UTC))
    make_article(published_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert len(urls(client, "/sitemaps/en-2025-12.xml")) == len(urls(client, "/sitemaps/en-2026-01.xml")) == 1


def test_a_great_month_is_spread_over_files(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    category = make_category()
    stories = [make_article(published_at=OCTOBER + timedelta(hours=n), category=category) for n in range(5)]
    files = [f"/sitemaps/en-2025-10{part}.xml" for part in ("", "-2", "-3")]

    assert urls(client, "/sitemap.xml")[1:4] == files
    listed = [url for file in files for url in urls(client, file)]
    assert listed == [story.get_absolute_url() for story in stories]
    read(client, "/sitemaps/en-2025-10-4.xml", status=404)


def test_a_file_holds_at_most_five_thousand() -> None:
    assert sitemaps.PER_FILE == 5000


@pytest.mark.parametrize(
    "file",
    ["en-2025-09", "en-2025-13", "en-2025-00", "en-0000-01", "en-2025-10-1", "fr-2025-10", "fr", "en-"],
)
def test_there_is_no_file_for_anything_else(client: Client, file: str) -> None:
    make_article(published_at=OCTOBER)

    read(client, f"/sitemaps/{file}.xml", status=404)


def test_sections_authors_and_topics_are_listed_where_they_have_stories(client: Client) -> None:
    make_article(
        languages=("en", "ru"),
        category=make_category(slug="world"),
        authors=(make_author(slug="anna"),),
        tags=(make_tag(slug="water"),),
    )
    make_category(slug="empty"), make_author(slug="silent"), make_tag(slug="unused")
    make_page(slug="about", en="About us", hy="Մեր մասին")

    lists = ["world/", "authors/anna/", "tags/water/"]
    assert urls(client, "/sitemaps/en.xml") == [f"/en/{place}" for place in ("", *lists, "pages/about/")]
    assert urls(client, "/sitemaps/ru.xml") == [f"/ru/{place}" for place in ("", *lists)]
    assert urls(client, "/sitemaps/hy.xml") == ["/hy/", "/hy/pages/about/"]


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemaps/en.xml", "/sitemaps/en-2025-10.xml"])
def test_programs_that_ask_again_are_told_that_nothing_changed(client: Client, address: str) -> None:
    make_article(published_at=OCTOBER)
    first = client.get(address)

    assert first.headers["Cache-Control"] == "public, max-age=300"
    condition = {"If-None-Match": first.headers["ETag"]}
    again = client.get(address, headers=condition)
    assert (again.status_code, again.content) == (304, b"")
    make_article(published_at=OCTOBER, languages=("en", "hy"))
    assert client.get(address, headers=condition).status_code == 200


def test_fifty_stories_ask_no_more_than_one(client: Client) -> None:
    counts = []
    for more in (1, 49):
        for _ in range(more):
            make_article(published_at=OCTOBER, languages=LANGUAGES, tags=(make_tag(),))
        for address in ("/sitemap.xml", "/sitemaps/en.xml", "/sitemaps/en-2025-10.xml"):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))

    assert counts == [3, 4, 1, 3, 4, 1]
