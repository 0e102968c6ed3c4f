"""What an editor does at the desk, in the words of an editor."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.cast import PASSWORD


def log_in(page: Page, site: str, username: str) -> None:
    page.goto(f"{site}/admin/login/")
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    expect(page.locator("#user-tools")).to_be_visible()


def switch_to(page: Page, language: str) -> None:
    """Open a language's tab on the bar of the form."""
    page.locator(f"[data-language-bar] [data-language={language}]").click()
    expect(page.locator(f"#id_title_{language}")).to_be_visible()


def editor_of(page: Page, language: str) -> Locator:
    """The writing area of a language."""
    row = page.locator(f".form-row.field-body_{language}")
    return row.locator("[contenteditable=true]")


def choose(page: Page, field: str, words: str) -> None:
    """Choose from an autocomplete field by typing, as its label shows it."""
    select = page.locator(f"#id_{field} + .select2")
    select.click()
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def press_step(page: Page, value: str) -> None:
    """Press a step of the sticky bar, such as "publish:en", and wait for its answer."""
    page.locator(f'button[name="_step"][value="{value}"]').click()
    expect(page.locator(".messagelist .success").first).to_be_visible()


def open_panel(page: Page) -> Locator:
    """Open the panel over the form by its key."""
    page.keyboard.press("Control+Enter")
    panel = page.locator("[data-publish-panel]")
    expect(panel).to_be_visible()
    return panel
