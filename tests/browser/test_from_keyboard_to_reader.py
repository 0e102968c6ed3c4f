"""The promise of the whole: what an editor types in three languages is what readers read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests import cast
from tests.browser import desk
from tests.factories import make_author, make_category, make_image, make_publication, make_tag

TITLES = {
    "en": "Bridge over the Debed opens a month early",
    "ru": "Мост через Дебед открыли на месяц раньше",
    "hy": "Դեբեդի կամուրջը բացվեց մեկ ամիս շուտ",
}
BOLD = {"en": "a month early", "ru": "на месяц раньше", "hy": "մեկ ամիս շուտ"}
ITEMS = {
    "en": ("two lanes", "a footpath"),
    "ru": ("две полосы", "тротуар"),
    "hy": ("երկու գոտի", "մայթ"),
}


@pytest.fixture
def paper(transactional_db: None) -> None:
    make_publication()
    make_category(slug="world", en="World", ru="Мир", hy="Աշխարհ")
    make_author(slug="anna", en="Anna Petrosyan", ru="Анна Петросян", hy="Աննա Պետրոսյան")
    make_tag(slug="transport", en="Transport", ru="Транспорт", hy="Տրանսպորտ")
    make_image(width=1280, height=720, en="A bridge", ru="Мост", hy="Կամուրջ")
    cast.editor()


def write_text(page: Page, language: str) -> None:
    """Type a title, a paragraph with bold and a link, and a list, the way an editor does."""
    desk.switch_to(page, language)
    page.fill(f"#id_title_{language}", TITLES[language])
    page.fill(f"#id_lead_{language}", TITLES[language])
    area = desk.editor_of(page, language)
    area.click()
    page.keyboard.type(f"{TITLES[language]} ")
    page.keyboard.press("Control+b")
    page.keyboard.type(BOLD[language])
    page.keyboard.press("Control+b")
    page.keyboard.press("Enter")
    page.keyboard.type("- ")
    page.keyboard.type(ITEMS[language][0])
    page.keyboard.press("Enter")
    page.keyboard.type(ITEMS[language][1])
    add_link(page, language)


def add_link(page: Page, language: str) -> None:
    """Put a link on the last word typed."""
    page.keyboard.press("Control+Shift+ArrowLeft")
    row = page.locator(f".form-row.field-body_{language}")
    row.locator(".prose-menubar__button[title]", has_text="link").first.click()
    dialog = page.locator("dialog[open]")
    dialog.locator("input[name=href]").fill("https://example.org/bridge")
    dialog.locator("button[type=submit]").click()


def write_story(page: Page, site: str) -> None:
    page.goto(f"{site}/admin/articles/article/add/")
    for language in TITLES:
        write_text(page, language)
    desk.choose(page, "category", "World")
    desk.choose(page, "lead_image", "A bridge")
    desk.choose(page, "tags", "Transport")
    desk.choose(page, "bylines-0-author", "Anna")


def schedule_armenian(page: Page) -> None:
    desk.switch_to(page, "hy")
    tomorrow = timezone.localtime() + timedelta(days=1)
    desk.open_panel(page)
    page.select_option("[name=step_hy]", "schedule")
    page.fill("#id_publish_at_hy_0", f"{tomorrow:%d/%m/%Y}")
    page.fill("#id_publish_at_hy_1", "10:00")
    desk.press_step(page, "together")


def test_a_story_typed_in_three_languages_reaches_its_readers(
    page: Page, browser: Browser, live_server: object, paper: None
) -> None:
    site = str(live_server)
    desk.log_in(page, site, "editor")
    write_story(page, site)
    desk.switch_to(page, "en")
    desk.press_step(page, "publish:en")
    desk.switch_to(page, "ru")
    desk.press_step(page, "publish:ru")
    schedule_armenian(page)

    reader = browser.new_page()
    for language in ("en", "ru"):
        read_story(reader, site, language)
    follow_switch_to_armenian(reader, site)
    for address in ("/hy/", "/hy/world/"):
        reader.goto(f"{site}{address}")
        expect(reader.get_by_text(TITLES["hy"])).to_have_count(0)
    assert reader.context.cookies() == []
    reader.close()


def read_story(reader: Page, site: str, language: str) -> None:
    """Find the story on the home and category pages, open it, and read what was typed."""
    for address in (f"/{language}/", f"/{language}/world/"):
        reader.goto(f"{site}{address}")
        expect(reader.get_by_role("link", name=TITLES[language]).first).to_be_visible()
    reader.get_by_role("link", name=TITLES[language]).first.click()
    expect(reader.locator("h1")).to_have_text(TITLES[language])
    prose = reader.locator(".prose")
    expect(prose.locator("strong")).to_have_text(BOLD[language])
    expect(prose.locator("li")).to_have_text(list(ITEMS[language]))
    expect(prose.locator("a")).to_have_attribute("href", "https://example.org/bridge")
    expect(reader.locator(".tags")).to_contain_text({"en": "Transport", "ru": "Транспорт"}[language])
    expect(reader.locator("html")).to_have_attribute("lang", language)


def follow_switch_to_armenian(reader: Page, site: str) -> None:
    """From the Russian story the switch leads to the Armenian section, which says why."""
    expect(reader.locator("html")).to_have_attribute("lang", "ru")
    reader.get_by_role("navigation").get_by_role("link", name="Հայերեն").click()
    expect(reader).to_have_url(f"{site}/hy/world/#not-translated")
    expect(reader.locator("#not-translated")).to_be_visible()
    expect(reader.locator("html")).to_have_attribute("lang", "hy")
