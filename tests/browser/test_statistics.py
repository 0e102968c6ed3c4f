"""The statistics at the desk in a browser: readable by everybody, at any width, in either theme."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import cast
from tests.browser import axe
from tests.browser.desk import log_in
from tests.desk.readers import be_read, come_from
from tests.factories import make_article, make_author

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("language", ["en", "hy"])
def test_charts_and_tables_are_for_everybody(page: Page, live_server: object, language: str) -> None:
    cast.editor(language)
    story = make_article(languages=("en", "ru", "hy"), authors=(make_author(),))
    for place, code in enumerate(("en", "ru", "hy"), start=1):
        be_read(story, 1234 * place, language=code, ago=timedelta(hours=place))
    come_from("t.me", story, 20)
    log_in(page, f"{live_server}", "editor")
    for path in ("", f"{story.pk}/"):
        page.goto(f"{live_server}/admin/statistics/{path}")
        page.locator(".chart summary").first.click()
        expect(page.locator(".chart table").first).to_be_visible()
        axe.look_at(page, device=True)


def test_the_filters_are_links_that_need_no_script(page: Page, live_server: object) -> None:
    cast.editor()
    story = make_article(languages=("en", "ru"))
    be_read(story, 3)
    be_read(story, 40, language="ru", ago=timedelta(days=9))
    log_in(page, f"{live_server}", "editor")
    page.locator("#content a", has_text="Statistics").first.click()
    figure = page.locator(".statistics__sum b")
    expect(figure).to_have_text("3")
    page.get_by_role("link", name="30 days").click()
    expect(figure).to_have_text("43")
    page.get_by_role("link", name="Русский").click()
    expect(figure).to_have_text("40")
