"""Another language beside the one that is written, and copying from the original."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Revision
from articles.states import State
from languages.dates import long_datetime
from tests import cast
from tests.articles.rows import again
from tests.desk.forms import press, soup
from tests.desk.originals import ALL, PARAGRAPHS, change, make_story, panel, ready, rewrite, words
from tests.factories import make_article, make_category, set_translated

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


def offered(response: Any, language: str) -> list[str]:
    """Return the languages that can stand beside one, in the order of the choice."""
    options = panel(response, language).select("[data-source-choice] option")
    return [str(option["value"]) for option in options]


def copied(response: Any, language: str) -> list[str]:
    """Return the fields with a button that copies from the original."""
    return [str(button["data-copy"]) for button in panel(response, language).select("[data-copy]")]


def source(response: Any, language: str, field: str) -> Any:
    """Return what stands ready to be laid beside a field."""
    return ready(response, language).select_one(f'[data-part="{field}"] [data-text]')


def test_any_other_language_can_stand_beside_one_the_original_first(editor: Client) -> None:
    article = make_article(languages=("ru", "en", "hy"))
    response = editor.get(change(article))
    assert [offered(response, code) for code in ALL] == [["ru", "hy"], ["en", "hy"], ["ru", "en"]]


def test_a_language_that_is_missing_stands_beside_none(editor: Client) -> None:
    response = editor.get(change(make_article(languages=("en", "ru"))))
    assert [offered(response, code) for code in ALL] == [["ru"], ["en"], ["en", "ru"]]


def test_a_new_story_has_no_switch_and_one_that_is_stored_has(editor: Client) -> None:
    assert not soup(editor.get(ADD)).select("[data-beside-switch], [data-beside], [data-copy]")
    switch = soup(editor.get(change(make_article()))).select("[data-beside-switch]")
    assert [(button["type"], button["aria-pressed"]) for button in switch] == [("button", "false")]


def test_what_stands_beside_is_marked_with_its_language_and_keeps_its_bold_words(editor: Client) -> None:
    article = make_article(languages=ALL)
    rewrite(article, "en", body="<p>The <strong>lake</strong>.</p><ul><li>rose</li></ul>")
    response = editor.get(change(article))
    body = source(response, "en", "body")
    assert body["lang"] == "en" and words(body.select_one("strong")) == "lake" and body.select("ul > li")
    assert {code: source(response, code, "title")["lang"] for code in ALL} == {code: code for code in ALL}


def test_what_stands_beside_is_what_is_stored_even_in_a_form_that_came_back(editor: Client) -> None:
    article = make_article(languages=("en", "ru"))
    response = press(editor, change(article), "_continue", title_en="Typed", title_ru="")
    assert panel(response, "en").select_one("#id_title_en")["value"] == "Typed"  # type: ignore[index]
    assert words(source(response, "en", "title")) == article.version("en").title


def test_it_opens_by_itself_for_whoever_writes_a_translation(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    response = client.get(change(article))
    opens = {code: panel(response, code).select_one("[data-beside]")["data-opens"] for code in ALL}  # type: ignore[index]
    assert opens == {"en": "no", "ru": "no", "hy": "yes"}


def test_a_translator_copies_what_the_original_has_into_their_own_language(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    rewrite(article, "en", seo_title="Lake")
    response = client.get(change(article))
    assert copied(response, "hy") == ["title_hy", "lead_hy", "body_hy", "seo_title_hy"]
    assert (copied(response, "en"), copied(response, "ru")) == ([], [])


def test_the_original_is_never_copied_into_itself(editor: Client) -> None:
    response = editor.get(change(make_article(languages=("ru", "en"))))
    assert copied(response, "ru") == []
    froms = {button["data-from"] for button in panel(response, "en").select("[data-copy]")}
    assert froms == {"ru"} and copied(response, "en")


def test_a_text_is_copied_over_by_those_alone_who_may_change_it(client: Client) -> None:
    client.force_login(cast.translator(works_in=("ru",)))
    article = make_story()
    response = client.get(change(article))
    assert copied(response, "hy") == [] and "body_ru" in copied(response, "ru")


def test_a_person_who_only_reads_is_offered_nothing(client: Client) -> None:
    client.force_login(cast.reporter())
    response = client.get(change(make_story()))
    assert response.status_code == 200
    assert not soup(response).select(
        "[data-beside-switch], [data-beside], [data-copy], template[data-source]"
    )


@pytest.mark.parametrize(
    ("desk", "sentence"),
    [
        ("en", "Translated from the text of {}"),
        ("ru", "Переведено с текста от {}"),
        ("hy", "Թարգմանված է {}-ի տեքստից"),
    ],
)
def test_a_translation_says_from_which_text_it_was_made(client: Client, desk: str, sentence: str) -> None:
    client.force_login(cast.editor(desk))
    article = make_story()
    response = client.get(change(article))
    pin = Revision.objects.get(pk=again(article).version("hy").pin() or 0)
    expected = sentence.format(long_datetime(pin.created_at, desk))
    assert words(panel(response, "hy").select_one(".pin")) == expected
    assert not panel(response, "en").select(".pin")


def test_a_text_without_an_original_says_nothing_of_one(editor: Client) -> None:
    article = make_article(languages=("hy",), state=State.DRAFT, original_language="en")
    response = editor.get(change(article))
    assert not soup(response).select(".pin, [data-follow], [data-copy]")
    assert offered(response, "en") == ["hy"] and offered(response, "hy") == []


def test_the_enter_key_still_saves_where_a_button_stands_over_the_fields(editor: Client) -> None:
    article = make_story()
    rewrite(article, "en", body=PARAGRAPHS + "<p>More.</p>")
    buttons = soup(editor.get(change(article))).select("#content form [type=submit]")
    assert str(buttons[0]["name"]) == "_continue"
    assert "checked:hy" in {button.get("value") for button in buttons}


def test_hostile_text_beside_the_form_stays_text(editor: Client) -> None:
    article = Article(category=make_category(), original_language="en")
    set_translated(article, "title", en="<script>alert(1)</script>")
    set_translated(article, "lead", en="</template><img src=x>")
    set_translated(article, "body", en="<p onclick=alert(1)>Lake<script>alert(2)</script></p>")
    article.save()
    beside = ready(editor.get(change(article)), "en")
    assert not beside.select("script, img, [onclick]")
    assert "<script>alert(1)</script>" in words(beside.select_one('[data-part="title"]'))
    assert words(source(editor.get(change(article)), "en", "body")) == "Lake"
