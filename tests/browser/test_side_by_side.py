"""A translator at work: the original beside the translation, copying from it, following its changes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from articles.models import Article
from articles.states import State
from articles.writing import save_changes
from tests import cast
from tests.articles.rows import again
from tests.browser import axe, desk
from tests.desk.originals import change, make_story, rewrite

LONG = "".join(f"<p>{number}. {'The lake rose again. ' * 12}</p>" for number in range(8))
RICH = (
    '<p>The <strong>lake</strong> rose, <a href="https://example.org/" rel="noopener">they say</a>.</p>'
    "<ul><li><p>by nine centimetres</p></li></ul>"
)
# How far apart paragraphs stand that belong together, in pixels.
APART = """(panel) => {
  const top = (element) => element.getBoundingClientRect().top;
  const beside = [...panel.querySelectorAll("[data-source-cell^=body_] [data-text] p")];
  const written = [...panel.querySelectorAll(".ProseMirror[contenteditable] p")];
  return beside.map((one, index) => Math.abs(top(one) - top(written[index])));
}"""


@pytest.fixture
def story(transactional_db: None) -> Article:
    cast.editor()
    return make_story()


def open_tab(page: Page, site: object, article: Article, language: str = "hy") -> Locator:
    """Open a language of a story; return its panel."""
    page.goto(f"{site}{change(article)}#{language}")
    panel = page.locator(f"#text-{language}")
    expect(panel.locator(".ProseMirror[contenteditable]")).to_be_visible()
    return panel


def cell(panel: Locator, field: str) -> Locator:
    return panel.locator(f'[data-source-cell="{field}"]')


def copy_button(panel: Locator, field: str) -> Locator:
    return panel.locator(f'[data-copy="{field}"]')


def test_the_original_stands_beside_its_translation_and_is_remembered_to(
    page: Page, live_server: object, story: Article
) -> None:
    desk.log_in(page, str(live_server), "editor")
    panel = open_tab(page, live_server, story)
    switch = page.get_by_role("button", name="Side by side")
    expect(switch).to_have_attribute("aria-pressed", "true")  # they write a translation
    expect(cell(panel, "title_hy").locator("[lang=en]")).to_have_text(story.version("en").title)
    title, field = cell(panel, "title_hy").bounding_box(), page.locator("#id_title_hy").bounding_box()
    assert title and field and title["x"] + title["width"] <= field["x"]
    panel.get_by_label("Language beside the text").select_option("ru")
    expect(cell(panel, "title_hy").locator("[lang=ru]")).to_have_text(story.version("ru").title)
    switch.click()
    expect(cell(panel, "title_hy")).to_be_hidden()
    panel = open_tab(page, live_server, story)
    expect(cell(panel, "title_hy")).to_be_hidden()
    desk.switch_to(page, "en")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(cell(page.locator("#text-en"), "title_en").locator("[lang=ru]")).to_be_visible()
    desk.switch_to(page, "hy")
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_paragraphs_that_belong_together_stand_at_one_height(
    page: Page, live_server: object, transactional_db: None
) -> None:
    cast.editor()
    story = make_story(LONG)
    short = "".join(f"<p>{number}</p>" for number in range(8))
    rewrite(story, "hy", body=short)
    desk.log_in(page, str(live_server), "editor")
    open_tab(page, live_server, story)
    page.wait_for_function(f"max => Math.max(...({APART})(document.querySelector('#text-hy'))) <= max", arg=2)
    area = desk.editor_of(page, "hy")
    area.locator("p").nth(2).click()
    page.keyboard.insert_text("Լիճը նորից բարձրացավ։ " * 40)
    expect(area.locator("p")).to_have_count(8)
    page.wait_for_function(f"max => Math.max(...({APART})(document.querySelector('#text-hy'))) <= max", arg=2)


def test_an_empty_field_is_filled_from_the_original_at_once(
    page: Page, live_server: object, story: Article
) -> None:
    rewrite(story, "en", body=RICH, lead="It rose.")
    Article.objects.filter(pk=story.pk).update(state_hy=State.DRAFT)
    rewrite(story, "hy", body="", lead="")
    desk.log_in(page, str(live_server), "editor")
    panel = open_tab(page, live_server, story)
    copy_button(panel, "lead_hy").click()
    expect(page.locator("#id_lead_hy")).to_have_value("It rose.")
    expect(panel.get_by_role("status").filter(has_text="Copied from the original")).to_have_count(1)
    copy_button(panel, "body_hy").click()
    area = desk.editor_of(page, "hy")
    expect(area.locator("strong")).to_have_text("lake")
    expect(area.locator("a")).to_have_attribute("href", "https://example.org/")
    expect(area.locator("li")).to_have_text("by nine centimetres")
    expect(copy_button(panel, "body_hy")).to_have_text("Copy from original")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success").first).to_be_visible()
    assert again(story).version("hy").body == again(story).version("en").body
    assert again(story).version("hy").lead == "It rose."


def test_a_field_that_was_full_can_be_put_back(page: Page, live_server: object, story: Article) -> None:
    desk.log_in(page, str(live_server), "editor")
    panel = open_tab(page, live_server, story)
    title, area = page.locator("#id_title_hy"), desk.editor_of(page, "hy")
    former = title.input_value()
    copy_button(panel, "title_hy").click()
    expect(title).to_have_value(story.version("en").title)
    copy_button(panel, "title_hy").click()
    expect(title).to_have_value(former)
    written = area.inner_text()
    for way in ("keys", "button"):
        copy_button(panel, "body_hy").click()
        expect(area).to_contain_text("The lake rose.")
        if way == "keys":
            page.keyboard.press("Control+z")
        else:
            copy_button(panel, "body_hy").click()
        expect(area).to_have_text(written)
        page.keyboard.type("։")
        page.keyboard.press("Backspace")
        expect(copy_button(panel, "body_hy")).to_have_text("Copy from original")


def test_a_translator_sees_what_changed_and_says_that_the_translation_is_right(
    page: Page, live_server: object, story: Article
) -> None:
    rewrite(story, "en", body=story.version("en").body.replace("in May", "in June"))
    desk.log_in(page, str(live_server), "editor")
    panel = open_tab(page, live_server, story)
    body = cell(panel, "body_hy")
    expect(body.locator("ins")).to_contain_text("June")
    expect(body.locator("del")).to_contain_text("May")
    expect(body.locator("summary")).to_have_text("2 paragraphs unchanged")
    panel.get_by_role("button", name="Whole original").click()
    expect(body).to_contain_text("It will rise again in June.")
    expect(body.locator("ins")).to_have_count(0)
    panel.get_by_role("button", name="What changed").click()
    expect(body.locator("ins")).to_be_visible()
    page.fill("#id_title_hy", "Լիճը հունիսին")
    panel.get_by_role("button", name="Save and mark as up to date").click()
    expect(page.locator(".messagelist .success").first).to_have_text(
        "Armenian is up to date once its changes are published."
    )
    desk.press_step(page, "changes:hy")
    expect(page.locator("#text-hy [data-follow]")).to_have_count(0)
    assert again(story).version("hy").title == "Լիճը հունիսին"
    desk.switch_to(page, "en")
    page.get_by_role("button", name="It was a minor edit").click()
    expect(page.locator("#tab-ru")).to_contain_text("Published")


def test_the_enter_key_in_a_field_saves_and_confirms_nothing(
    page: Page, live_server: object, story: Article
) -> None:
    rewrite(story, "en", body="<p>Other.</p>")
    desk.log_in(page, str(live_server), "editor")
    open_tab(page, live_server, story)
    page.locator("#id_slug_hy").press("Enter")
    expect(page.locator(".messagelist .success").first).to_be_visible()
    expect(page.locator("#tab-hy")).to_contain_text("Outdated")


@pytest.mark.parametrize("language", ["hy", "en"])
def test_axe_finds_nothing_beside_the_form(
    browser: Browser, live_server: object, story: Article, language: str
) -> None:
    rewrite(story, "en", body=LONG)
    waits = again(story)
    waits.version("hy").title, waits.version("hy").seo_title = "Լիճը հունիսին", "Լիճ"
    save_changes(waits, ["title_hy", "seo_title_hy"], by=None)
    page = browser.new_page()
    desk.log_in(page, str(live_server), "editor")
    open_tab(page, live_server, story, language)
    expect(page.locator("#text-hy .waiting")).to_have_count(1)
    page.wait_for_selector(".select2 [role=combobox][aria-label]")  # desk/field-names.js is done
    for width in (390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for words in page.locator(".waiting details:not([open]) > summary:visible").all():
            words.click()
        axe.look_in_themes(page, within="#content", device=True)
    page.close()
