"""The corpus of the benchmarks is a paper like any other."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article, Byline, TaggedArticle
from articles.triggers import refresh
from bench.corpus.filling import fill
from languages import registry
from tests.factories import make_article

pytestmark = pytest.mark.django_db
STORIES = 300


@pytest.fixture
def corpus() -> None:
    fill(STORIES)


def lists() -> list[list[int]]:
    return [
        list(listed.objects.live(code).newest_first(code).keys())
        for listed in (Byline, TaggedArticle)
        for code in registry.codes()
    ]


@pytest.mark.parametrize("language", registry.codes())
def test_its_pages_can_be_read(corpus: None, client: Client, language: str) -> None:
    story = Article.objects.live(language).newest_first(language).cards(language)[0]
    for address in (
        f"/{language}/",
        story.version(language).get_absolute_url(),
        f"/{language}/world/",
        f"/{language}/authors/anna-abelian/",
        f"/{language}/tags/water-yerevan-today/",
        f"/{language}/feed.xml",
        f"/sitemaps/{language}-1.xml",
    ):
        assert client.get(address).status_code == 200, address


def test_most_stories_are_out_in_all_languages_and_some_in_none(corpus: None) -> None:
    out = [Article.objects.live(code).count() for code in registry.codes()]
    everywhere = Article.objects.all()
    for code in registry.codes():
        everywhere = everywhere.live(code)
    assert Article.objects.count() == STORIES
    assert 0.6 < everywhere.count() / STORIES < 0.8
    assert max(out) < Article.objects.live_anywhere().count() < STORIES


def test_what_it_copies_into_lists_is_what_the_database_would_copy(corpus: None) -> None:
    written = lists()
    assert all(written)

    refresh()

    assert lists() == written


def test_more_can_be_written_after_it(corpus: None) -> None:
    assert make_article().pk > STORIES
