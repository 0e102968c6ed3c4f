"""The lists that readers ask for run on an index, and on no sorting."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article
from articles.states import State
from categories.models import Category
from languages import registry
from tests.articles.rows import NOW
from tests.factories import make_category, write

pytestmark = pytest.mark.django_db

PAGE = 20
SORTED = {"sqlite": "TEMP B-TREE", "postgresql": "Sort"}


def fill_the_paper() -> list[Category]:
    """Store some hundred stories in all languages, a third of them drafts, and look at none of them."""
    if connection.vendor == "postgresql":  # what other tests rolled back still swells table and indexes
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE articles_article CASCADE")
    sections = [make_category() for _ in range(6)]
    stories = []
    for number in range(600):
        story = Article(category=sections[number % 6])
        for code in registry.codes():
            state = State.DRAFT if number % 3 == 0 else State.PUBLISHED
            write(story, code, state=state, published_at=NOW - timedelta(hours=number))
        stories.append(story)
    Article.objects.bulk_create(stories)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
        if connection.vendor == "postgresql":  # a table this small is read whole however it is indexed
            cursor.execute("SET LOCAL enable_seqscan = off")
    return sections


def plan(stories: QuerySet[Any]) -> str:
    explained: str = stories[:PAGE].explain()
    return explained


@pytest.mark.parametrize("language", registry.codes())
def test_the_newest_live_stories_are_read_off_their_index(language: str) -> None:
    fill_the_paper()
    newest = Article.objects.live(language, NOW).newest_first(language)
    for stories in (newest, newest.cards(language)):
        assert f"articles_{language}_newest" in plan(stories)
        assert SORTED[connection.vendor] not in plan(stories)


@pytest.mark.parametrize("language", registry.codes())
def test_the_newest_live_stories_of_a_section_are_read_off_their_index(language: str) -> None:
    section = fill_the_paper()[1]
    newest = Article.objects.live(language, NOW).in_category(section).newest_first(language)
    for stories in (newest, newest.cards(language)):
        assert f"articles_{language}_category" in plan(stories)
        assert SORTED[connection.vendor] not in plan(stories)


@pytest.mark.parametrize("language", registry.codes())
def test_the_stories_of_a_day_are_read_off_the_index_of_the_newest(language: str) -> None:
    fill_the_paper()
    day = timezone.localdate(NOW - timedelta(days=9))
    stories = Article.objects.live(language, NOW).published_on(day, language).newest_first(language)
    assert f"articles_{language}_newest" in plan(stories)  # PostgreSQL may still sort that handful
    # Among a handful of sections it may as well go through them, by the same times.
    assert re.search(rf"articles_{language}_(newest|category)", plan(stories.cards(language)))


@pytest.mark.parametrize("language", registry.codes())
def test_the_indexes_hold_published_stories_only(language: str) -> None:
    for name, first in (("newest", f"published_at_{language}"), ("category", "category_id")):
        definition, condition = stored_indexes()[f"articles_{language}_{name}"].split(" WHERE ")
        assert definition.replace('"', "").partition("(")[2].startswith(first)
        assert f"state_{language}" in condition and "'published'" in condition


def stored_indexes() -> dict[str, str]:
    """Return the definitions of the article's indexes as the database keeps them."""
    catalogue = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        "postgresql": "SELECT indexname, indexdef FROM pg_indexes",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return dict(cursor.fetchall())
