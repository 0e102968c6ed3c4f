"""Who may see which article, and in which order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Article
from articles.states import State
from languages import registry
from tests import cast
from tests.articles.rows import EARLIER, LATER, NOW, SECOND, every_combination, put
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_story_is_live_in_the_languages_it_is_published_in_and_in_no_other() -> None:
    article = make_article(languages=("en", "hy"))
    assert list(Article.objects.live("en")) == [article]
    assert list(Article.objects.live("hy")) == [article]
    assert list(Article.objects.live("ru")) == []


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.WITHDRAWN])
def test_only_the_published_state_is_live(state: State) -> None:
    article = make_article(state=state)
    put(article, "en", published_at=EARLIER)
    assert not Article.objects.live("en").exists()


@pytest.mark.parametrize(("offset", "live"), [(-SECOND, True), (timedelta(), True), (SECOND, False)])
def test_a_story_goes_live_at_its_publishing_time(offset: timedelta, live: bool) -> None:
    make_article(published_at=NOW + offset)
    assert Article.objects.live("en", NOW).exists() is live
    assert Article.objects.live_anywhere(NOW).exists() is live


@pytest.mark.parametrize(("offset", "live"), [(-SECOND, False), (timedelta(), False), (SECOND, True)])
def test_a_story_is_gone_from_its_withdrawal_on(offset: timedelta, live: bool) -> None:
    article = make_article(published_at=EARLIER)
    put(article, "en", withdrawn_at=NOW + offset)
    assert Article.objects.live("en", NOW).exists() is live
    assert Article.objects.live_anywhere(NOW).exists() is live


def test_live_means_in_the_active_language_and_now_when_nothing_else_is_said() -> None:
    out = make_article(languages=("ru",))
    make_article(languages=("ru",), published_at=timezone.now() + timedelta(hours=1))
    assert not Article.objects.live().exists()
    with translation.override("ru"):
        assert list(Article.objects.live()) == [out]


def test_live_anywhere_finds_a_story_once_if_any_language_is_out() -> None:
    both = make_article(languages=("en", "ru"))
    armenian = make_article(languages=("hy",))
    make_article(state=State.DRAFT)
    make_article(published_at=timezone.now() + timedelta(hours=1))
    assert list(Article.objects.live_anywhere().order_by("id")) == [both, armenian]


@pytest.mark.parametrize("language", registry.codes())
def test_the_database_and_a_loaded_version_agree_on_what_is_live(language: str) -> None:
    versions = every_combination(language)
    expected = {version.article.pk for version in versions if version.is_live(NOW)}
    assert 0 < len(expected) < len(versions)
    assert set(Article.objects.live(language, NOW).values_list("pk", flat=True)) == expected
    assert set(Article.objects.live_anywhere(NOW).values_list("pk", flat=True)) == expected


def test_newest_first_settles_ties_by_the_number_so_that_pages_do_not_overlap() -> None:
    oldest = make_article(published_at=EARLIER)
    tied = [make_article(published_at=NOW) for _ in range(4)]
    newest = make_article(published_at=LATER)
    assert list(Article.objects.newest_first("en")) == [newest, *reversed(tied), oldest]


def test_newest_first_goes_by_the_times_of_the_language_asked_for() -> None:
    first = make_article(languages=("en", "ru"))
    second = make_article(languages=("en", "ru"))
    for article, english, russian in ((first, EARLIER, LATER), (second, NOW, NOW)):
        put(article, "en", published_at=english)
        put(article, "ru", published_at=russian)
    assert list(Article.objects.newest_first("en")) == [second, first]
    assert list(Article.objects.newest_first("ru")) == [first, second]
    with translation.override("ru"):
        assert list(Article.objects.newest_first()) == [first, second]


def test_in_category_lists_the_stories_of_one_section() -> None:
    world, sport = make_category(), make_category()
    article = make_article(category=world)
    make_article(category=sport)
    assert list(Article.objects.in_category(world)) == [article]


def test_the_newest_are_so_many_and_tell_where_the_others_end() -> None:
    stories = [make_article(published_at=NOW - hours * HOUR) for hours in range(5)]
    newest, since = Article.objects.live("en", NOW).newest(3, "en")
    assert list(newest.newest_first("en")) == stories[:3]
    assert since == NOW - 3 * HOUR
    for count in (5, 6):
        assert Article.objects.live("en", NOW).newest(count, "en")[1] is None
    assert Article.objects.live("ru", NOW).newest(1, "ru")[0].count() == 0


def test_stories_of_the_moment_at_which_the_newest_end_are_left_out_together() -> None:
    last = make_article(published_at=NOW)
    for _ in range(3):
        make_article(published_at=EARLIER)
    newest, since = Article.objects.live("en", NOW).newest(2, "en")
    assert (list(newest), since) == ([last], EARLIER)


def test_stories_between_two_numbers_come_in_their_order() -> None:
    first, second, third = (make_article(published_at=NOW) for _ in range(3))
    assert list(Article.objects.numbered(first.pk, second.pk)) == [first, second]
    assert list(Article.objects.numbered(third.pk + 1, third.pk + 9)) == []


def test_every_role_at_the_desk_sees_drafts_and_an_outsider_sees_nothing() -> None:
    article = make_article(state=State.DRAFT)
    for user in (cast.reporter(), cast.translator(), cast.editor(), cast.chief_editor()):
        assert list(Article.objects.visible_to(user)) == [article]
    assert not Article.objects.visible_to(cast.outsider()).exists()


def test_the_questions_chain_in_any_order() -> None:
    world = make_category()
    newer, older = (make_article(category=world, published_at=moment) for moment in (NOW, EARLIER))
    make_article(published_at=NOW)
    make_article(category=world, state=State.DRAFT)
    found = Article.objects.newest_first("en").live("en", NOW).in_category(world)
    assert list(found) == [newer, older]
