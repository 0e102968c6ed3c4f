"""Whatever is typed into a field is refused in plain words, cleaned, or shown as text and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Article
from articles.states import State
from tests import cast
from tests.articles.rows import again, put
from tests.desk.forms import errors, press, send, sent_by, soup, tabs_with_errors
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_page,
    make_publication,
    make_tag,
)

ATTACK = '"><img src=x onerror=alert(1)></textarea></script><script>alert(1)</script>{{ 7 }}'
MARKUP = "&quot;&gt;&lt;img"
LIMITS = {"title": 110, "lead": 300, "seo_title": 60}
pytestmark = pytest.mark.django_db


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def is_harmless(page: BeautifulSoup) -> bool:
    """Nothing that was typed has become an element: no image, no handler, no script of its own."""
    handlers = [tag for tag in page.select("*") if any(name.startswith("on") for name in tag.attrs)]
    scripts = [tag for tag in page.select("script") if not tag.get("src") and not tag.get("nonce")]
    data = ("application/json", "text/plain")
    return (
        not handlers and not page.select('img[src="x"]') and all(tag.get("type") in data for tag in scripts)
    )


def attacked_article() -> Article:
    attack = ATTACK[:110]
    article = make_article(
        title=attack,
        source_name=attack,
        authors=(make_author(en=attack),),
        tags=(make_tag(en=attack[:80]),),
        category=make_category(en=attack[:60]),
        lead_image=make_image(en=attack, credit=attack),
    )
    put(article, "en", seo_title=attack[:60], seo_description=attack)
    return article


def test_a_story_is_shown_as_the_text_it_is_on_every_screen(client: Client) -> None:
    client.force_login(cast.chief_editor())
    article = attacked_article()
    base = f"/admin/articles/article/{article.pk}"
    send(client, f"{base}/change/", "_continue", lead_en=f"{ATTACK} again")
    for address in (
        f"{base}/change/",
        f"{base}/history/",
        f"{base}/delete/",
        "/admin/articles/article/",
        "/admin/",
    ):
        page = client.get(address)
        assert MARKUP in page.content.decode(), address
        assert is_harmless(soup(page)), address
    form = sent_by(soup(client.get(f"{base}/change/")))
    assert (form["title_en"], form["lead_en"]) == ([ATTACK[:110]], [f"{ATTACK} again"])


def test_a_search_for_an_attack_finds_the_story_and_nothing_runs(editor: Client) -> None:
    attacked_article()
    page = soup(editor.get("/admin/articles/article/", {"q": ATTACK[:60]}))
    assert len(page.select("#result_list tbody tr")) == 1 and is_harmless(page)
    box = page.select_one("#searchbar")
    assert box is not None and box["value"] == ATTACK[:60]


def test_what_the_desk_says_after_saving_is_text(editor: Client) -> None:
    response = press(editor, change(attacked_article()), "_save", lead_en="New")
    assert MARKUP in response.content.decode() and is_harmless(soup(response))


@pytest.mark.parametrize(
    ("thing", "make"),
    [
        ("articles/tag", lambda: make_tag(en=ATTACK[:80])),
        ("authors/author", lambda: make_author(en=ATTACK)),
        ("categories/category", lambda: make_category(en=ATTACK[:60])),
        ("images/image", lambda: make_image(en=ATTACK, credit=ATTACK)),
        ("publication/page", lambda: make_page(en=ATTACK)),
    ],
)
def test_a_simple_thing_is_shown_as_text_too(client: Client, thing: str, make: Callable[[], Any]) -> None:
    client.force_login(cast.chief_editor())
    base = f"/admin/{thing}/{make().pk}"
    for address in (f"{base}/change/", f"{base}/history/", f"{base}/delete/", f"/admin/{thing}/"):
        page = client.get(address)
        assert MARKUP in page.content.decode() and is_harmless(soup(page)), address


def test_the_settings_of_the_paper_are_text_too(client: Client) -> None:
    client.force_login(cast.chief_editor())
    make_publication()
    address = "/admin/publication/publication/1/change/"
    assert is_harmless(
        soup(press(client, address, "_continue", name_en=ATTACK[:80], footer_notice_ru=ATTACK))
    )
    assert sent_by(soup(client.get(address)))["footer_notice_ru"] == [ATTACK]


@pytest.mark.parametrize(
    ("field", "language"), [("title", "en"), ("title", "hy"), ("lead", "ru"), ("seo_title", "hy")]
)
def test_too_long_a_line_is_refused_with_its_numbers(editor: Client, field: str, language: str) -> None:
    article = make_article(languages=("en", "ru", "hy"), state=State.DRAFT)
    name, text = f"{field}_{language}", "ա" * 10_000
    response = press(editor, change(article), "_continue", **{name: text})
    limit = LIMITS[field]
    assert errors(response, name) == [f"Ensure this value has at most {limit} characters (it has 10000)."]
    assert tabs_with_errors(response) == [language]
    assert sent_by(soup(response))[name] == [text]
    assert getattr(again(article).version(language), field) == getattr(article.version(language), field)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Left\u202eright", "Leftright"),
        ("\x00Nul\x1b[31m and\x07 bell\x7f", "Nul[31m and bell"),
        ("  two\t spaces\u2003\r\n and lines ", "two spaces and lines"),
        ("soft\u00adhyphen \u2066isolate\u2069 \ufeffmark", "softhyphen isolate mark"),
        ("Ереван — Երևան — Yerevan 🇦🇲 👩\u200d🚒", "Ереван — Երևան — Yerevan 🇦🇲 👩\u200d🚒"),
    ],
)
def test_a_title_is_cleaned_of_what_nobody_sees(editor: Client, typed: str, kept: str) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    send(editor, change(article), "_continue", title_ru=typed, lead_ru=typed, source_name=typed)
    stored = again(article)
    assert (stored.version("ru").title, stored.source_name) == (kept, kept)
    assert "\u202e" not in stored.version("ru").lead and "\x00" not in stored.version("ru").lead


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>One<script>alert(1)</script></p>", "<p>One</p>"),
        ('<p onclick="alert(1)" style="color:red" class="x">One</p>', "<p>One</p>"),
        ('<p>One<img src="x" onerror="alert(1)"></p>', "<p>One</p>"),
        ('<p><a href="javascript:alert(1)">One</a></p>', '<p><a rel="noopener">One</a></p>'),
        ('<iframe src="https://evil.example"></iframe><p>One</p>', "<p>One</p>"),
        ("<p>O\u202en\x07e</p><p></p>", "<p>One</p>"),
        ("<h1>One</h1><table><tr><td>two</td></tr></table>", "Onetwo"),
        ("<p>1 &lt; 2 &amp; “3”</p>", "<p>1 &lt; 2 &amp; “3”</p>"),
    ],
)
def test_a_text_keeps_what_the_editor_offers_and_nothing_else(editor: Client, typed: str, kept: str) -> None:
    article = make_article(languages=("en", "hy"), state=State.DRAFT)
    send(editor, change(article), "_continue", body_hy=typed)
    assert again(article).version("hy").body == kept


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("source_url", "javascript:alert(1)", "Enter a valid URL."),
        ("source_url", "https://", "Enter a valid URL."),
        (
            "slug_ru",
            "../../etc",
            "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
        ),
        ("category", "99999", "Select a valid choice. That choice is not one of the available choices."),
        ("tags", "99999", "Select a valid choice. 99999 is not one of the available choices."),
        ("kind", "gossip", "Select a valid choice. gossip is not one of the available choices."),
        ("original_language", "fr", "Select a valid choice. fr is not one of the available choices."),
    ],
)
def test_what_fits_no_field_is_refused_in_words(editor: Client, field: str, typed: str, error: str) -> None:
    article = make_article(languages=("en", "ru"))
    response = press(editor, change(article), "_continue", **{field: typed})
    assert errors(response, field) == [error]


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999999", "%00"])
def test_an_address_of_no_story_leads_back_to_the_desk(editor: Client, number: str) -> None:
    response = editor.get(f"/admin/articles/article/{number}/change/", follow=True)
    assert response.redirect_chain == [("/admin/", 302)]
    assert "doesn’t exist. Perhaps it was deleted?" in response.content.decode()
