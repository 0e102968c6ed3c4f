"""Two web processes on one database: an edit is seen by both within a second, whatever happens to them."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest
from django.db import connection
from django.utils import timezone

from articles import workflow
from articles.models import Article
from articles.states import State
from tests import factories
from tests.articles.rows import again
from tests.delivery.servers import Tunnel, Web, database, web
from tests.delivery.site import rewrite

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
A_SECOND = 1.0
SOON = 3.0  # seconds: one, and what a busy machine adds now and then


@pytest.fixture
def story(transactional_db: None) -> Article:
    if connection.vendor != "postgresql":
        pytest.skip("a database in memory is not seen by other processes")
    factories.make_publication()
    return factories.make_article(languages=("en", "ru"))


@pytest.fixture
def processes(story: Article, tmp_path: Path) -> Iterator[tuple[Web, Web]]:
    with web(database(), tmp_path) as first, web(database(), tmp_path) as second:
        yield first, second


def test_an_edit_is_seen_by_both_within_a_second(story: Article, processes: tuple[Web, Web]) -> None:
    address = story.version("en").get_absolute_url()
    took = []
    for number in range(3):
        for process in processes:
            process.get(address)
        rewrite(story, f"Edit {number}.")
        took += [process.seconds_until(address, f"Edit {number}.") for process in processes]
    assert median(took) < A_SECOND
    assert max(took) < SOON


def test_what_goes_out_or_is_taken_back_is_seen_by_both_within_a_second(
    story: Article, processes: tuple[Web, Web]
) -> None:
    soon = factories.make_article(category=story.category, state=State.DRAFT, title="At that hour")
    for process in processes:
        assert "At that hour" not in process.get("/en/")[1]
    hour = timezone.now() + timedelta(seconds=3)
    workflow.schedule(again(soon).version("en"), at=hour, by=None)
    for process in processes:
        while "At that hour" not in process.get("/en/")[1]:
            assert timezone.now() < hour + timedelta(seconds=SOON)
            time.sleep(0.02)
        assert timezone.now() >= hour
    workflow.withdraw(again(soon).version("en"), by=None)
    for process in processes:
        assert process.seconds_until("/en/", "At that hour", there=False) < SOON


def test_a_process_that_was_stopped_shows_nothing_old_a_second_after_it_goes_on(
    story: Article, processes: tuple[Web, Web]
) -> None:
    address = story.version("en").get_absolute_url()
    stopped, _ = processes
    stopped.get(address)
    stopped.send(signal.SIGSTOP)
    try:
        rewrite(story, "While it slept.")
        time.sleep(3)
    finally:
        stopped.send(signal.SIGCONT)
    assert stopped.seconds_until(address, "While it slept.") < SOON


def test_pages_outlive_the_database_and_are_true_again_when_it_is_back(
    story: Article, tmp_path: Path
) -> None:
    address = story.version("en").get_absolute_url()
    tunnel = Tunnel()
    with web(database(tunnel.port), tmp_path) as process:
        former = process.get(address)
        tunnel.cut()
        assert process.get("/health/")[0] == 503
        rewrite(story, "While it was away.")
        assert [process.get(address) for _ in range(3)] == [former] * 3
        assert process.get("/en/")[0] == 500
        tunnel.mend()
        process.seconds_until(address, "While it was away.")
        assert process.get("/health/")[0] == 200
        assert process.get("/en/")[0] == 200
    tunnel.close()
