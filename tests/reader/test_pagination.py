"""Long lists end after a hundred pages, and lead on into the archive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Byline, TaggedArticle
from languages import registry
from reader import pagination
from tests.factories import make_author, make_category, make_tag, write
from tests.reader.reading import headlines, links, read, text, texts

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 14, 8, tzinfo=UTC)  # in Yerevan
LISTS = ("world/", "authors/anna/", "tags/water/")
every_list = pytest.mark.parametrize("place", LISTS)


def fill(count: int) -> None:
    """Publish so many stories in all languages, each a day older than the one before, in all lists."""
    world, anna, water = make_category(slug="world"), make_author(slug="anna"), make_tag(slug="water")
    stories = [Article(category=world) for _ in range(count)]
    for number, story in enumerate(stories):
        for code in registry.codes():
            write(story, code, title=str(number + 1), published_at=NOON - timedelta(days=number))
    Article.objects.bulk_create(stories)
    Byline.objects.bulk_create(Byline(article=story, author=anna) for story in stories)
    TaggedArticle.objects.bulk_create(TaggedArticle(content_object=story, tag=water) for story in stories)


@pytest.fixture
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of two pages of twenty."""
    monkeypatch.setattr(pagination, "MOST_PAGES", 2)


@every_list
def test_a_list_ends_after_the_most_pages(client: Client, short_lists: None, place: str) -> None:
    fill(61)

    last = read(client, f"/en/{place}?page=2")

    assert headlines(last) == [str(number) for number in range(21, 41)]
    assert texts(last, ".pagination__number") == ["1", "2"]
    assert links(last, ".pagination a[rel=next]") == []
    read(client, f"/en/{place}?page=3", status=404)
    read(client, f"/en/{place}?page=4", status=404)


@every_list
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Older stories are in the archive"),
        ("ru", "Более ранние материалы — в архиве"),
        ("hy", "Ավելի վաղ նյութերը՝ արխիվում"),
    ],
)
def test_the_last_page_leads_on_to_the_day_of_its_oldest_story(
    client: Client, short_lists: None, place: str, language: str, words: str
) -> None:
    fill(41)

    last = read(client, f"/{language}/{place}?page=2")

    assert links(last, ".pagination-end a") == [f"/{language}/archive/2026/02/03/"]
    assert text(last, ".pagination-end") == words
    assert headlines(read(client, f"/{language}/archive/2026/02/03/")) == ["40"]
    assert read(client, f"/{language}/{place}").select(".pagination-end") == []


@every_list
def test_a_list_that_is_shown_whole_leads_nowhere_else(client: Client, short_lists: None, place: str) -> None:
    fill(40)

    assert read(client, f"/en/{place}?page=2").select(".pagination-end") == []


def test_a_day_is_shown_to_its_end(client: Client, short_lists: None, monkeypatch: Any) -> None:
    fill(1)
    monkeypatch.setattr(pagination, "PER_PAGE", 1)
    world = make_category(slug="sport")
    stories = [Article(category=world) for _ in range(3)]
    for number, story in enumerate(stories):
        write(story, "en", title=f"also {number}", published_at=NOON - timedelta(hours=1))
    Article.objects.bulk_create(stories)

    fourth = read(client, "/en/archive/2026/03/14/?page=4")

    assert headlines(fourth) == ["also 0"]
    assert fourth.select(".pagination-end") == []


def test_a_hundred_pages_of_twenty_are_shown() -> None:
    assert (pagination.MOST_PAGES, pagination.PER_PAGE) == (100, 20)
