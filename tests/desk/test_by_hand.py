"""Requests that no form could have sent as it was shown: 403 or 409, and nothing changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.states import State
from tests import cast
from tests.articles.rows import again, put, row, text_at_desk
from tests.desk.forms import errors, opened, press, send, sent_by, soup, standings, told
from tests.factories import make_article

ALL = ("en", "ru", "hy")
pytestmark = pytest.mark.django_db


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.mark.parametrize("language", ALL)
def test_the_form_of_another_story_fits_none_but_its_own(client: Client, language: str) -> None:
    client.force_login(cast.editor(language))
    article, other = make_article(languages=ALL), make_article(languages=ALL, title="Another")
    before, form = row(other), opened(client, change(article))
    response = send(client, change(other), "_continue", form, title_en="Forged")
    assert response.status_code == 409 and response.headers["Content-Language"] == language
    page = soup(response)
    assert page.select("#user-tools") and page.select("#content a[href='/admin/']")
    if language == "en":
        assert "What was sent does not go with the story as it stands now." in page.get_text()
    assert row(other) == before
    send(client, change(article), "_continue", form, title_en="Typed")
    assert text_at_desk(article, "en")["title"] == "Typed"


def test_the_form_of_an_own_story_sent_to_that_of_others_is_not_allowed(client: Client) -> None:
    author = cast.reporter()
    client.force_login(author)
    own = make_article(languages=ALL, state=State.DRAFT, created_by=author)
    other = make_article(languages=ALL, state=State.DRAFT, created_by=cast.editor())
    before = row(other)
    response = send(client, change(other), "submit:en", opened(client, change(own)))
    assert response.status_code == 403 and row(other) == before


def test_the_key_of_another_story_typed_into_the_form_changes_that_one_not(editor: Client) -> None:
    article, other = make_article(languages=ALL), make_article(languages=ALL)
    before = row(other)
    send(editor, change(article), "_continue", id=other.pk, pk=other.pk, article=other.pk, title_en="Typed")
    assert text_at_desk(article, "en")["title"] == "Typed" and row(other) == before


@pytest.mark.parametrize(
    ("step", "status"), [("withdraw:hy", 409), ("republish:en", 409), ("submit:en", 403), ("return:ru", 409)]
)
@pytest.mark.parametrize("with_form", [True, False])
def test_a_step_that_was_not_on_offer_is_not_taken(
    editor: Client, step: str, status: int, with_form: bool
) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    before = row(article)
    form = opened(editor, change(article)) if with_form else {}
    response = send(editor, change(article), step, form, title_en="Forged", note_ru="Forged")
    assert response.status_code == status and row(article) == before


@pytest.mark.parametrize("button", ["publish:ru", "together"])
def test_one_forged_step_among_others_stops_all(client: Client, button: str) -> None:
    client.force_login(cast.editor(works_in=("en",)))
    article = make_article(languages=ALL, state=State.DRAFT)
    before = row(article)
    response = send(client, change(article), button, step_en="publish", step_ru="publish")
    assert response.status_code == 403 and row(article) == before
    assert standings(press(client, change(article), "together", step_en="publish"))["en"] == "Published"


@pytest.mark.parametrize("forged", ["title_en", "body_ru", "category", "tags", "original_language"])
def test_a_translator_who_posts_fields_of_others_is_refused(client: Client, forged: str) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=ALL, state=State.DRAFT)
    before, form = row(article), opened(client, change(article))
    for sent in (form, {}):
        response = send(client, change(article), "submit:hy", sent | {"title_hy": ["Նոր"], forged: ["1"]})
        assert response.status_code == 403 and row(article) == before
    assert standings(press(client, change(article), "submit:hy", form))["hy"] == "In review"


def test_the_form_of_another_person_gives_no_rights(client: Client) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    client.force_login(cast.chief_editor())
    form = opened(client, change(article))
    client.force_login(cast.translator())
    before = row(article)
    for step in ("publish:hy", "together"):
        response = send(client, change(article), step, form, step_hy="publish")
        assert response.status_code == 403 and row(article) == before


def test_a_tampered_form_counts_as_none(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=ALL, state=State.DRAFT)
    before, form = row(article), opened(client, change(article))
    (packed,) = form["_opened"]
    for spoilt in (packed[:-1], f"{packed}x", "{}", "a:b:c", "\x00"):
        response = send(client, change(article), "publish:hy", form | {"_opened": [spoilt]})
        assert response.status_code == 403 and row(article) == before


def test_a_form_that_stood_open_is_no_forgery(client: Client) -> None:
    """Its fields were closed and its step overtaken by others: it says so, and keeps the text."""
    author = cast.reporter()
    client.force_login(author)
    article = make_article(languages=ALL, state=State.DRAFT, created_by=author)
    form: dict[str, Any] = opened(client, change(article))
    put(article, "en", state=State.REVIEW)
    page = press(client, change(article), "submit:en", form, title_en="An hour of work")
    assert told(page) == ["Somebody else changed its state meanwhile. What you typed is saved."]
    assert again(article).version("en").title == "An hour of work"
    put(article, "en", state=State.PUBLISHED, published_at=again(article).created_at)
    page = press(client, change(article), "submit:en", form, title_en="Another hour")
    assert page.status_code == 200 and errors(page, "title_en")
    assert sent_by(soup(page))["title_en"] == ["Another hour"]
    assert again(article).version("en").title == "An hour of work"
