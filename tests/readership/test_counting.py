from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from articles.models import Article
from articles.states import State
from readership.counting import count_view, referring_host
from readership.slots import Record, read
from tests import cast
from tests.factories import make_article, make_withdrawn
from tests.readership.people import CHROME, GOOGLEBOT, person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def waiting(spool: Path) -> list[Record]:
    return list(read(sorted(spool.glob("*.views"))))


@pytest.fixture
def story() -> Article:
    return make_article(languages=("en", "hy"))


def open_story(client: Client, story: Article, language: str = "en", **headers: str) -> Any:
    headers = {"user-agent": CHROME, **headers}
    return client.get(story.version(language).get_absolute_url(), headers=headers)


def test_an_opened_story_is_one_view_of_its_language(client: Client, story: Article, spool: Path) -> None:
    assert open_story(client, story, "hy").status_code == 200
    (record,) = waiting(spool)
    assert (record.article, record.language, record.host) == (story.pk, "hy", "")


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": GOOGLEBOT},
        {"user-agent": ""},
        {"user-agent": "x" * 10_000},
        {"sec-purpose": "prefetch"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
        {"x-moz": "prefetch"},
        {"range": "bytes=0-99"},
        {"cookie": "theme=dark; sessionid=abc"},
    ],
)
def test_who_is_no_reader_is_not_counted(
    client: Client, story: Article, spool: Path, headers: dict[str, str]
) -> None:
    assert open_story(client, story, **headers).status_code == 200
    assert waiting(spool) == []
    open_story(client, story)
    assert len(waiting(spool)) == 1


def test_the_staff_are_not_counted(client: Client, story: Article, spool: Path) -> None:
    client.force_login(cast.editor())
    open_story(client, story)
    assert waiting(spool) == []


def test_only_a_page_that_was_shown_is_counted(client: Client, story: Article, spool: Path) -> None:
    address = story.version("en").get_absolute_url()
    client.head(address, headers={"user-agent": CHROME})
    client.post(address, headers={"user-agent": CHROME})
    for path in ("/en/", "/en/world/", f"/en/world/{story.pk}-", f"/ru/world/{story.pk}-x/", "/en/no/such/"):
        client.get(path, headers={"user-agent": CHROME})
    for hidden in (make_article(state=State.DRAFT), make_withdrawn()):
        open_story(client, hidden)
    assert waiting(spool) == []


def test_requests_are_not_counted_while_pages_report_themselves(
    client: Client, story: Article, spool: Path, settings: Settings
) -> None:
    settings.VIEWS_FROM = "beacon"
    open_story(client, story)
    assert waiting(spool) == []


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.google.com/search?q=lake", "google.com"),
        ("https://t.me/s/meridian", "t.me"),
        ("android-app://org.telegram.messenger/", "org.telegram.messenger"),
        ("https://пример.рф/новости", "xn--e1afmkfd.xn--p1ai"),
        ("https://testserver/en/", ""),
        ("", ""),
        ("not an address", ""),
        ("https://[broken", ""),
        (f"https://{'a' * 64}.example/", ""),
        (f"https://{'a.' * 200}example/", ""),
        ("https://a b.example/", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_of_where_a_reader_came_from_the_name_of_the_site_is_kept(address: str, host: str) -> None:
    assert referring_host(person(HTTP_REFERER=address)) == host


def test_a_view_that_the_disk_does_not_take_is_in_the_log_and_the_page_is_shown(
    client: Client, story: Article, settings: Settings, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings.VIEWS_SPOOL = tmp_path / "file" / "views"  # a folder that cannot be made
    assert open_story(client, story).status_code == 200
    assert "a view could not be stored" in caplog.text


def test_counting_asks_no_question_of_the_database_after_the_first(django_assert_num_queries: Any) -> None:
    assert count_view(person(), 1, "en", now=NOON)
    with django_assert_num_queries(0):
        for _ in range(50):
            assert count_view(person(), 1, "en", now=NOON)
