"""A page is dropped when the most read that it shows are others, not when a ranking changes further down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article
from delivery import keys
from delivery.models import Change
from readership.models import HourCount, Period
from readership.most_read import BESIDE, DEPTHS, PLACES, SHOWN
from readership.sums import rank
from tests import factories
from tests.articles.rows import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranked() -> list[Article]:
    """Stories in the order of their places, read in English in the last hour."""
    stories = [factories.make_article(languages=("en",)) for _ in range(PLACES + 1)]
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    for number, story in enumerate(stories):
        HourCount.objects.create(article=story, language="en", hour=hour, views=100 - 2 * number)
    rank()
    return stories


def told_of(period: Period = Period.DAY) -> set[int]:
    """Rank anew; return the depths of the ranking that are told of."""
    Change.objects.all().delete()
    rank()
    touched = {key for change in Change.objects.all() for key, _at in change.touched}
    assert not {key for key in touched if key.startswith(("popular:ru", "popular:hy"))}
    return {depth for depth in DEPTHS if keys.popular("en", period, depth) in touched}


def overtake(story: Article, places: int = 1) -> None:
    counted = HourCount.objects.get(article=story)
    counted.views += 2 * places + 1
    counted.save()


@pytest.mark.parametrize(
    ("place", "depths"),
    [
        (1, {BESIDE, SHOWN, PLACES}),
        (BESIDE, {BESIDE, SHOWN, PLACES}),
        (BESIDE + 1, {SHOWN, PLACES}),
        (SHOWN, {SHOWN, PLACES}),
        (SHOWN + 1, {PLACES}),
        (PLACES, {PLACES}),
        (PLACES + 1, set()),
    ],
)
def test_of_a_place_only_those_are_told_who_show_it(
    ranked: list[Article], place: int, depths: set[int]
) -> None:
    if place <= PLACES:  # its story changes places with the next
        overtake(ranked[place])
    else:
        HourCount.objects.filter(article=ranked[PLACES]).update(views=1)
    assert told_of() == depths


def test_an_old_hour_leaves_the_ranking_of_the_day_alone(ranked: list[Article]) -> None:
    old = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=3)
    HourCount.objects.create(article=ranked[9], language="en", hour=old, views=1000)
    assert told_of() == set()
    HourCount.objects.create(article=ranked[8], language="en", hour=old, views=2000)
    assert told_of(Period.WEEK) == set(DEPTHS)


def test_places_are_counted_among_the_stories_that_can_be_read(ranked: list[Article]) -> None:
    workflow.withdraw(again(ranked[0]).version("en"), by=None)
    overtake(ranked[BESIDE + 1])  # from the seventh place to the sixth, which readers see as the fifth
    assert told_of() == set(DEPTHS)


def test_who_cannot_be_read_changes_nothing_by_overtaking(ranked: list[Article]) -> None:
    workflow.withdraw(again(ranked[4]).version("en"), by=None)
    overtake(ranked[4], places=3)
    assert told_of() == set()
