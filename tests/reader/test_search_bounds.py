"""A search looks through the newest stories only, and says so when there are others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from reader.views import search
from tests.factories import make_article, make_category
from tests.reader.reading import headlines, links, read, text

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 14, 8, tzinfo=UTC)  # in Yerevan


@pytest.fixture(autouse=True)
def two_are_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LOOKED_THROUGH", 2)


def fill(count: int, *languages: str) -> None:
    """Publish stories called "Lake 1", "Lake 2" ..., each a day older than the one before."""
    world = make_category(slug="world")
    for number in range(count):
        moment = NOON - timedelta(days=number)
        make_article(
            title=f"Lake {number + 1}", category=world, published_at=moment, languages=languages or ("en",)
        )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Only stories since 12 March 2026 were looked through."),
        ("ru", "Поиск шёл только среди материалов, опубликованных после 12 марта 2026."),
        ("hy", "Որոնվել են միայն այն նյութերը, որոնք հրապարակվել են 12 մարտի, 2026-ից հետո։"),
    ],
)
def test_a_reader_is_told_since_when_was_looked_and_where_the_older_ones_are(
    client: Client, language: str, words: str
) -> None:
    fill(3, "en", "ru", "hy")

    page = read(client, f"/{language}/search/?q=lake")

    assert headlines(page) == ["Lake 1", "Lake 2"]
    assert text(page, "main .note").startswith(words)
    assert links(page, "main .note a") == [f"/{language}/archive/2026/03/12/"]
    assert text(read(client, f"/{language}/search/?q=nowhere"), "main .note").startswith(words)


def test_nothing_is_said_when_all_was_looked_through(client: Client) -> None:
    fill(2)

    assert headlines(read(client, "/en/search/?q=lake")) == ["Lake 1", "Lake 2"]
    for address in ("/en/search/?q=lake", "/en/search/?q=nowhere", "/en/search/"):
        assert read(client, address).select("main .note") == []


def test_only_stories_of_the_language_count(client: Client) -> None:
    fill(2, "ru")
    make_article(title="Lake in English", published_at=NOON - timedelta(days=9))

    page = read(client, "/en/search/?q=lake")

    assert headlines(page) == ["Lake in English"]
    assert page.select("main .note") == []


def test_five_thousand_are_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    assert search.LOOKED_THROUGH == 5_000
