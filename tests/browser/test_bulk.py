"""Steps with several stories, on a phone: chosen, asked, taken, reported, and read by readers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from articles.models import Article
from articles.states import State
from tests import cast
from tests.browser import axe, desk
from tests.factories import make_article, make_category, make_image, make_publication, make_tag

PHONE = {"width": 390, "height": 800}
LIST, TAGS = "/admin/articles/article/", "/admin/articles/tag/"


@pytest.fixture
def paper(transactional_db: None) -> None:
    make_publication()
    category = make_category(slug="world", en="World", ru="Мир", hy="Աշխարհ")
    picture = make_image(en="A lake")
    for title in ("First", "Second"):
        make_article(title=title, languages=("en", "hy"), category=category, state=State.REVIEW)
    make_article(
        title="Pictured", languages=("en", "hy"), category=category, state=State.REVIEW, lead_image=picture
    )
    cast.editor()
    cast.chief_editor()


def choose(page: Page, step: str, language: str) -> None:
    page.locator(".actions select[name=action]").select_option(step)
    page.locator(".actions select[name=language]").select_option(language)
    page.locator(".actions button").click()


def test_an_editor_publishes_several_stories_from_a_phone(
    page: Page, live_server: object, paper: None
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    desk.log_in(page, f"{live_server}", "editor")
    assert not page.evaluate(axe.WIDE)
    page.get_by_role("link", name="To review 3").click()
    expect(page.locator("[data-views] [aria-current]")).to_be_in_viewport(ratio=1)
    assert not page.evaluate(axe.WIDE)
    page.locator("#action-toggle").check()
    choose(page, "publish", "hy")
    expect(page.locator("#bulk-ready + ul li")).to_have_count(2)
    expect(page.locator("#bulk-refused + ul li")).to_contain_text("no description in Armenian")
    assert not page.evaluate(axe.WIDE)
    page.get_by_role("button", name="Publish Armenian now (2)").click()
    expect(page.locator(".messagelist .success")).to_have_text("Published (Armenian): 2.")
    expect(page.locator(".messagelist .warning")).to_contain_text(
        "“Pictured”: lead picture has no description"
    )
    assert not page.evaluate(axe.WIDE)
    assert Article.objects.live("hy").count() == 2
    page.goto(f"{live_server}/hy/world/")
    expect(page.get_by_role("link", name="First")).to_be_visible()


def test_a_filter_opens_over_the_list_and_folds_when_one_turns_elsewhere(
    page: Page, live_server: object, paper: None
) -> None:
    desk.log_in(page, f"{live_server}", "editor")
    page.goto(f"{live_server}{LIST}")
    english, period = (page.locator("[data-filter]", has_text=name) for name in ("English", "Period"))
    english.locator("summary").click()
    period.locator("summary").click()
    expect(english).not_to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(period).not_to_have_attribute("open", "")
    expect(period.locator("summary")).to_be_focused()
    english.locator("summary").click()
    page.locator("h1").click()
    expect(english).not_to_have_attribute("open", "")


def test_the_chief_editor_merges_tags(page: Page, live_server: object, paper: None) -> None:
    for slug in ("court", "courts"):
        make_tag(slug=slug, en=slug.title())
    desk.log_in(page, f"{live_server}", "chief")
    page.goto(f"{live_server}{TAGS}")
    page.locator("#action-toggle").check()
    page.locator(".actions select[name=action]").select_option("merge_tags")
    page.locator(".actions button").click()
    page.get_by_role("radio", name="Court court").check()
    page.get_by_role("button", name="Merge (2)").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.goto(f"{live_server}/en/tags/courts/")
    expect(page).to_have_url(f"{live_server}/en/tags/court/")


@pytest.mark.parametrize("language", ["en", "hy"])
def test_axe_finds_nothing_on_the_front_the_lists_and_the_pages_that_ask(
    browser: Browser, live_server: object, paper: None, language: str
) -> None:
    User.objects.update(language=language)
    make_tag(slug="court", en="Court")
    make_tag(slug="courts", hy="Դատարաններ")
    page = browser.new_page(reduced_motion="reduce")  # axe breaks the policy, so nobody listens for breaches
    desk.log_in(page, f"{live_server}", "chief")
    axe.look_at(page)
    for address in (LIST, f"{LIST}?view=outdated", TAGS, "/admin/categories/category/"):
        page.goto(f"{live_server}{address}")
        axe.look_at(page)
    page.goto(f"{live_server}{LIST}")
    page.locator("[data-filter]").nth(3).locator("summary").click()
    axe.look_at(page)
    for address, step in ((LIST, "schedule"), (LIST, "return"), (TAGS, "merge_tags")):
        page.goto(f"{live_server}{address}")
        page.locator("#action-toggle").check()
        page.locator(".actions select[name=action]").select_option(step)
        page.locator(".actions button").click()
        axe.look_at(page)
    page.close()
