"""What only a browser shows of public pages: they ask nobody else, they keep still and to their budgets."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Request, Route

from tests.browser.paper import LANGUAGES
from tests.reader.paper import Paper

# What the first view of a story may weigh, in bytes as they travel: text by Brotli, fonts as they are.
BUDGETS = {"html": 20_000, "css": 14_000, "js": 12_000, "woff2": 90_000}
LARGEST_SHIFT = 0.002
SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""


def test_a_page_asks_no_other_host_and_leaves_no_cookie(
    page: Page, live_server: object, paper: Paper
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    for language in LANGUAGES:
        for path in paper.pages(language):
            page.goto(f"{live_server}{path}")
    assert asked
    assert [url for url in asked if not url.startswith(str(live_server))] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize(("language", "face"), [("en", "latin"), ("ru", "cyrillic"), ("hy", "armenian")])
def test_a_story_is_set_in_the_small_fonts_of_its_own_language(
    page: Page, live_server: object, paper: Paper, language: str, face: str
) -> None:
    page.goto(f"{live_server}{paper.article.version(language).get_absolute_url()}", wait_until="networkidle")
    serif = {name.rsplit("/", 1)[1] for name in loaded(page, ".woff2") if "/serif-" in name}
    assert serif == {"serif-base.woff2", f"serif-{face}.woff2"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_of_a_story_keeps_to_its_budget(
    page: Page, live_server: object, paper: Paper, language: str, client: Client
) -> None:
    path = paper.article.version(language).get_absolute_url()
    page.set_viewport_size({"width": 412, "height": 823})
    page.goto(f"{live_server}{path}", wait_until="networkidle")
    weights = {
        "html": len(brotli.compress(client.get(path).content)),
        "css": sum(travels(url) for url in loaded(page, ".css")),
        "js": sum(travels(url) for url in loaded(page, ".js")),
        "woff2": sum(len(content(url)) for url in loaded(page, ".woff2")),
    }
    assert all(weights.values())
    assert {kind: weight for kind, weight in weights.items() if weight > BUDGETS[kind]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_on_a_page_moves_after_it_is_shown(
    browser: Browser, live_server: object, paper: Paper, language: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    page.add_init_script("localStorage.setItem('size', '3'); localStorage.setItem('theme', 'dark');")
    for path in (f"/{language}/", paper.article.version(language).get_absolute_url()):
        page.goto(f"{live_server}{path}", wait_until="networkidle")
        for _ in range(4):  # the bar that stays changes on the way
            page.mouse.wheel(0, 700)
            page.wait_for_timeout(60)
        page.wait_for_selector("[data-bar][data-compact]")
        assert page.evaluate("window.shifted") <= LARGEST_SHIFT, path
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_that_come_late_move_nothing(
    browser: Browser, live_server: object, paper: Paper, language: str
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 800})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.woff2", hold)
    page.add_init_script(SHIFTS)
    page.goto(f"{live_server}/{language}/", wait_until="domcontentloaded")
    page.wait_for_timeout(600)  # a browser waits a moment for fonts that are preloaded
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    assert held
    assert page.evaluate("window.shifted") == 0
    page.close()


def loaded(page: Page, suffix: str) -> list[str]:
    """Return the paths of the files that a page has asked for."""
    asked: list[str] = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    return sorted({path for url in asked if (path := urlsplit(url).path).endswith(suffix)})


def content(path: str) -> bytes:
    return Path(str(finders.find(path.removeprefix("/static/")))).read_bytes()


def travels(path: str) -> int:
    return len(brotli.compress(content(path)))
