"""How pages report that they were open before a reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from readership import bots, counting, visitors
from readership.slots import Record, read
from tests.reader.paper import Paper
from tests.readership.people import CHROME


@pytest.fixture
def spool(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    settings.VIEWS_SPOOL = tmp_path
    counting.spool.cache_clear()
    visitors.forget()
    yield tmp_path
    counting.spool.cache_clear()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A browser that does not say it has no person before it."""
    page = browser.new_page(user_agent=CHROME)
    yield page
    page.close()


def counted(spool: Path) -> list[Record]:
    return list(read(spool.glob("*.views")))


def test_a_page_reports_itself_after_a_second_where_requests_do_not_tell(
    reader: Page, live_server: object, paper: Paper, spool: Path, settings: Settings
) -> None:
    settings.VIEWS_FROM = "beacon"
    with reader.expect_response("**/views/*/hy/") as answer:
        reader.goto(f"{live_server}{paper.article.version('hy').get_absolute_url()}")
        assert counted(spool) == []
    assert answer.value.status == 204
    (record,) = counted(spool)
    assert (record.article, record.language) == (paper.article.pk, "hy")


def test_a_page_says_nothing_where_its_request_was_counted(
    reader: Page, live_server: object, paper: Paper, spool: Path
) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(f"{live_server}{paper.article.version('en').get_absolute_url()}")
    reader.wait_for_timeout(1500)
    assert [url for url in asked if "/views/" in url and url.endswith("/en/")] == []
    assert len(counted(spool)) == 1


def test_a_page_fetched_ahead_is_counted_when_it_is_opened_and_not_before(
    reader: Page, live_server: object, paper: Paper, spool: Path
) -> None:
    reader.goto(f"{live_server}/en/")
    link = reader.locator(".front__latest .card__title a").first
    link.hover()
    reader.wait_for_timeout(1000)
    assert counted(spool) == []
    with reader.expect_response("**/views/*/en/"):
        link.click()
    assert len(counted(spool)) == 1


def test_the_browsers_of_tests_are_no_readers() -> None:
    assert bots.is_bot(CHROME.replace("Chrome", "HeadlessChrome"))
    assert not bots.is_bot(CHROME)
