from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import Settings

from readership import counting, visitors
from readership.counting import count_view
from readership.fold import fold
from tests.factories import make_article
from tests.readership.people import person

pytestmark = pytest.mark.django_db
WELL = {"database": "ok", "spool": "ok", "views_lost": 0, "waiting": 0}


@pytest.fixture(autouse=True)
def spool(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.VIEWS_SPOOL = tmp_path / "views"
    counting.spool.cache_clear()
    visitors.forget()
    yield tmp_path / "views"
    counting.spool.cache_clear()  # the next test shall not be told of views that these lost


def asked(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/health/")
    return response.status_code, response.json()


def test_a_process_that_is_well_says_so_without_a_cookie_and_is_never_cached(client: Client) -> None:
    client.cookies["sessionid"] = "spoilt"
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (200, WELL)
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies and "Cookie" not in response.headers.get("Vary", "")


def test_it_may_be_asked_without_https_past_the_proxy(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/health/").status_code == 200
    assert Client().get("/en/").status_code == 301


def test_asking_leaves_nothing_in_the_spool(client: Client, spool: Path) -> None:
    asked(client)
    assert list(spool.iterdir()) == []


def test_a_database_that_is_away_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("away")

    monkeypatch.setattr(connection, "cursor", away)
    assert asked(client) == (503, {**WELL, "database": "failed"})


def test_a_spool_that_cannot_be_written_is_told(client: Client, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    settings.VIEWS_SPOOL = tmp_path / "a file" / "views"
    counting.spool.cache_clear()
    assert asked(client) == (503, {**WELL, "spool": "failed"})


def test_views_that_were_lost_are_told_until_the_process_ends(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = make_article()

    def full(file: int, start: int, length: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "posix_fallocate", full)
        assert not count_view(person(), story.pk, "en")
        assert not count_view(person(), story.pk, "en")
    assert count_view(person(), story.pk, "en")
    fold()
    assert asked(client) == (503, {**WELL, "views_lost": 2})


def test_it_is_read_only(client: Client) -> None:
    assert client.post("/health/").status_code == 405
    assert client.head("/health/").status_code == 200
