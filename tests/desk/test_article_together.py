"""Two people at one story: a form that stood open for long undoes nothing that others did meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from articles.states import State
from authors.models import Author
from tests.articles.rows import again, put, text_at_desk
from tests.desk.forms import all_errors, errors, opened, press, send, sent_by, soup, tabs_with_errors, told
from tests.factories import make_article, make_author, make_category, make_tag

ALL = ("en", "ru", "hy")
OVERTAKEN = (
    "Somebody else changed this while you had it open. "
    "Compare with theirs in another tab, then save again to put yours in its place."
)
MOVED = "Somebody else changed its state meanwhile. What you typed is saved."


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def facts(article: Article) -> dict[str, Any]:
    stored = again(article)
    titles = {code: text_at_desk(article, code)["title"] for code in ALL}
    return {**titles, "category": stored.category, "tags": set(stored.tags.all()), "kind": stored.kind}


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_people_in_different_languages_do_not_undo_each_other(editor: Client, state: str) -> None:
    article = make_article(languages=ALL, state=state)
    first, second = opened(editor, change(article)), opened(editor, change(article))
    send(editor, change(article), "_continue", first, title_en="New", body_en="<p>New text.</p>")
    send(editor, change(article), "_continue", second, title_ru="Новый", lead_ru="Новый")
    english, russian = text_at_desk(article, "en"), text_at_desk(article, "ru")
    assert (english["title"], english["body"]) == ("New", "<p>New text.</p>")
    assert (russian["title"], russian["lead"]) == ("Новый", "Новый")
    assert text_at_desk(article, "hy") == article.version("hy").snapshot()


def test_facts_all_languages_share_are_not_undone_either(editor: Client) -> None:
    article, category, tag = make_article(languages=ALL), make_category(), make_tag()
    first, second = opened(editor, change(article)), opened(editor, change(article))
    send(editor, change(article), "_continue", first, category=category.pk, tags=[tag.pk], kind="opinion")
    send(editor, change(article), "_continue", second, title_ru="Новый")
    assert facts(article)["ru"] == "Новый"
    assert (facts(article)["category"], facts(article)["tags"]) == (category, {tag})
    assert facts(article)["kind"] == "opinion"


def test_clearing_a_field_is_a_change_too(editor: Client) -> None:
    tag = make_tag()
    article = make_article(languages=ALL, tags=(tag,), source_name="Agency")
    second = opened(editor, change(article))
    send(editor, change(article), "_continue", source_name="Another agency")
    send(editor, change(article), "_continue", second, tags=[], lead_en="")
    assert (facts(article)["tags"], text_at_desk(article, "en")["lead"]) == (set(), "")
    assert again(article).source_name == "Another agency"


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_a_text_two_people_changed_is_not_overwritten_unasked(editor: Client, state: str) -> None:
    article = make_article(languages=ALL, state=state)
    second = opened(editor, change(article))
    send(editor, change(article), "_continue", title_ru="Их")
    refused = press(editor, change(article), "_continue", second, title_ru="Наш", title_en="New")
    assert errors(refused, "title_ru") == [OVERTAKEN] and tabs_with_errors(refused) == ["ru"]
    assert facts(article)["ru"] == "Их" and facts(article)["en"] == article.version("en").title
    still_open = sent_by(soup(refused))
    assert (still_open["title_ru"], still_open["title_en"]) == (["Наш"], ["New"])
    send(editor, change(article), "_continue", still_open)
    assert (facts(article)["ru"], facts(article)["en"]) == ("Наш", "New")


def test_the_same_change_by_two_people_is_no_quarrel(editor: Client) -> None:
    article = make_article(languages=ALL)
    second = opened(editor, change(article))
    for fields in (None, second):
        assert not all_errors(press(editor, change(article), "_continue", fields, title_ru="Тот же"))
    assert facts(article)["ru"] == "Тот же"


def byline(article: Article, number: int, author: Author) -> dict[str, Any]:
    """Return a new row of the byline as the form sends it."""
    row = {"id": "", "article": article.pk, "author": author.pk, "position": number}
    total = {"bylines-TOTAL_FORMS": number + 1}
    return total | {f"bylines-{number}-{name}": value for name, value in row.items()}


def test_an_author_taken_off_meanwhile_stays_off_and_stops_nobody(editor: Client) -> None:
    article = make_article(languages=ALL, authors=(make_author(en="Anna"), make_author(en="Boris")))
    form = opened(editor, change(article))
    article.bylines.get(author__name_en="Anna").delete()
    assert not all_errors(press(editor, change(article), "_continue", form, title_ru="Новый"))
    assert [str(row) for row in article.bylines.all()] == ["Boris"] and facts(article)["ru"] == "Новый"


def test_an_author_put_on_by_two_people_stands_there_once(editor: Client) -> None:
    article, anna = make_article(languages=ALL), make_author(en="Anna")
    form = opened(editor, change(article))
    send(editor, change(article), "_continue", **byline(article, 0, anna))
    refused = press(editor, change(article), "_continue", form, title_ru="Новый", **byline(article, 0, anna))
    assert all_errors(refused) == ["Somebody else put this here meanwhile. Remove it, or choose another."]
    assert article.bylines.count() == 1
    without = {name: value for name, value in sent_by(soup(refused)).items() if "bylines-0" not in name}
    send(editor, change(article), "_continue", without | {"bylines-TOTAL_FORMS": ["0"]})
    assert article.bylines.count() == 1 and facts(article)["ru"] == "Новый"


def test_an_author_put_on_twice_is_refused(editor: Client) -> None:
    anna = make_author(en="Anna")
    article = make_article(languages=ALL, authors=(anna,))
    refused = press(editor, change(article), "_continue", **byline(article, 1, anna))
    assert "The same stands here twice. Remove one of the two." in all_errors(refused)
    send(editor, change(article), "_continue", **byline(article, 1, make_author(en="Boris")))
    assert [str(row) for row in article.bylines.all()] == ["Anna", "Boris"]


def test_a_language_published_meanwhile_does_not_stop_work_on_another(editor: Client) -> None:
    article = make_article(languages=("en",), state=State.DRAFT)
    first, second = opened(editor, change(article)), opened(editor, change(article))
    send(editor, change(article), "publish:hy", first, title_hy="Նոր", body_hy="<p>Նոր</p>")
    response = press(editor, change(article), "_continue", second, title_en="New")
    assert not all_errors(response)
    assert again(article).version("hy").is_live() and again(article).version("hy").title == "Նոր"
    assert facts(article)["en"] == "New"


@pytest.mark.parametrize(
    ("before", "button", "after"),
    [
        (State.REVIEW, "publish:ru", State.DRAFT),
        (State.DRAFT, "publish:ru", State.REVIEW),
        (State.REVIEW, "return:ru", State.WITHDRAWN),
    ],
)
def test_a_step_is_not_taken_from_a_state_nobody_saw(
    editor: Client, before: str, button: str, after: str
) -> None:
    article = make_article(languages=ALL, state=before)
    form = opened(editor, change(article))
    put(article, "ru", state=after)
    response = press(editor, change(article), button, form, title_ru="Новый", note_ru="Почему?")
    assert told(response)[0] == MOVED
    assert (again(article).version("ru").state, facts(article)["ru"]) == (after, "Новый")
    send(editor, change(article), "republish:ru" if after == State.WITHDRAWN else "publish:ru")
    assert again(article).version("ru").is_live()


def test_the_second_press_on_publish_says_that_it_is_out_already(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    form = opened(editor, change(article))
    send(editor, change(article), "publish:ru", form)
    first_out = again(article).version("ru").published_at
    assert MOVED in told(press(editor, change(article), "publish:ru", form))
    assert again(article).version("ru").published_at == first_out


@pytest.mark.parametrize("forged", ["", "no json", "[]", '{"title_en": 5}', '{"title_en": "0"}'])
def test_a_form_without_its_fingerprints_saves_what_differs(editor: Client, forged: str) -> None:
    article = make_article(languages=ALL)
    typed = {"_opened": forged, "title_ru": "Новый"}
    response = press(editor, change(article), "_continue", **typed)
    assert response.status_code == 200
    assert facts(article)["ru"] == "Новый" and facts(article)["en"] == article.version("en").title
