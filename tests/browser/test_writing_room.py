"""The writing room by hand and key: the panel says what will happen, languages switch, words are counted."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from articles.states import State
from tests import cast
from tests.articles.rows import again, put
from tests.browser import axe, desk
from tests.factories import make_article

ALL = ("en", "ru", "hy")


@pytest.fixture
def story(transactional_db: None) -> Article:
    cast.editor()
    return make_article(languages=ALL, state=State.DRAFT)


def at_story(page: Page, site: object, story: Article, language: str = "en") -> None:
    desk.log_in(page, str(site), "editor")
    page.goto(f"{site}/admin/articles/article/{story.pk}/change/#{language}")
    expect(page.locator(f"#id_title_{language}")).to_be_visible()


def test_the_panel_says_what_will_happen_and_does_it(page: Page, live_server: object, story: Article) -> None:
    at_story(page, live_server, story)
    desk.switch_to(page, "hy")
    page.fill("#id_title_hy", "Ինչպես գրվեց")
    panel = desk.open_panel(page)
    button = panel.locator("[data-panel-do]")
    expect(button).to_be_disabled()
    expect(button).to_have_text("Choose what to do")
    page.select_option("[name=step_en]", "publish")
    expect(button).to_have_text("Publish English now")
    page.select_option("[name=step_ru]", "publish")
    expect(button).to_have_text("Publish English now and publish Russian now")
    expect(page.locator("#id_publish_at_hy_0")).to_be_hidden()
    page.select_option("[name=step_hy]", "schedule")
    page.fill("#id_publish_at_hy_0", f"{timezone.localdate():%d/%m/%Y}")
    page.fill("#id_publish_at_hy_1", "23:59")
    both = "Publish English now, publish Russian now and schedule Armenian for"
    expect(button).to_have_text(f"{both} 23:59")
    page.fill("#id_publish_at_hy_0", "31/12/2030")
    expect(button).to_have_text(f"{both} 31/12/2030, 23:59")
    page.keyboard.press("Enter")  # in a field: it neither saves nor publishes
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_have_count(3)
    stored = again(story)
    assert [stored.version(code).standing() for code in ALL] == ["published", "published", "scheduled"]
    assert stored.version("hy").title == "Ինչպես գրվեց"


def test_a_refusal_opens_the_panel_again_with_all_that_was_chosen(
    page: Page, live_server: object, story: Article
) -> None:
    put(story, "ru", state=State.REVIEW)
    at_story(page, live_server, story)
    panel = desk.open_panel(page)
    page.select_option("[name=step_en]", "publish")
    page.select_option("[name=step_ru]", "return")
    page.fill("#id_note_ru", "Кто это говорит?")
    put(story, "en", state=State.REVIEW)
    panel.locator("[data-panel-do]").click()
    expect(panel.locator("[data-panel-row=en] [data-panel-why]")).to_contain_text("Somebody else changed")
    expect(page.locator("#id_note_ru")).to_have_value("Кто это говорит?")
    expect(panel.locator("[data-panel-do]")).to_have_text(
        "Publish English now and return Russian to its author"
    )
    panel.locator("[data-panel-do]").click()
    expect(page.locator(".messagelist .success")).to_have_count(2)
    expect(panel).to_be_hidden()


def test_what_a_language_lacks_follows_what_is_typed(page: Page, live_server: object, story: Article) -> None:
    put(story, "hy", title="", slug="", body="")
    at_story(page, live_server, story, "hy")
    lacks = desk.open_panel(page).locator("[data-panel-row=hy] .lack:visible")
    expect(lacks).to_have_text(["title", "text"])
    page.keyboard.press("Escape")
    page.fill("#id_title_hy", "Լիճ")
    desk.editor_of(page, "hy").click()
    page.keyboard.type("Ջուր")
    desk.open_panel(page)
    expect(lacks).to_have_count(0)
    expect(page.locator("[data-panel-row=hy] [data-lacks-nothing]")).to_be_visible()


def test_keys_switch_the_language_in_the_editor_and_break_no_typing(
    page: Page, live_server: object, story: Article
) -> None:
    at_story(page, live_server, story)
    desk.editor_of(page, "en").click()
    page.keyboard.press("Alt+2")
    expect(page.locator("#id_title_ru")).to_be_visible()
    expect(desk.editor_of(page, "ru")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("Вода")
    page.keyboard.press("Alt+1")
    expect(desk.editor_of(page, "en")).to_be_focused()
    expect(desk.editor_of(page, "en")).not_to_contain_text("Вода")
    page.keyboard.press("Alt+9")
    page.keyboard.press("Control+Alt+2")  # AltGr on Windows: it types
    page.keyboard.press("Shift+Alt+2")
    expect(page.locator("#id_title_en")).to_be_visible()
    page.focus("#id_lead_en")
    page.keyboard.press("Alt+3")
    expect(page.locator("#id_lead_hy")).to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert "Вода" in again(story).version("ru").body


def test_the_keys_are_explained_behind_a_question_mark(
    page: Page, live_server: object, story: Article
) -> None:
    at_story(page, live_server, story)
    expect(page.locator("#keys")).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(page.locator("#keys kbd").first).to_be_visible()


def test_words_and_characters_are_counted_and_too_many_are_called_so(
    page: Page, live_server: object, story: Article
) -> None:
    at_story(page, live_server, story)
    count = page.locator("#id_title_en_count")
    page.fill("#id_title_en", "Two words 🌊")
    expect(count).to_have_text("Words: 2. Characters: 11 of 110.")
    page.fill("#id_title_en", "ա" * 120)
    expect(count).to_have_text("Words: 1. Characters: 120 of 110. Too long by 10.")
    expect(page.locator("#id_title_en_count + [role=status]")).to_contain_text("Too long by 10.")
    for field, limit in (("lead", 300), ("seo_title", 60), ("seo_description", 155)):
        expect(page.locator(f"#id_{field}_en_count")).to_contain_text(f"of {limit}.")
    expect(page.locator("#id_body_en_count")).to_have_text("Words: 6. Reading time: 1 min.")
    desk.editor_of(page, "en").click()
    page.keyboard.press("End")
    page.keyboard.type(" And more")
    expect(page.locator("#id_body_en_count")).to_have_text("Words: 8. Reading time: 1 min.")


def test_choosing_in_the_panel_leaves_nothing_to_save(
    page: Page, live_server: object, story: Article
) -> None:
    at_story(page, live_server, story)
    state = page.locator("[data-saved-state]")
    expect(state).to_have_text("Saved")
    desk.open_panel(page)
    page.select_option("[name=step_en]", "publish")
    page.keyboard.press("Escape")
    expect(state).to_have_text("Saved")
    page.fill("#id_title_en", "New")
    expect(state).to_have_text("Not saved yet")


def test_without_javascript_the_panel_and_every_button_work(
    browser: Browser, live_server: object, story: Article
) -> None:
    page = browser.new_page(java_script_enabled=False)
    at_story(page, live_server, story)
    for code in ALL:
        expect(page.locator(f'button[name="_step"][value="publish:{code}"]')).to_be_visible()
    page.locator("[data-opens-panel]").click()
    page.select_option("[name=step_en]", "publish")
    page.select_option("[name=step_hy]", "schedule")
    page.fill("#id_publish_at_hy_0", "31/12/2030")
    page.fill("#id_publish_at_hy_1", "10:00")
    page.locator("[data-panel-do]").click()
    expect(page.locator(".messagelist .success")).to_have_count(2)
    assert [again(story).version(code).standing() for code in ALL] == ["published", "draft", "scheduled"]
    page.close()


@pytest.mark.parametrize("language", ALL)
def test_axe_finds_nothing_in_the_room_and_nothing_runs_over_the_side_of_a_phone(
    browser: Browser, live_server: object, story: Article, language: str
) -> None:
    put(story, "ru", state=State.REVIEW)
    User.objects.update(language=language)
    page = browser.new_page(reduced_motion="reduce")
    at_story(page, live_server, story, "ru")
    page.wait_for_selector(".select2 [role=combobox][aria-label]")  # desk/field-names.js is done
    for step in ("", "return", "schedule"):
        if step:
            desk.open_panel(page)
            page.select_option("[name=step_ru]", step)
        axe.look_at(page)
        page.keyboard.press("Escape")
    page.close()
