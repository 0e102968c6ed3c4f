from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from articles.models import Article
from readership import counting, visitors
from readership.slots import Record, read
from tests.factories import make_article, make_withdrawn
from tests.readership.people import CHROME, GOOGLEBOT

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


@pytest.fixture(autouse=True)
def spool(settings: Settings, tmp_path: Path) -> Path:
    settings.VIEWS_SPOOL = tmp_path
    counting.spool.cache_clear()
    visitors.forget()
    return tmp_path


@pytest.fixture
def story() -> Article:
    return make_article(languages=("en",))


def counted(spool: Path) -> list[Record]:
    return list(read(spool.glob("*.views")))


def report(story: int, language: str = "en", body: str = "", **headers: str) -> Any:
    said = {"user-agent": CHROME, "origin": HERE, "sec-fetch-site": "same-origin", **headers}
    browser = Client(enforce_csrf_checks=True)
    return browser.post(f"/views/{story}/{language}/", body, content_type="text/plain", headers=said)


def test_a_page_that_was_seen_is_a_view_and_leaves_nothing_behind(story: Article, spool: Path) -> None:
    response = report(story.pk, body="https://t.me/meridian")
    assert (response.status_code, response.content) == (204, b"")
    assert not response.cookies and "no-store" in response.headers["Cache-Control"]
    (record,) = counted(spool)
    assert (record.article, record.language, record.host) == (story.pk, "en", "t.me")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_other_sites_cannot_report(story: Article, spool: Path, headers: dict[str, str]) -> None:
    assert report(story.pk, **headers).status_code == 403
    assert counted(spool) == []


@pytest.mark.parametrize(
    "headers",
    [{"user-agent": GOOGLEBOT}, {"user-agent": ""}, {"sec-purpose": "prefetch"}, {"cookie": "sessionid=1"}],
)
def test_who_is_no_reader_is_answered_and_not_counted(
    story: Article, spool: Path, headers: dict[str, str]
) -> None:
    assert report(story.pk, **headers).status_code == 204
    assert counted(spool) == []


def test_a_story_that_readers_cannot_see_is_not_found(story: Article, spool: Path) -> None:
    for number, language in ((story.pk, "ru"), (make_withdrawn().pk, "en"), (999_999, "en")):
        assert report(number, language).status_code == 404
    assert counted(spool) == []


def test_asking_is_not_reporting(client: Client, story: Article, spool: Path) -> None:
    assert client.get(f"/views/{story.pk}/en/").status_code == 405
    assert counted(spool) == []


def test_while_the_database_is_away_the_page_is_believed(
    story: Article, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(language: str) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(Article.objects, "live", away)
    assert report(story.pk).status_code == 204
    assert len(counted(spool)) == 1
