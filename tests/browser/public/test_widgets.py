"""Every button of a public page, in every language: what it does, what it says, and that it is remembered."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from articles.models import Article
from languages.dates import long_datetime
from tests.browser.paper import LANGUAGES
from tests.reader.paper import Paper

COPIED = {"en": "The link is copied", "ru": "Ссылка скопирована", "hy": "Հղումը պատճենված է"}
QUESTION = {"en": "What are you looking for?", "ru": "Что вы ищете?", "hy": "Ի՞նչ եք փնտրում։"}
SHARE = {
    "en": "Liked the story? Share it on social media!",
    "ru": "Понравился материал? Поделитесь им в соцсетях!",
    "hy": "Հավանեցի՞ք նյութը։ Կիսվե՛ք սոցիալական ցանցերում։",
}
NAMES = {"en": "Anna Petrosyan", "ru": "Анна Петросян", "hy": "Anna Petrosyan"}
# What stands around a story and belongs to the screen alone. Short words may stand in a story by chance.
ON_SCREEN_ONLY = """() => {
  const parts = ".topline, .bar, .tools, .share, .follow, .tags, .read-in, .block, .footer__links";
  const lines = [...document.querySelectorAll(parts)].flatMap((part) => part.innerText.split("\\n"));
  return lines.map((line) => line.trim()).filter((line) => line.length > 8);
}"""
WIDGETS = {
    "en": "Smaller text, Larger text, Night theme, Search, Print, Copy link, Share, Close",
    "ru": "Уменьшить текст, Увеличить текст, Ночная тема, Найти, Печать, Скопировать ссылку, Поделиться, "
    "Закрыть",
    "hy": "Փոքրացնել տեքստը, Մեծացնել տեքստը, Գիշերային տեսք, Որոնել, Տպել, Պատճենել հղումը, Կիսվել, Փակել",
}
SPOKEN = """() => {
  const widgets = [...document.querySelectorAll("button, [data-search-open]")];
  return widgets.map((widget) => widget.ariaLabel ?? widget.innerText.trim());
}"""
# A phone that has a share sheet, and notes what it is given.
SHARE_SHEET = """
  navigator.canShare = () => true;
  navigator.share = async (given) => { window.given = given; };
"""
LARGEST = 24  # pixels of a rem at 150 %


@pytest.fixture
def story(paper: Paper) -> Article:
    return paper.article


def unspaced(words: str) -> str:
    """Return a text without its spaces, which stand where the letters of a PDF leave room."""
    return "".join(words.split())


def background(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def rem(page: Page) -> float:
    size: float = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    return size


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_is_copied_and_the_page_says_so_in_its_own_language(
    page: Page, live_server: object, story: Article, language: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = f"{live_server}{story.version(language).get_absolute_url()}"
    page.goto(f"{address}?from=somewhere")
    page.locator("[data-copy]").click()
    expect(page.get_by_role("status").and_(page.locator("[data-toast]"))).to_have_text(COPIED[language])
    assert page.evaluate("navigator.clipboard.readText()") == address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_widget_speaks_the_language_of_the_page(
    page: Page, live_server: object, story: Article, language: str
) -> None:
    page.add_init_script(SHARE_SHEET)
    page.goto(f"{live_server}{story.version(language).get_absolute_url()}")
    assert list(dict.fromkeys(page.evaluate(SPOKEN))) == WIDGETS[language].split(", ")


def test_the_device_s_share_sheet_is_given_the_clean_address(
    page: Page, live_server: object, story: Article
) -> None:
    version = story.version("ru")
    address = f"{live_server}{version.get_absolute_url()}"
    page.add_init_script(SHARE_SHEET)
    page.goto(f"{address}?utm_source=mail")
    page.locator("[data-share]").click()
    assert page.evaluate("window.given") == {"title": version.title, "url": address}


def test_there_is_no_share_button_without_a_share_sheet(
    page: Page, live_server: object, story: Article
) -> None:
    page.add_init_script("delete Navigator.prototype.canShare; delete Navigator.prototype.share;")
    page.goto(f"{live_server}{story.version('en').get_absolute_url()}")
    expect(page.locator("[data-print]")).to_be_visible()
    expect(page.locator("[data-share]")).to_be_hidden()


def test_a_closed_clipboard_leaves_the_address_selected(
    page: Page, live_server: object, story: Article
) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))")
    address = f"{live_server}{story.version('en').get_absolute_url()}"
    page.goto(address)
    page.locator("[data-copy]").click()
    expect(page.locator("[data-toast]")).to_have_text("Copy the link from the field")
    assert page.evaluate("document.getSelection().toString()") == address


def test_the_night_theme_is_kept_from_page_to_page_and_language_to_language(
    page: Page, live_server: object, story: Article
) -> None:
    page.goto(f"{live_server}/en/")
    switch = page.locator("[data-theme-switch]")
    expect(switch).to_have_attribute("aria-pressed", "false")
    light = background(page)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    night = background(page)
    assert night != light
    for path in ("/en/world/", "/ru/", "/hy/world/"):
        page.goto(f"{live_server}{path}")
        assert background(page) == night
    page.locator("[data-theme-switch]").click()
    assert background(page) == light
    assert page.evaluate("localStorage.getItem('theme')") is None  # the system's choice again


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_grows_in_steps_and_stays_so(
    page: Page, live_server: object, story: Article, language: str
) -> None:
    page.goto(f"{live_server}{story.version(language).get_absolute_url()}")
    larger = page.locator(".tools [data-size-step='1']")
    sizes = [rem(page)]
    while larger.is_enabled():
        larger.click()
        sizes.append(rem(page))
    assert sizes == [16, 18, 20, LARGEST]
    page.goto(f"{live_server}/{language}/")
    assert rem(page) == LARGEST
    page.reload()
    assert rem(page) == LARGEST
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_opens_over_the_page_and_closes_again(
    page: Page, live_server: object, story: Article, language: str
) -> None:
    page.goto(f"{live_server}/{language}/")
    page.locator(".topline [data-search-open]").click()
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_label(QUESTION[language])).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".topline [data-search-open]")).to_be_focused()
    page.locator(".topline [data-search-open]").click()
    page.keyboard.type(story.version(language).title.split()[0])
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server}/{language}/search/?q=*")
    expect(page.locator(".story-list .card").first).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_a_reader_reads_shares_and_searches(
    browser: Browser, live_server: object, story: Article, language: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{live_server}{story.version(language).get_absolute_url()}")
    expect(page.locator(".share h2")).to_have_text(SHARE[language])
    assert page.locator(".share__link").first.get_attribute("href") != ""
    expect(page.locator("button:visible")).to_have_count(0)  # no button that does nothing
    page.locator(".topline [data-search-open]").click()
    expect(page.locator("main input[type=search]")).to_be_visible()
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_prints_as_a_clean_page_from_either_theme(
    browser: Browser, live_server: object, story: Article, language: str
) -> None:
    version = story.version(language)
    address = f"{live_server}{version.get_absolute_url()}"
    page = browser.new_page(color_scheme="dark")
    page.goto(address)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    paper = PdfReader(BytesIO(page.pdf(print_background=True)))
    words = unspaced("".join(sheet.extract_text() for sheet in paper.pages))
    assert version.published_at is not None
    for printed in (
        version.title,
        long_datetime(version.published_at, language),
        address,
        "©",
        NAMES[language],
    ):
        assert unspaced(printed) in words, printed
    assert sum(len(sheet.images) for sheet in paper.pages) >= 1
    on_screen = {*page.evaluate(ON_SCREEN_ONLY)} - {version.title}
    assert len(on_screen) > 5
    assert [line for line in on_screen if unspaced(line) in words] == []
    page.emulate_media(media="print")
    assert background(page) == "rgb(255, 255, 255)"
    page.close()
