from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.states import State
from reader import sitemaps
from tests.articles.rows import put
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_page,
    make_tag,
    set_translated,
    write,
)
from tests.reader.paper import LANGUAGES, Paper
from tests.reader.reading import read
from tests.reader.sitemaps import changed, entries, urls

pytestmark = pytest.mark.django_db
NOT_LISTED = re.compile(r"[?]|/(?:search|archive|most-read)/")  # other ways to the same stories
OCTOBER = datetime(2025, 10, 5, 9, 30, tzinfo=UTC)


def file_of(story: Article) -> int:
    """Return which file of a language a story is in: five thousand numbers each."""
    return (story.pk - 1) // 5_000 + 1


def test_there_are_files_for_every_language_that_has_stories(client: Client) -> None:
    number = file_of(make_article(languages=("en", "ru"), published_at=OCTOBER))

    assert urls(client, "/sitemap.xml") == [
        "/sitemaps/en.xml",
        f"/sitemaps/en-{number}.xml",
        "/sitemaps/ru.xml",
        f"/sitemaps/ru-{number}.xml",
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
    file = f"/sitemaps/en-{file_of(story)}.xml"
    untouched = entries(client, file)[address]
    assert changed(untouched) == "2025-10-05T13:30:00+04:00"

    set_translated(story, "updated_at", en=OCTOBER + timedelta(days=40))  # type: ignore[arg-type]
    story.save()

    assert changed(entries(client, file)[address]) == "2025-11-14T13:30:00+04:00"
    response = client.get(file)
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

    file = f"/sitemaps/en-{file_of(live)}.xml"
    assert urls(client, "/sitemap.xml") == ["/sitemaps/en.xml", file, "/sitemaps/ru.xml", "/sitemaps/hy.xml"]
    assert urls(client, file) == [live.get_absolute_url()]


def test_stories_are_spread_over_files_by_their_numbers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    category = make_category()
    stories = [make_article(published_at=OCTOBER - timedelta(hours=n), category=category) for n in range(5)]
    first, last = ((story.pk - 1) // 2 + 1 for story in (stories[0], stories[-1]))
    files = [f"/sitemaps/en-{number}.xml" for number in range(last, first - 1, -1)]

    assert urls(client, "/sitemap.xml")[1:-2] == files and len(files) == 3
    listed = [url for file in reversed(files) for url in urls(client, file)]
    assert listed == [story.get_absolute_url() for story in stories]
    read(client, f"/sitemaps/en-{last + 1}.xml", status=404)
    read(client, f"/sitemaps/ru-{first}.xml", status=404)


def test_a_file_between_others_may_be_empty(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 1)
    first, drafted, last = (make_article(published_at=OCTOBER) for _ in range(3))
    put(drafted, "en", state=State.DRAFT)

    files = [f"/sitemaps/en-{story.pk}.xml" for story in (last, drafted, first)]
    assert urls(client, "/sitemap.xml")[1:-2] == files
    assert [len(urls(client, file)) for file in files] == [1, 0, 1]


def test_a_file_holds_five_thousand_numbers(client: Client) -> None:
    stories = [Article(pk=number, category=make_category()) for number in (1, 5_000, 5_001)]
    for story in stories:
        write(story, "en")
        story.save()

    listed = [urls(client, f"/sitemaps/en-{number}.xml") for number in (1, 2)]

    assert listed == [[story.get_absolute_url() for story in some] for some in (stories[:2], stories[2:])]


@pytest.mark.parametrize(
    "file",
    ["en-99999", "en-0", "en-01", "en-2025-10", "en-99999999", "fr-1", "fr", "en-"],
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


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemaps/en.xml", "/sitemaps/en-1.xml"])
def test_programs_that_ask_again_are_told_that_nothing_changed(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 10**9)  # whatever the numbers, one file
    make_article(published_at=OCTOBER)
    first = client.get(address)

    assert first.headers["Cache-Control"] == "public, max-age=300"
    condition = {"If-None-Match": first.headers["ETag"]}
    again = client.get(address, headers=condition)
    assert (again.status_code, again.content) == (304, b"")
    make_article(published_at=OCTOBER, languages=("en", "hy"))
    assert client.get(address, headers=condition).status_code == 200


def test_fifty_stories_ask_no_more_than_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "PER_FILE", 10**9)
    counts = []
    for more in (1, 49):
        for _ in range(more):
            make_article(published_at=OCTOBER, languages=LANGUAGES, tags=(make_tag(),))
        for address in ("/sitemap.xml", "/sitemaps/en.xml", "/sitemaps/en-1.xml"):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))

    assert counts == [6, 4, 1, 6, 4, 1]
