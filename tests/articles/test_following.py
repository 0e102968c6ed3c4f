"""Since when a translation is outdated, and by which change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles import workflow
from articles.following import Following
from articles.models import Article
from articles.states import State
from languages.columns import column
from tests.articles.rows import EARLIER, NOW, again
from tests.factories import make_article, save_and_publish

pytestmark = pytest.mark.django_db
HOURS = [NOW + timedelta(hours=hour) for hour in range(6)]


def save(article: Article, language: str, text: str, at: Any = NOW) -> None:
    stored = again(article)
    setattr(stored, column("body", language), text)
    save_and_publish(stored, [column("body", language)], now=at)


def since(article: Article, language: str = "hy") -> Any:
    stored = again(article)
    return Following(stored).outdated_since(stored.version(language))


def by_last_change(article: Article) -> list[str]:
    return [version.language for version in Following(again(article)).outdated_by_last_change()]


def story(**facts: Any) -> Article:
    return make_article(languages=("en", "ru", "hy"), published_at=EARLIER, **facts)


def test_a_translation_is_outdated_since_the_first_change_that_it_does_not_know() -> None:
    article = story()
    assert since(article) is None
    save(article, "en", "<p>One.</p>", HOURS[1])
    save(article, "en", "<p>Two.</p>", HOURS[2])
    assert since(article) == HOURS[1]
    assert Following(again(article)).last_change() == HOURS[2]


def test_time_begins_anew_when_the_former_text_was_out_in_between() -> None:
    article = story()
    former = article.version("en").body
    for hour, text in enumerate(("<p>One.</p>", former, "<p>Two.</p>"), start=1):
        save(article, "en", text, HOURS[hour])
    assert since(article) == HOURS[3]


def test_what_was_out_before_a_draft_was_translated_is_no_change_of_that_draft() -> None:
    article = make_article(published_at=EARLIER)
    workflow.back_to_draft(again(article).version("en"), by=None, now=NOW)
    save(article, "en", "<p>Draft.</p>", HOURS[1])
    save(article, "hy", "<p>Սևագիր։</p>", HOURS[1])
    save(article, "en", "<p>Another.</p>", HOURS[2])
    workflow.publish(again(article).version("en"), by=None, now=HOURS[3])
    assert since(article) == HOURS[3]


def test_an_original_that_went_out_with_an_older_text_has_no_time_of_change() -> None:
    article = make_article(published_at=EARLIER)
    former = article.version("en").body
    workflow.back_to_draft(again(article).version("en"), by=None, now=NOW)
    save(article, "en", "<p>Draft.</p>", HOURS[1])
    save(article, "hy", "<p>Սևագիր։</p>", HOURS[1])
    save(article, "en", former, HOURS[2])
    workflow.publish(again(article).version("en"), by=None, now=HOURS[3])
    assert again(article).version("hy").is_outdated(HOURS[4])
    assert since(article) is None


def test_the_last_change_outdates_those_that_knew_the_text_before_it() -> None:
    article = story()
    assert by_last_change(article) == []
    save(article, "en", "<p>One.</p>")
    assert by_last_change(article) == ["ru", "hy"]
    revision = article.revisions.filter(language="en").latest("id")
    workflow.confirm(again(article).version("ru"), seen=revision.pk, by=None)
    save(article, "en", "<p>Two.</p>")
    assert by_last_change(article) == ["ru"]


def test_those_are_the_ones_that_a_minor_edit_brings_up_to_date() -> None:
    article = story()
    save(article, "en", "<p>One.</p>")
    expected = by_last_change(article)
    workflow.mark_minor(again(article).version("en"), by=None)
    assert [v.language for v in again(article).versions() if v.is_outdated()] == []
    assert expected == ["ru", "hy"] and by_last_change(article) == []


def test_an_original_that_is_not_out_outdates_nothing() -> None:
    article = story()
    save(article, "en", "<p>One.</p>")
    workflow.withdraw(again(article).version("en"), by=None)
    assert by_last_change(article) == [] and since(article) is None


@pytest.mark.parametrize("changes", [1, 20])
def test_it_asks_twice_however_often_the_original_changed(
    django_assert_num_queries: DjangoAssertNumQueries, changes: int
) -> None:
    article = story(state=State.PUBLISHED)
    for change in range(changes):
        save(article, "en", f"<p>{change}</p>")
    stored = again(article)
    with django_assert_num_queries(2):
        following = Following(stored)
        following.outdated_since(stored.version("hy"))
        following.last_change()
