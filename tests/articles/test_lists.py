"""The lists of authors and tags, whose rows carry copies of the article's times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from articles import workflow
from articles.models import Article, Byline, TaggedArticle
from articles.states import State
from articles.triggers import drop_triggers, make_triggers
from languages import registry
from tests.articles.rows import EARLIER, LATER, NOW, every_combination, put
from tests.factories import make_article, make_author, make_tag

pytestmark = pytest.mark.django_db
every_list = pytest.mark.parametrize("listed", [Byline, TaggedArticle])


def listed_of(listed: Any, article: Article) -> Any:
    """Put an article into a list, and return all rows of that list."""
    if listed is Byline:
        Byline.objects.create(article=article, author=make_author())
    else:
        article.tags.add(make_tag())
    return listed.objects.all()


def keys(rows: Any, language: str = "en") -> list[int]:
    return list(rows.live(language, NOW).newest_first(language).keys())


def test_an_author_lists_a_story_once_however_many_signed_it() -> None:
    anna, david, idle = make_author(), make_author(), make_author()
    together, alone = (
        make_article(authors=(anna, david), published_at=EARLIER),
        make_article(authors=(anna,), published_at=NOW),
    )
    assert keys(Byline.objects.filter(author=anna)) == [alone.pk, together.pk]
    assert keys(Byline.objects.filter(author=david)) == [together.pk]
    assert keys(Byline.objects.filter(author=idle)) == []


def test_a_tag_lists_its_stories_as_each_language_has_them() -> None:
    lakes, courts = make_tag(), make_tag()
    article = make_article(languages=("en", "hy"), tags=(lakes, courts), published_at=EARLIER)
    other = make_article(tags=(courts,), published_at=EARLIER)
    assert keys(TaggedArticle.objects.filter(tag=courts)) == [other.pk, article.pk]  # of a moment: the last
    assert keys(TaggedArticle.objects.filter(tag=courts), "hy") == [article.pk]
    assert keys(TaggedArticle.objects.filter(tag=lakes), "ru") == []


@every_list
@pytest.mark.parametrize("language", registry.codes())
def test_a_list_holds_exactly_what_is_live_in_the_same_order(listed: Any, language: str) -> None:
    versions, author, tag = every_combination(language), make_author(), make_tag()
    pairs: list[Any] = [
        Byline(article=version.article, author=author)
        if listed is Byline
        else TaggedArticle(content_object=version.article, tag=tag)
        for version in versions
    ]
    listed.objects.bulk_create(pairs)
    live = list(Article.objects.live(language, NOW).newest_first(language).keys())
    assert 0 < len(live) < len(versions)
    assert keys(listed.objects.all(), language) == live


def save(article: Article) -> None:
    article.version("en").withdrawn_at = EARLIER
    article.save()


def update(article: Article) -> None:
    put(article, "en", state=State.DRAFT)


def bulk_update(article: Article) -> None:
    article.version("en").published_at = LATER
    Article.objects.bulk_update([article], ["published_at_en"])


def withdraw(article: Article) -> None:
    workflow.withdraw(article.version("en"), by=None)


def write_past_django(article: Article) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET state_en = 'review' WHERE id = %s", [article.pk])


@every_list
@pytest.mark.parametrize("write", [save, update, bulk_update, withdraw, write_past_django])
def test_a_story_leaves_the_list_whoever_takes_it_back(listed: Any, write: Callable[[Article], None]) -> None:
    article = make_article(languages=("en", "ru"), published_at=EARLIER)
    rows = listed_of(listed, article)
    assert keys(rows) == keys(rows, "ru") == [article.pk]

    write(article)

    assert keys(rows) == []
    assert keys(rows, "ru") == [article.pk]


@every_list
def test_a_story_enters_the_list_when_it_is_published(listed: Any) -> None:
    article = make_article(state=State.DRAFT)
    rows = listed_of(listed, article)
    assert list(rows.live("en")) == []

    workflow.publish(article.version("en"), by=None)

    assert list(rows.live("en").keys()) == [article.pk]


@every_list
def test_a_row_that_was_loaded_long_ago_does_not_bring_back_what_it_knew(listed: Any) -> None:
    article = make_article(published_at=EARLIER)
    loaded = listed_of(listed, article).get()
    put(article, "en", state=State.WITHDRAWN)

    loaded.save()

    assert keys(listed.objects.all()) == []


@every_list
def test_a_row_that_moves_to_another_story_lists_that_one(listed: Any) -> None:
    rows = listed_of(listed, make_article(state=State.DRAFT))
    other = make_article(published_at=EARLIER)

    rows.update(**{listed.LISTS: other})

    assert keys(rows) == [other.pk]


def test_a_scheduled_story_is_in_no_list_until_its_time_comes() -> None:
    article = make_article(published_at=LATER)
    rows = listed_of(Byline, article)
    assert keys(rows) == []
    assert list(rows.live("en", LATER + timedelta(seconds=1)).keys()) == [article.pk]


@every_list
def test_migrating_makes_the_copies_right_and_keeps_them_so(listed: Any) -> None:
    article = make_article(state=State.DRAFT)
    rows = listed_of(listed, article)
    drop_triggers("default", plan=["a migration"])
    article.version("en").published_at = EARLIER
    put(article, "en", state=State.PUBLISHED, published_at=EARLIER)
    assert keys(rows) == []

    make_triggers("default", plan=["a migration"], apps=apps)
    assert keys(rows) == [article.pk]

    put(article, "en", state=State.DRAFT)
    assert keys(rows) == []


def test_migrating_nothing_leaves_the_triggers_alone() -> None:
    article = make_article(published_at=EARLIER)
    rows = listed_of(Byline, article)
    drop_triggers("default", plan=[])
    put(article, "en", state=State.DRAFT)
    assert keys(rows) == []
