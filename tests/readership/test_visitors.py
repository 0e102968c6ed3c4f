from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from pytest_django import Settings

from readership import visitors
from readership.models import Salt
from readership.slots import NOBODY
from readership.visitors import client_address, visit_key
from tests.readership.people import FIREFOX, person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 29, 0, 0, tzinfo=UTC)


def key(*, now: datetime = NOON, article: int = 1, language: str = "en", **who: str) -> bytes:
    return visit_key(person(**who), article, language, milliseconds(now))[0]


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def test_a_visit_is_known_again_and_told_from_every_other() -> None:
    assert key() == key(now=NOON + timedelta(hours=3))
    others = [
        key(address="203.0.113.8"),
        key(user_agent=FIREFOX),
        key(article=2),
        key(language="ru"),
        key(now=NOON + timedelta(days=1)),
    ]
    assert len({key(), *others}) == 6


def test_processes_know_the_same_visit() -> None:
    first = key()
    visitors.forget()
    assert key() == first


def test_without_the_salt_of_its_day_nobody_can_tell_whose_visit_it_was() -> None:
    first = key()
    visitors.forget()
    Salt.objects.all().delete()
    assert key() != first


def test_after_midnight_a_visit_is_still_known_for_half_an_hour() -> None:
    def numbers(minute: int) -> tuple[bytes, bytes]:
        return visit_key(person(), 1, "en", milliseconds(MIDNIGHT + timedelta(minutes=minute)))

    (yesterday, none), (today, before), later = numbers(-1), numbers(29), numbers(31)
    assert none == NOBODY and before == yesterday != today
    assert later == (today, NOBODY)


def test_midnight_needs_no_database(django_assert_num_queries: Any) -> None:
    key()
    with django_assert_num_queries(0):
        key(now=MIDNIGHT + timedelta(minutes=1))


def test_a_process_that_begins_without_the_database_counts_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[object] = []

    def gone(day: object) -> bytes:
        asked.append(day)
        raise OperationalError("the database is away")

    with monkeypatch.context() as away:
        away.setattr(Salt, "of", gone)
        assert key() == key() != key(address="203.0.113.8")
        assert len(asked) == 1  # it does not knock for every reader
    assert "no salt from the database" in caplog.text


@pytest.mark.parametrize(
    ("proxies", "chain", "address"),
    [
        (0, "198.51.100.1", "203.0.113.7"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1, 192.0.2.9 , 198.51.100.1", "198.51.100.1"),
        (2, "192.0.2.66, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "10.0.0.1", "203.0.113.7"),
        (1, "", "203.0.113.7"),
        (1, "nonsense", "nonsense"),
        (1, f"{'9.9.9.9, ' * 5000}198.51.100.1", "198.51.100.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Settings, proxies: int, chain: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": chain} if chain else {}
    assert client_address(person(**headers)) == address


def test_a_device_is_known_by_the_network_of_its_many_addresses() -> None:
    assert client_address(person("2001:db8:1:2::aaaa")) == client_address(person("2001:db8:1:2:9:9:9:9"))
    assert client_address(person("2001:db8:1:3::aaaa")) != client_address(person("2001:db8:1:2::aaaa"))
    assert client_address(person("::ffff:198.51.100.1")) == "198.51.100.1"
