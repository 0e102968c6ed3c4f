"""Lists are read off an index, in its order: their keys, and where they begin and end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from articles.models import Article, Byline, Tag, TaggedArticle
from authors.models import Author
from languages import registry
from tests.articles.rows import NOW
from tests.articles.test_indexes import PAGE, SORTED, fill_the_paper, plan
from tests.factories import make_author, make_tag

pytestmark = pytest.mark.django_db
every_language = pytest.mark.parametrize("language", registry.codes())
# PostgreSQL says so once it has vacuumed, which a transaction cannot.
ALONE = {"sqlite": "USING COVERING INDEX", "postgresql": "Index"}


def fill_the_lists() -> tuple[Author, Tag]:
    """Store some hundred stories, of which an author signed a fifth and a tag is on most."""
    fill_the_paper()
    people, topics, water = [make_author() for _ in range(5)], [make_tag() for _ in range(5)], make_tag()
    keys = list(Article.objects.values_list("pk", flat=True))
    Byline.objects.bulk_create(
        Byline(article_id=key, author=people[number % 5]) for number, key in enumerate(keys)
    )
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object_id=key, tag=topics[number % 5] if number % 5 == 0 else water)
        for number, key in enumerate(keys)
    )
    with connection.cursor() as cursor:
        for table in (Byline, TaggedArticle):
            cursor.execute(f"ANALYZE {table._meta.db_table}")
    return people[1], water


def is_read_off(index: str, keys: QuerySet[Any, Any]) -> bool:
    """Tell whether keys come out of an index in its order."""
    explained = plan(keys)
    return index in explained and SORTED[connection.vendor] not in explained


@every_language
def test_the_keys_of_all_stories_and_of_a_section_are_read_off_their_indexes(language: str) -> None:
    section = fill_the_paper()[1]
    newest = Article.objects.live(language, NOW).newest_first(language)
    assert is_read_off(f"articles_{language}_newest", newest.keys())
    assert is_read_off(f"articles_{language}_category", newest.in_category(section).keys())


@every_language
def test_the_keys_of_an_author_and_of_a_tag_are_read_off_their_indexes(language: str) -> None:
    anna, water = fill_the_lists()
    signed = Byline.objects.live(language, NOW).filter(author=anna).newest_first(language)
    tagged = TaggedArticle.objects.live(language, NOW).filter(tag=water).newest_first(language)
    assert is_read_off(f"articles_{language}_author", signed.keys())
    assert is_read_off(f"articles_{language}_tag", tagged.keys())
    assert ALONE[connection.vendor] in plan(signed.keys()) and ALONE[connection.vendor] in plan(tagged.keys())
    assert len(signed.keys()) == 80 and len(tagged.keys()) == 320


@every_language
def test_where_the_newest_end_is_found_on_their_index(language: str) -> None:
    fill_the_paper()
    live = Article.objects.live(language, NOW).newest_first(language)
    assert is_read_off(f"articles_{language}_newest", live.values_list(f"published_at_{language}", flat=True))


@every_language
def test_the_first_and_the_last_number_are_found_without_sorting(language: str) -> None:
    fill_the_paper()
    numbers = Article.objects.live(language, NOW).order_by("pk").keys()
    for keys in (numbers, numbers.reverse()):
        assert SORTED[connection.vendor] not in plan(keys)


@every_language
def test_the_nearest_days_are_read_off_the_index_of_the_newest(language: str) -> None:
    fill_the_paper()
    published_at = f"published_at_{language}"
    live = Article.objects.live(language, NOW).filter(**{f"{published_at}__lt": NOW - timedelta(days=9)})
    for order in ((f"-{published_at}", "-id"), (published_at, "id")):
        assert is_read_off(f"articles_{language}_newest", live.order_by(*order).values_list(published_at))


def test_a_page_is_what_is_explained() -> None:
    assert PAGE == 20
