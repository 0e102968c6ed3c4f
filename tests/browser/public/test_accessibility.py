"""WCAG 2.2 AA on every kind of public page: by axe, in every language, theme and width, and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import Browser, Page, Route

from languages import registry
from tests.browser import axe
from tests.browser.paper import LANGUAGES, addresses
from tests.reader.paper import Paper

# Beside the widths at which axe looks at pages; the narrowest is that of WCAG 1.4.10.
FURTHER_WIDTHS = (320, 820)
PARTS = 4  # so that no worker waits long for the other
# Where the focus is: what it is on, whether it can be seen there, and whether it is marked.
FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const seen = [0.25, 0.5, 0.75].every((part) => {
    const there = document.elementFromPoint(x, box.top + part * box.height);
    return there && (at.contains(there) || there.contains(at));
  });
  const style = getComputedStyle(at);
  return {
    what: at.outerHTML.slice(0, 160),
    seen,
    marked: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2,
    large: box.width >= 24 && box.height >= 24,
    inText: style.display === "inline",
  };
}"""
KINDS = ("", "world/?page=2", "search/?q=%25%25", "nothing/of/the/kind/")


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_the_screen_and_axe_finds_nothing_to_complain_of(
    browser: Browser, live_server: object, paper: Paper, language: str, part: int
) -> None:
    page = browser.new_page(reduced_motion="reduce")
    apologise(page, f"{live_server}", language)
    paths = (*addresses(paper, language), *(f"/{language}/broken/{number}/" for number in (400, 500)))
    for path in paths[part::PARTS]:
        page.goto(f"{live_server}{path}")
        for width in FURTHER_WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert not page.evaluate(axe.WIDE), f"{path} at {width} px"
        axe.look_at(page)
    page.close()


@pytest.mark.parametrize(("language", "width"), [("en", 390), ("hy", 1440)])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_focus_is_always_seen_whichever_way_it_walks(
    browser: Browser, live_server: object, paper: Paper, language: str, width: int, key: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700}, reduced_motion="reduce")
    story = paper.article.version(language).get_absolute_url()
    for path in (story, *(f"/{language}/{kind}" for kind in KINDS)):
        page.goto(f"{live_server}{path}")
        places = walk(page, key)
        assert len(places) > 15, path
        for place in places:
            assert place["seen"], (path, place["what"])
            assert place["marked"], (path, place["what"])
            assert place["large"] or place["inText"], (path, place["what"])  # WCAG 2.5.8
    page.close()


def test_the_first_step_leads_past_the_head_of_the_page(
    page: Page, live_server: object, paper: Paper
) -> None:
    page.goto(f"{live_server}/hy/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def walk(page: Page, key: str) -> list[dict[str, Any]]:
    """Press a key until the focus has left the page; return every place it was at."""
    places: list[dict[str, Any]] = []
    for _ in range(300):
        page.keyboard.press(key)
        place = page.evaluate(FOCUS)
        if place is None or (places and place["what"] == places[0]["what"] and len(places) > 15):
            return places
        places.append(place)
    raise AssertionError("the focus never leaves the page")


def apologise(page: Page, site: str, language: str) -> None:
    """Let the site answer with the pages it shows when a request makes no sense, or when it breaks."""

    def answer(route: Route) -> None:
        number = route.request.url.rstrip("/").rsplit("/", 1)[1]
        with translation.override(language):
            body = render_to_string(f"reader/{number}.html", {"language": registry.get(language)})
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    page.route(f"{site}/{language}/broken/*/", answer)
