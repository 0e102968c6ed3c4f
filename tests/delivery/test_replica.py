"""Two web processes, one PostgreSQL and a real replica of it: readers' pages come from the replica while it
shows what changed, and from the primary else."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median

import pytest
from django.conf import settings
from django.db import connection

from articles.models import Article
from tests import factories
from tests.delivery.servers import Tunnel, Web, database, web
from tests.delivery.site import rewrite
from tests.delivery.standby import Standby, standby

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]
A_SECOND = 1.0
SOON = 3.0  # seconds: one, and what a busy machine adds now and then
A_WHILE = 9.0  # seconds within which whoever watches the site learns that the database is away
PATIENCE = 20.0  # seconds
NUMBERS = count()


@pytest.fixture(scope="module")
def copy(django_db_setup: None) -> Iterator[Standby]:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no replicas")
    with standby() as found:
        yield found


@pytest.fixture
def story(copy: Standby, transactional_db: None) -> Article:
    factories.make_publication()
    return factories.make_article(languages=("en", "ru"))


@pytest.fixture(scope="module")
def pair(copy: Standby, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Web, Web]]:
    """One of them waits for the disk when it saves, as servers do, the other does not, as tests do."""
    named = {"DATABASE_REPLICA_URL": database(copy.port)}
    waiting, folder = f"{database()}?options=-c%20synchronous_commit%3Don", tmp_path_factory.mktemp("webs")
    with web(waiting, folder, **named) as first, web(database(), folder, **named) as second:
        yield first, second


@pytest.fixture
def processes(story: Article, pair: tuple[Web, Web]) -> tuple[Web, Web]:
    for process in pair:
        wait_until_told(process, "ok")
        process.seconds_until("/en/search/?q=lake", story.version("en").title)  # the replica has the story
    return pair


def told(process: Web) -> str:
    """Return what a process says of the replica."""
    return str(json.loads(process.get("/health/")[1])["replica"])


def wait_until_told(process: Web, wanted: str) -> None:
    began = time.monotonic()
    while told(process) != wanted:
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.05)


def never_kept() -> str:
    """Return the address of a page that is made anew each time."""
    return f"/en/search/?q=word{next(NUMBERS)}"


def wait_until_read(copy: Standby, process: Web) -> None:
    """Ask for pages until one is made from the replica: after a change they are not, for a moment."""
    began, before = time.monotonic(), copy.reads()
    while copy.reads() == before:
        assert time.monotonic() - began < PATIENCE
        assert process.get(never_kept())[0] == 200


def test_pages_are_made_from_the_replica_and_edits_are_seen_by_both_within_a_second(
    story: Article, processes: tuple[Web, Web], copy: Standby
) -> None:
    address = story.version("en").get_absolute_url()
    for process in processes:
        wait_until_read(copy, process)
        assert process.get(address)[0] == 200
    took = []
    for number in range(5):
        rewrite(story, f"Edit {number}.")
        took += [process.seconds_until(address, f"Edit {number}.") for process in processes]
    assert median(took) < A_SECOND
    assert max(took) < SOON


def test_the_staff_reads_from_the_primary(story: Article, processes: tuple[Web, Web], copy: Standby) -> None:
    process, _ = processes
    address = story.version("en").get_absolute_url()
    wait_until_read(copy, process)
    before = copy.reads()
    assert process.get(address, Cookie=f"{settings.SESSION_COOKIE_NAME}=anything")[0] == 200
    assert process.get("/admin/login/")[0] == 200
    assert copy.reads() == before
    wait_until_read(copy, process)


def test_nothing_old_is_shown_while_the_replica_is_behind_nor_after(
    story: Article, processes: tuple[Web, Web], copy: Standby
) -> None:
    address = story.version("en").get_absolute_url()
    for process in processes:
        process.get(address)
    copy.pause()
    try:
        rewrite(story, "While it slept.")
        took = [process.seconds_until(address, "While it slept.") for process in processes]
        assert max(took) < SOON
        before = copy.reads()
        for process in processes:
            assert told(process) == "not read"
            assert "While it slept." in process.get("/en/feed.xml")[1]
            assert process.get(never_kept())[0] == 200
        time.sleep(1)
        assert ["While it slept." in process.get(address)[1] for process in processes] == [True, True]
        assert copy.reads() == before
    finally:
        copy.resume()
    for process in processes:
        wait_until_read(copy, process)
        assert "While it slept." in process.get(address)[1]


def test_a_replica_that_dies_costs_no_reader_a_page_and_is_read_again_when_it_is_back(
    story: Article, processes: tuple[Web, Web], copy: Standby
) -> None:
    process, other = processes
    copy.stop()
    try:
        statuses = [found.get(never_kept())[0] for _ in range(5) for found in processes]
        assert statuses == [200] * 10
        assert process.get("/en/nothing-here/")[0] == 404
        rewrite(story, "While it was dead.")
        address = story.version("en").get_absolute_url()
        assert other.seconds_until(address, "While it was dead.") < SOON
        assert process.get("/health/")[0] == 200
    finally:
        copy.start()
    for found in processes:
        wait_until_read(copy, found)


def test_a_replica_that_hangs_is_not_read_any_more(
    story: Article, processes: tuple[Web, Web], copy: Standby
) -> None:
    for process in processes:
        wait_until_read(copy, process)
    copy.send(signal.SIGSTOP)
    try:
        for process in processes:
            wait_until_told(process, "not read")
            assert process.get(never_kept())[0] == 200
    finally:
        copy.send(signal.SIGCONT)
    for process in processes:
        wait_until_told(process, "ok")


def test_new_pages_are_made_from_the_replica_while_the_primary_is_away(
    story: Article, copy: Standby, tmp_path: Path
) -> None:
    tunnel = Tunnel()
    named = {"DATABASE_REPLICA_URL": database(copy.port)}
    with web(database(tunnel.port), tmp_path, **named) as process:
        wait_until_told(process, "ok")
        tunnel.cut()
        began = time.monotonic()
        assert process.get("/health/")[0] == 503
        assert time.monotonic() - began < A_WHILE
        assert process.get(story.version("en").get_absolute_url())[0] == 200
        tunnel.mend()
        rewrite(story, "It is back.")
        process.seconds_until(story.version("en").get_absolute_url(), "It is back.")
    tunnel.close()
