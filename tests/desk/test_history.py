"""The history of a story names the language that was changed, in the words of whoever reads it."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article
from articles.states import State
from tests import cast
from tests.desk.forms import send, soup
from tests.factories import make_article, make_author, make_category

pytestmark = pytest.mark.django_db


def history(client: Client, address: str) -> list[str]:
    """Return what the history says, the newest last."""
    rows = soup(client.get(f"{address}history/")).select("#change-history tbody tr")
    return [" ".join(row.select("td")[-1].get_text(" ").split()) for row in rows]


def base(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/"


def test_a_change_names_its_language_and_its_fields(editor: Client) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    send(editor, f"{base(article)}change/", "_continue", title_ru="Новый", lead_ru="Новый", title_en="New")
    assert history(editor, base(article)) == [
        "Changed title for English “New”. Changed title and lead for Russian “Новый”."
    ]


def test_a_change_of_what_languages_share_is_told_apart(editor: Client) -> None:
    article, author, category = make_article(state=State.DRAFT), make_author(en="Anna"), make_category()
    typed = {"category": category.pk, "source_name": "Agency", "body_hy": "<p>Նոր</p>"}
    added = {"bylines-TOTAL_FORMS": 1, "bylines-0-author": author.pk, "bylines-0-position": 0}
    send(editor, f"{base(article)}change/", "_continue", **typed, **added)
    assert history(editor, base(article)) == [
        "Changed category and source. Changed text for Armenian “”. Added byline “Anna”."
    ]


def test_the_history_speaks_the_language_of_its_reader(editor: Client, client: Client) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    send(editor, f"{base(article)}change/", "_continue", title_ru="Новый", kind="opinion")
    client.force_login(cast.chief_editor("ru"))
    (entry,) = history(client, base(article))
    assert "Новый" in entry and not any("a" <= letter <= "z" for letter in entry.lower())


def test_a_step_leaves_its_entry(editor: Client) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    send(editor, f"{base(article)}change/", "publish:ru")
    assert history(editor, base(article)) == [
        "Changed state for Russian “Уровень озера растет третий год подряд”."
    ]


def test_a_story_published_with_its_first_press_says_both(editor: Client) -> None:
    typed = {"category": make_category().pk, "title_en": "New", "body_en": "<p>New</p>"}
    send(editor, "/admin/articles/article/add/", "publish:en", **typed)
    assert history(editor, base(Article.objects.get())) == ["Added. Changed state for English “New”."]


def test_a_plain_save_of_nothing_says_so(editor: Client) -> None:
    article = make_article(state=State.DRAFT)
    send(editor, f"{base(article)}change/", "_continue")
    assert history(editor, base(article)) == ["No fields changed."]


def test_simple_things_have_the_same_history(editor: Client) -> None:
    author = make_author(en="Anna")
    address = f"/admin/authors/author/{author.pk}/"
    send(editor, f"{address}change/", "_continue", name_hy="Աննա", slug="anna-p")
    assert history(editor, address) == ["Changed address. Changed full name for Armenian “Աննա”."]
