"""What a reader chose is there before anything is seen: on the next page, in another language, and back."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any

import pytest
from PIL import Image as Pillow
from playwright.sync_api import Browser, Page, Playwright, Route, expect

from tests.browser.paper import LANGUAGES
from tests.chromium import FLAGS, executable
from tests.reader.paper import Paper

LATEST = ".front__latest .card__title a"
DARK = 60  # how light a dark page is at most on the whole, of 255
# What the page looked like when it was painted for the first time.
NOTE_FIRST_PAINT = """
  new PerformanceObserver(() => {
    window.first ??= {
      ...document.documentElement.dataset,
      rem: parseFloat(getComputedStyle(document.documentElement).fontSize),
    };
  }).observe({ type: "paint", buffered: true });
"""


class Film:
    """Every frame that the browser shows of a page, as a viewer would see it."""

    def __init__(self, page: Page) -> None:
        self.frames: list[bytes] = []
        self.session = page.context.new_cdp_session(page)
        self.session.on("Page.screencastFrame", self._keep)
        self.session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})

    def _keep(self, frame: dict[str, Any]) -> None:
        self.frames.append(base64.b64decode(frame["data"]))
        self.session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    def lightness(self) -> list[float]:
        """Return how light each frame is on the whole, 0 to 255."""
        return [_lightness(frame) for frame in self.frames]


def _lightness(frame: bytes) -> float:
    with Pillow.open(BytesIO(frame)) as picture:
        levels = picture.convert("L").histogram()
    return sum(level * count for level, count in enumerate(levels)) / sum(levels)


def slow_down_scripts(page: Page) -> None:
    """Let scripts take their time, as on a slow network: a page that does not wait for them flashes."""

    def later(route: Route) -> None:
        page.wait_for_timeout(250)
        route.continue_()

    page.route("**/js/*.js", later)


def test_no_page_flashes_or_moves_before_the_choice_is_there(
    browser: Browser, live_server: object, paper: Paper
) -> None:
    page = browser.new_page(color_scheme="light", viewport={"width": 390, "height": 700})
    page.add_init_script(NOTE_FIRST_PAINT)
    page.goto(f"{live_server}/en/")
    page.locator("[data-theme-switch]").click()
    page.locator(".topline [data-size-step='1']").click()
    slow_down_scripts(page)
    film = Film(page)
    for language in LANGUAGES:
        page.goto(f"{live_server}{paper.article.version(language).get_absolute_url()}")
        page.reload()
        page.wait_for_function("window.first")
        first = page.evaluate("window.first")
        assert (first["theme"], first["size"], first["rem"]) == ("dark", "2", 18), language
    page.locator(".languages__link[lang=en]").click()
    page.wait_for_url("**/en/**")
    assert len(film.frames) > 6
    assert [light for light in film.lightness() if light > DARK] == []
    page.close()


def test_a_film_of_a_light_page_is_light(browser: Browser, live_server: object, paper: Paper) -> None:
    page = browser.new_page(color_scheme="light", viewport={"width": 390, "height": 700})
    film = Film(page)
    page.goto(f"{live_server}/en/")
    page.wait_for_timeout(300)
    assert max(film.lightness()) > 2 * DARK
    page.close()


def test_a_page_comes_back_as_it_was_left_and_in_the_theme_chosen_since(
    playwright: Playwright, live_server: object, paper: Paper
) -> None:
    """Playwright switches the back/forward cache off, which readers have."""
    chromium = playwright.chromium.launch(
        executable_path=executable(), args=list(FLAGS), ignore_default_args=["--disable-back-forward-cache"]
    )
    page = chromium.new_page(color_scheme="light")
    page.goto(f"{live_server}/en/")
    page.evaluate("addEventListener('pageshow', (event) => { window.cameBack = event.persisted; })")
    page.evaluate("location.href = document.querySelector('.sections a').href")
    page.wait_for_url("**/en/world/")
    page.locator("[data-theme-switch]").click()
    page.evaluate("history.back()")
    page.wait_for_url("**/en/", wait_until="commit")
    page.wait_for_function("window.cameBack === true")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("[data-theme-switch]")).to_have_attribute("aria-pressed", "true")
    chromium.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_is_fetched_ahead_when_the_pointer_rests_on_it_and_nothing_else_is(
    browser: Browser, live_server: object, paper: Paper, language: str
) -> None:
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    ahead: list[str] = []
    session.on("Preload.prefetchStatusUpdated", lambda update: ahead.append(update["prefetchUrl"]))
    session.send("Preload.enable")
    page.goto(f"{live_server}/{language}/")
    for place in (
        ".languages__link >> nth=1",
        ".sections a >> nth=0",
        f"{LATEST} >> nth=0",
    ):
        page.locator(place).hover()
        page.wait_for_timeout(500)
    story = page.locator(LATEST).first.evaluate("(link) => link.href")
    assert set(ahead) == {story}
    page.close()
