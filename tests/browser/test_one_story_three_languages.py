"""The desk's promise: reporter, editor and translator bring a story out, and readers see what they should."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import cast
from tests.browser import desk
from tests.factories import make_category, make_publication

TITLE = "Lake level rises for the third year"
TITLE_HY = "Լճի մակարդակը բարձրանում է երրորդ տարին"
FIRST = "The water rose by nine centimetres."
FIXED = "The water rose by nine centimetres, the ministry said."
LATER = "The water rose by eleven centimetres, the ministry said."
FIRST_HY = "Ջուրը բարձրացել է ինը սանտիմետրով։"
LATER_HY = "Ջուրը բարձրացել է տասնմեկ սանտիմետրով։"
WAITS = "wait to be published"
NOTE = "Who says so? Name the source."


@dataclass
class Newsroom:
    """Everybody at a browser of their own."""

    site: str
    reporter: Page
    editor: Page
    translator: Page
    reader: Page
    story: str = ""  # the address of the story at the desk

    def read(self, language: str) -> str:
        """Return what a reader finds of the story in a language; nothing when there is none."""
        number = self.story.split("/")[-3]
        answer = self.reader.goto(f"{self.site}/{language}/world/{number}-")
        assert answer is not None
        return self.reader.locator("main").inner_text() if answer.status == 200 else ""

    def open(self, page: Page, language: str) -> None:
        page.goto("about:blank")  # or the address differs by its fragment only, and nothing is loaded anew
        page.goto(f"{self.story}#{language}")
        desk.switch_to(page, language)


@pytest.fixture
def newsroom(browser: Browser, live_server: object, transactional_db: None) -> Iterator[Newsroom]:
    make_publication()
    make_category(slug="world", en="World", ru="Мир", hy="Աշխարհ")
    people = (cast.reporter(), cast.editor(), cast.translator())
    contexts = [browser.new_context(viewport={"width": 1440, "height": 900}) for _ in range(4)]
    pages = [context.new_page() for context in contexts]
    reporter, editor, translator, reader = pages
    for page, person in zip((reporter, editor, translator), people, strict=True):
        page.set_default_timeout(10_000)
        desk.log_in(page, str(live_server), person.username)
    yield Newsroom(str(live_server), reporter, editor, translator, reader)
    for context in contexts:
        context.close()


def retype(page: Page, language: str, text: str) -> None:
    body = desk.editor_of(page, language)
    body.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def standing(page: Page, language: str) -> str:
    return page.locator(f"[data-language-bar] [data-language={language}]").inner_text()


def begin_story(room: Newsroom) -> None:
    page = room.reporter
    page.goto(f"{room.site}/admin/articles/article/add/")
    page.fill("#id_title_en", TITLE)
    retype(page, "en", FIRST)
    desk.choose(page, "category", "World")
    desk.press_step(page, "submit:en")
    room.story = page.url.partition("#")[0]
    assert "In review" in standing(page, "en")


def return_with_a_note(room: Newsroom) -> None:
    page = room.editor
    page.goto(f"{room.site}/admin/articles/article/?view=review")
    page.get_by_role("link", name=TITLE).first.click()
    desk.switch_to(page, "en")
    panel = desk.open_panel(page)
    panel.locator("select[name=step_en]").select_option("return")
    panel.locator("[name=note_en]").fill(NOTE)
    panel.locator("[name=_step]").click()
    expect(page.locator(".messagelist .success")).to_contain_text("returned to its author")


def fix_and_submit(room: Newsroom) -> None:
    page = room.reporter
    room.open(page, "en")
    expect(page.get_by_text(NOTE).first).to_be_visible()
    retype(page, "en", FIXED)
    desk.press_step(page, "submit:en")


def publish(room: Newsroom, language: str) -> None:
    room.open(room.editor, language)
    desk.press_step(room.editor, f"publish:{language}")
    assert "Published" in standing(room.editor, language)


def translate(room: Newsroom) -> None:
    page = room.translator
    page.goto(f"{room.site}/admin/articles/article/?view=translate-hy")
    page.get_by_role("link", name=TITLE).first.click()
    desk.switch_to(page, "hy")
    beside = page.locator('#text-hy [data-source-cell="body_hy"]')
    expect(beside.get_by_text(FIXED)).to_be_visible()
    page.fill("#id_title_hy", TITLE_HY)
    retype(page, "hy", FIRST_HY)
    desk.press_step(page, "submit:hy")


def change_the_original(room: Newsroom) -> None:
    room.open(room.editor, "en")
    retype(room.editor, "en", LATER)
    room.editor.keyboard.press("Control+S")
    expect(room.editor.locator(".messagelist .success").first).to_be_visible()
    expect(room.editor.locator("#text-en .waiting")).to_contain_text(WAITS)
    assert "changes wait" in standing(room.editor, "en")


def publish_the_changes(room: Newsroom, language: str) -> None:
    room.open(room.editor, language)
    desk.press_step(room.editor, f"changes:{language}")
    expect(room.editor.locator(f"#text-{language} .waiting")).to_have_count(0)


def see_what_changed(room: Newsroom, page: Page) -> None:
    """The story waits among the outdated; its tab shows what changed in the original, and nothing else."""
    page.goto(f"{room.site}/admin/articles/article/?view=outdated")
    page.locator("#result_list tbody a", has_text=re.compile(f"{TITLE}|{TITLE_HY}")).first.click()
    desk.switch_to(page, "hy")
    panel = page.locator("#text-hy")
    expect(panel.locator("ins:visible")).to_contain_text(["eleven"])
    expect(panel.locator("del:visible")).to_contain_text(["nine"])


def bring_up_to_date(room: Newsroom) -> None:
    """The translator does, in what readers do not see yet."""
    page = room.translator
    retype(page, "hy", LATER_HY)
    desk.press_step(page, "confirm:hy")
    assert "Outdated" in standing(page, "hy") and "changes wait" in standing(page, "hy")
    waiting = page.locator("#text-hy .waiting")
    expect(waiting).to_contain_text("changes by Translator")
    expect(waiting).to_contain_text("They bring the translation up to date with the original.")
    waiting.locator("summary").first.click()
    expect(waiting.locator("ins:visible")).to_contain_text(["տասնմեկ"])


def find_the_changes(room: Newsroom) -> None:
    page = room.editor
    page.goto(f"{room.site}/admin/articles/article/?view=review")
    row = page.locator("#result_list tbody tr", has_text=TITLE)
    expect(row).to_contain_text("changes wait")


def test_a_story_goes_through_all_hands_and_readers_follow(newsroom: Newsroom) -> None:
    begin_story(newsroom)
    return_with_a_note(newsroom)
    assert newsroom.read("en") == ""
    fix_and_submit(newsroom)
    assert newsroom.read("en") == ""
    publish(newsroom, "en")
    assert FIXED in newsroom.read("en") and newsroom.read("hy") == ""
    translate(newsroom)
    assert newsroom.read("hy") == ""
    publish(newsroom, "hy")
    assert FIRST_HY in newsroom.read("hy")
    change_the_original(newsroom)
    assert FIXED in newsroom.read("en")
    publish_the_changes(newsroom, "en")
    assert LATER in newsroom.read("en") and FIRST_HY in newsroom.read("hy")
    see_what_changed(newsroom, newsroom.editor)
    see_what_changed(newsroom, newsroom.translator)
    bring_up_to_date(newsroom)
    assert FIRST_HY in newsroom.read("hy")
    find_the_changes(newsroom)
    publish_the_changes(newsroom, "hy")
    assert LATER_HY in newsroom.read("hy")
    assert "Published" in standing(newsroom.editor, "hy")
