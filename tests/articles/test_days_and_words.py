"""Which articles belong to a day, hold some words, or were taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Article
from articles.states import State
from languages import registry
from tests.articles.rows import EARLIER, LATER, NOW, SECOND, every_combination, put
from tests.factories import make_article

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 14)


def at(month: int, day: int, hour: int, minute: int = 0) -> Article:
    """Publish an article at a moment of UTC."""
    return make_article(published_at=datetime(2026, month, day, hour, minute, tzinfo=UTC))


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Asia/Yerevan", datetime(2026, 3, 13, 20, tzinfo=UTC)),
        ("UTC", datetime(2026, 3, 14, tzinfo=UTC)),
        ("America/New_York", datetime(2026, 3, 14, 4, tzinfo=UTC)),
    ],
)
def test_a_day_is_one_of_the_active_time_zone(zone: str, begins: datetime) -> None:
    ends = begins + timedelta(days=1)
    inside = [make_article(published_at=moment) for moment in (begins, ends - SECOND)]
    for moment in (begins - SECOND, ends):
        make_article(published_at=moment)
    with timezone.override(zone):
        assert list(Article.objects.published_on(DAY, "en").order_by("id")) == inside


def test_a_day_on_which_the_clocks_change_is_whole() -> None:
    with timezone.override("America/New_York"):  # 8 March 2026 has 23 hours
        inside = [at(3, 8, 5), at(3, 9, 3, 59)]
        at(3, 8, 4, 59)
        at(3, 9, 4)
        assert list(Article.objects.published_on(date(2026, 3, 8), "en").order_by("id")) == inside


def test_the_day_goes_by_the_language_asked_for() -> None:
    article = make_article(languages=("en", "ru"), published_at=datetime(2026, 3, 14, 8, tzinfo=UTC))
    put(article, "ru", published_at=datetime(2026, 3, 20, 8, tzinfo=UTC))
    assert list(Article.objects.published_on(DAY)) == [article]
    assert not Article.objects.published_on(DAY, "ru").exists()
    with translation.override("ru"):
        assert list(Article.objects.published_on(date(2026, 3, 20))) == [article]
    assert Article.objects.newest_day(language="ru") == date(2026, 3, 20)


def test_days_with_stories_are_found_on_both_sides_of_a_day() -> None:
    for day in (2, 14, 20):
        at(3, day, 8)
        at(3, day, 9)
    assert Article.objects.newest_day() == date(2026, 3, 20)
    assert Article.objects.newest_day(before=DAY) == date(2026, 3, 2)
    assert Article.objects.newest_day(before=date(2026, 3, 2)) is None
    assert Article.objects.next_day(after=DAY) == date(2026, 3, 20)
    assert Article.objects.next_day(after=date(2026, 3, 20)) is None


def test_there_is_no_newest_day_without_stories() -> None:
    make_article(state=State.DRAFT)
    assert Article.objects.live("en").newest_day() is None


def test_every_word_stands_in_the_title_or_in_the_lead_of_the_language() -> None:
    article = make_article(languages=("en", "ru"))
    put(article, "en", title="Lake level rises", lead="After rain")
    put(article, "ru", title="Озеро", lead="Дождь")
    assert list(Article.objects.matching(["LAKE", "rain"], "en")) == [article]
    assert not Article.objects.matching(["lake", "snow"], "en").exists()
    assert not Article.objects.matching(["lake"], "ru").exists()
    with translation.override("ru"):
        assert list(Article.objects.matching(["озер"])) == [article]


def test_no_words_match_everything() -> None:
    article = make_article()
    assert list(Article.objects.matching([])) == [article]


@pytest.mark.parametrize("language", registry.codes())
def test_the_database_and_a_loaded_version_agree_on_what_was_withdrawn(language: str) -> None:
    versions = every_combination(language)
    expected = {version.article.pk for version in versions if version.was_withdrawn(NOW)}
    assert 0 < len(expected) < len(versions)
    assert set(Article.objects.withdrawn(language, NOW).values_list("pk", flat=True)) == expected
    live = set(Article.objects.live(language, NOW).values_list("pk", flat=True))
    assert expected.isdisjoint(live)


@pytest.mark.parametrize(
    ("state", "published_at", "withdrawn_at", "withdrawn"),
    [
        (State.WITHDRAWN, EARLIER, None, True),
        (State.WITHDRAWN, LATER, None, False),
        (State.PUBLISHED, EARLIER, NOW, True),
        (State.PUBLISHED, EARLIER, LATER, False),
        (State.DRAFT, EARLIER, None, False),
        (State.DRAFT, EARLIER, NOW, True),
    ],
)
def test_withdrawn_is_what_was_public_and_was_taken_back(
    state: str, published_at: datetime, withdrawn_at: datetime | None, withdrawn: bool
) -> None:
    article = make_article()
    put(article, "en", state=state, published_at=published_at, withdrawn_at=withdrawn_at)
    assert article.version("en").was_withdrawn(NOW) is withdrawn
    assert Article.objects.withdrawn("en", NOW).exists() is withdrawn
    assert not Article.objects.withdrawn("ru", NOW).exists()


def test_nothing_of_the_text_of_a_withdrawn_story_is_loaded() -> None:
    article = make_article(languages=("en", "ru"), published_at=timezone.now() - timedelta(days=1))
    put(article, "en", state=State.WITHDRAWN)
    (found,) = Article.objects.withdrawn("en")
    assert {"title_en", "lead_en", "body_en", "title_ru"} <= found.get_deferred_fields()
