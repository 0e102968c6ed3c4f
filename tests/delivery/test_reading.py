"""Which database is asked, and who asks it. What a real replica does is in test_replica.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections, router, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from categories.models import Category
from delivery.replica import REPLICA, reading, replica
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
READER: dict[str, str] = {}
STAFF = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=anything"}


@pytest.fixture
def trusted(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A replica that is taken for good, though it is an empty file and fails whatever it is asked."""
    connections.settings[REPLICA] = {
        **connections.settings[DEFAULT_DB_ALIAS],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "replica.sqlite3"),
        "OPTIONS": {},
    }
    connections[REPLICA].connect()
    monkeypatch.setattr(replica, "_good_until", float("inf"))
    yield
    connections[REPLICA].close()
    del connections[REPLICA], connections.settings[REPLICA]


@pytest.fixture
def story(trusted: None) -> Article:
    factories.make_publication()
    return factories.make_article()


def asked(environ: dict[str, str]) -> str:
    """Return which database is asked for a page."""
    return reading(environ, lambda: Category.objects.all().db)


def test_readers_ask_the_replica_and_the_staff_the_primary(trusted: None) -> None:
    assert (asked(READER), asked(STAFF)) == (REPLICA, DEFAULT_DB_ALIAS)
    assert Category.objects.all().db == DEFAULT_DB_ALIAS


def test_a_replica_that_fell_behind_or_failed_is_not_asked(
    trusted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in (replica.fall_behind, replica.give_up):
        monkeypatch.setattr(replica, "_good_until", float("inf"))
        assert asked(READER) == REPLICA
        step()
        assert asked(READER) == DEFAULT_DB_ALIAS


def test_a_replica_that_cannot_be_checked_is_not_asked(
    trusted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "_wanted", "0/1")
    with pytest.raises(DatabaseError):
        replica.check()
    assert asked(READER) == DEFAULT_DB_ALIAS


def test_a_page_that_the_replica_fails_to_make_is_made_by_the_primary(story: Article) -> None:
    address = story.version("en").get_absolute_url()
    with CaptureQueriesContext(connections[REPLICA]) as tried:
        assert Client().get(address).status_code == 200
        assert Client().get("/en/").status_code == 200
    assert len(tried) == 1
    assert replica.is_usable() is False


def test_a_page_that_does_not_exist_is_not_found_by_the_primary_either(story: Article) -> None:
    with CaptureQueriesContext(connections[REPLICA]) as tried:
        assert Client().get("/en/no-such-place/at-all/").status_code == 404
    assert len(tried) == 1


def test_what_a_page_is_made_of_is_noted_once_more(story: Article) -> None:
    answer = Client().get(story.version("en").get_absolute_url())
    assert f"text:{story.pk}:en" in answer.made_of.names()  # type: ignore[attr-defined]


def test_another_failure_of_a_page_is_not_tried_again(trusted: None) -> None:
    tries: list[int] = []

    def fail() -> None:
        tries.append(1)
        raise ValueError("a mistake of ours")

    with pytest.raises(ValueError, match="a mistake of ours"):
        reading(READER, fail)
    assert (len(tries), replica.is_usable()) == (1, True)


def test_a_failure_of_both_is_told(trusted: None) -> None:
    def fail() -> None:
        raise OperationalError("away")

    with pytest.raises(OperationalError, match="away"):
        reading(READER, fail)


def test_what_writes_or_locks_goes_to_the_primary_even_then(trusted: None) -> None:
    def write() -> Category:
        made = factories.make_category(slug="made")
        made._state.db = REPLICA  # as if it had been read there
        made.position = 7
        made.save(update_fields=["position"])
        with transaction.atomic():
            assert Category.objects.select_for_update().get(slug="made").position == 7
            assert Category.objects.get(slug="made").position == 7
        return made

    assert reading(READER, write)._state.db == DEFAULT_DB_ALIAS
    assert replica.is_usable()


def test_nothing_is_migrated_on_the_replica() -> None:
    assert router.allow_migrate(REPLICA, "articles") is False
    assert router.allow_migrate(DEFAULT_DB_ALIAS, "articles") is True


def test_health_tells_whether_the_replica_is_read(story: Article) -> None:
    former = Client().get("/health/")
    assert former.json()["replica"] == "ok"
    replica.fall_behind()
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()["replica"]) == (former.status_code, "not read")


def test_health_says_nothing_of_a_replica_that_there_is_not(transactional_db: None) -> None:
    assert "replica" not in Client().get("/health/").json()
