"""What waits for somebody, as conditions, and the orders of the desk's list: in rows that can be counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from articles.conditions import goes_out_before, in_any, waits_for_translation, was_published
from articles.models import Article
from articles.orders import newest_publication, next_publication, publication
from articles.states import State
from languages import registry
from tests.articles.rows import EARLIER, LATER, NOW, put
from tests.articles.translations import every_translation
from tests.factories import make_article

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def titles(found: Any) -> list[str]:
    return [article.version("en").title or article.version("ru").title for article in found]


@pytest.mark.parametrize("language", registry.codes())
def test_waiting_for_translation_is_what_the_versions_say(language: str) -> None:
    versions = every_translation(language)
    expected = set()
    for version in versions:
        original = version.article.version(version.article.original_language)
        is_ready = original.is_out(NOW) or original.state == State.REVIEW
        if is_ready and version.state == State.DRAFT:
            expected.add(version.article.pk)
    keys = {version.article.pk for version in versions}
    found = Article.objects.filter(waits_for_translation(language, NOW), pk__in=keys)
    assert set(found.values_list("pk", flat=True)) == expected
    assert 0 < len(expected) < len(keys)


def test_an_original_waits_for_no_translation_into_itself() -> None:
    make_article(languages=("en",), state=State.REVIEW)
    assert not Article.objects.filter(waits_for_translation("en")).exists()
    assert Article.objects.filter(waits_for_translation("hy")).count() == 1


def test_what_goes_out_before_an_hour_is_scheduled_and_not_later() -> None:
    for title, moment in (("past", EARLIER), ("soon", LATER), ("next day", NOW + DAY)):
        make_article(title=title, published_at=moment)
    draft = make_article(title="draft", state=State.DRAFT)
    put(draft, "en", published_at=LATER)
    found = Article.objects.filter(goes_out_before(NOW + timedelta(hours=5), NOW))
    assert titles(found) == ["soon"]
    assert not Article.objects.filter(goes_out_before(LATER, NOW)).exists()  # the end is not within


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, {"first", "second", "russian"}),
        (NOW, None, {"second"}),
        (None, NOW, {"first", "russian"}),
        (EARLIER, LATER, {"first", "russian"}),
        (NOW + DAY, None, set()),
    ],
)
def test_a_period_is_of_any_language_and_of_what_is_published(
    start: datetime | None, end: datetime | None, expected: set[str]
) -> None:
    make_article(title="first", published_at=EARLIER)
    make_article(title="second", published_at=LATER)
    make_article(title="russian", languages=("ru",), published_at=EARLIER)
    put(make_article(title="draft", state=State.DRAFT), "en", published_at=EARLIER)
    assert set(titles(Article.objects.filter(was_published(start, end)))) == expected


def test_any_of_no_conditions_is_none() -> None:
    make_article()
    assert not Article.objects.filter(in_any([])).exists()


def test_orders_put_what_never_went_out_at_one_end() -> None:
    old = make_article(title="old", languages=("en", "ru"), published_at=NOW - 9 * DAY)
    put(old, "ru", published_at=NOW - 2 * DAY)
    make_article(title="new", published_at=NOW - DAY)
    draft = make_article(title="draft", state=State.DRAFT)
    Article.objects.filter(pk=draft.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert titles(Article.objects.order_by(publication("en").desc())) == ["new", "old", "draft"]
    assert titles(Article.objects.order_by(publication("ru").desc(), "pk")) == ["old", "new", "draft"]
    assert titles(Article.objects.order_by(newest_publication().desc())) == ["new", "old", "draft"]


def test_the_next_to_go_out_comes_first_whatever_its_language() -> None:
    both = make_article(title="both", languages=("en", "ru"), published_at=NOW + 2 * DAY)
    put(both, "ru", published_at=LATER)
    make_article(title="tomorrow", published_at=NOW + DAY)
    make_article(title="out", published_at=EARLIER)
    assert titles(Article.objects.order_by(next_publication(NOW), "pk")) == ["both", "tomorrow", "out"]
