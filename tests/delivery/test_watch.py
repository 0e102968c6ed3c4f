"""A database that goes away in the middle of a look costs no change: what was not dropped is dropped next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from articles.models import Article
from delivery import log
from delivery.clock import LOOK_ANEW, Clock
from delivery.models import Change
from tests import factories
from tests.delivery.site import Site, rewrite

pytestmark = pytest.mark.django_db


@contextmanager
def going_away(after: int) -> Iterator[None]:
    """Answer so many queries, and then none."""
    left = [after]

    def answer(execute: Callable[..., Any], *arguments: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise OperationalError("away")
        return execute(*arguments)

    with connection.execute_wrapper(answer), pytest.raises(OperationalError, match="away"):
        yield


@pytest.fixture
def site(db: None) -> Site:
    factories.make_publication()
    found = Site()
    found.watch.look()
    return found


@pytest.fixture
def story(site: Site) -> Article:
    made = factories.make_article(languages=("en", "ru"))
    site.watch.look()
    return made


@pytest.mark.parametrize("after", [0, 1])
def test_an_edit_is_dropped_though_only_a_part_of_a_look_succeeds(
    site: Site, story: Article, after: int
) -> None:
    address = story.version("en").get_absolute_url()
    site.get(address)
    rewrite(story, "Another lead.")
    with going_away(after):
        site.watch.look()
    assert (address in site.kept()) is (after == 0)
    site.watch.look()
    assert b"Another lead." in site.get(address).body


def test_rows_of_which_only_some_could_be_read_leave_nothing_old(
    site: Site, story: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = story.version("en").get_absolute_url()
    site.get(address)
    monkeypatch.setattr(log, "AT_ONCE", 1)
    rewrite(story, "Another lead.")
    Change.objects.create(touched=[["card:0:en", None]])
    with going_away(1):
        site.watch.look()
    site.watch.look()
    assert b"Another lead." in site.get(address).body


def test_an_hour_that_was_set_is_known_though_it_could_not_be_looked_up_at_once(
    site: Site, story: Article
) -> None:
    now = timezone.now()
    clock = Clock(now)
    assert clock.passed(changed=True, now=now) == set()
    Article.objects.filter(pk=story.pk).update(withdrawn_at_en=now + timedelta(seconds=LOOK_ANEW / 6))
    with going_away(0):
        clock.passed(changed=True, now=now + timedelta(seconds=1))
    touched = clock.passed(changed=False, now=now + timedelta(seconds=LOOK_ANEW / 2))
    assert f"text:{story.pk}:en" in {change.key for change in touched}
