"""What only a browser shows of the public pages: they fit, they are accessible, they ask nobody else."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from articles.models import Article
from tests.browser.paper import LANGUAGES, addresses, make_paper

WIDTHS = (320, 390, 820, 1440)


@pytest.fixture
def story(transactional_db: None) -> Article:
    return make_paper()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_the_screen(
    browser: Browser, live_server: object, story: Article, language: str
) -> None:
    page = browser.new_page()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for path in addresses(story, language):
            page.goto(f"{live_server}{path}")
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, f"{path} at {width} px is {overflow} px too wide"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_to_complain_of(
    browser: Browser, live_server: object, story: Article, language: str, scheme: str
) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    for path in addresses(story, language):
        page.goto(f"{live_server}{path}")
        results = Axe().run(page)
        assert results.violations_count == 0, f"{path}: {results.generate_report()}"
    page.close()


def test_a_page_asks_no_other_host_and_leaves_no_cookie(
    page: Page, live_server: object, story: Article
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    for language in LANGUAGES:
        for path in addresses(story, language)[:-2]:
            page.goto(f"{live_server}{path}", wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith(str(live_server))] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize(("language", "face"), [("en", "latin"), ("ru", "cyrillic"), ("hy", "armenian")])
def test_a_story_is_set_in_the_small_fonts_of_its_own_language(
    page: Page, live_server: object, story: Article, language: str, face: str
) -> None:
    page.goto(f"{live_server}{story.version(language).get_absolute_url()}", wait_until="networkidle")
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(e => e.name).filter(n => n.endsWith('.woff2'))"
    )
    serif = {name.rsplit("/", 1)[1] for name in loaded if "/serif-" in name}
    assert serif == {"serif-base.woff2", f"serif-{face}.woff2"}
