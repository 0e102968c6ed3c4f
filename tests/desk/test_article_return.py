"""The buttons of review, withdrawal and translation, from the page and from a forged form."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.states import State
from tests import cast
from tests.articles.rows import again
from tests.desk.forms import errors, opened, press, send, soup, standings, steps, told
from tests.factories import make_article, make_image, save_and_publish

ALL = ("en", "ru", "hy")
pytestmark = pytest.mark.django_db


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def rewrite(article: Article, **texts: Any) -> None:
    """Change the English original that is out."""
    stored = again(article)
    for name, text in texts.items():
        setattr(stored, name, text)
    save_and_publish(stored, list(texts))


def test_an_editor_returns_a_text_with_a_word_and_its_author_sends_it_again(
    editor: Client, client: Client
) -> None:
    author = cast.reporter()
    article = make_article(languages=ALL, state=State.REVIEW, created_by=author)
    page = editor.get(change(article))
    assert {"publish:ru", "return:ru"} <= set(steps(page)) and soup(page).select("textarea[name=note_ru]")
    silent = press(editor, change(article), "return:ru")
    assert told(silent)[0] == "Say why it goes back: write a word to its author."
    assert standings(silent)["ru"] == "In review"
    returned = press(editor, change(article), "return:ru", note_ru="Кто это говорит?")
    assert told(returned)[0] == "Russian is returned to its author."
    assert standings(returned) == {"en": "In review", "ru": "Draft", "hy": "In review"}
    event = article.timeline()[0]
    assert (event.kind, event.note, str(event.by)) == ("returned", "Кто это говорит?", "Editor")
    client.force_login(author)
    assert standings(press(client, change(article), "submit:ru", lead_ru="Мэр"))["ru"] == "In review"


def test_what_is_withdrawn_is_gone_for_readers_until_it_is_published_again(editor: Client) -> None:
    article = make_article(languages=ALL)
    first_out = article.version("ru").published_at
    address = article.version("ru").get_absolute_url()
    assert standings(press(editor, change(article), "withdraw:ru"))["ru"] == "Withdrawn"
    assert editor.get(address).status_code == 410
    page = editor.get(change(article))
    assert [step for step in steps(page) if step.endswith(":ru")] == ["republish:ru", "schedule:ru"]
    back = press(editor, change(article), "republish:ru")
    assert told(back)[0] == "Russian is published again." and standings(back)["ru"] == "Published"
    assert again(article).version("ru").published_at == first_out


def test_what_is_withdrawn_can_be_scheduled(editor: Client) -> None:
    article = make_article(languages=("en",))
    send(editor, change(article), "withdraw:en")
    day = f"{timezone.localdate() + timedelta(days=2):%Y-%m-%d}"
    response = press(editor, change(article), "schedule:en", publish_at_en_0=day, publish_at_en_1="10:00")
    assert told(response)[0] == "English is scheduled." and standings(response)["en"] == "Scheduled"


def test_a_translator_confirms_what_is_still_right(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=ALL)
    assert steps(client.get(change(article))) == []
    rewrite(article, body_en="<p>Another.</p>")
    page = client.get(change(article))
    assert standings(page) == {"en": "Published", "ru": "Outdated", "hy": "Outdated"}
    assert steps(page) == ["checked:hy", "confirm:hy"]
    response = press(client, change(article), "checked:hy")
    assert told(response)[0] == "Armenian is confirmed to be up to date."
    assert standings(response) == {"en": "Published", "ru": "Outdated", "hy": "Published"}


def test_a_form_that_showed_an_older_original_confirms_nothing(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=ALL)
    rewrite(article, body_en="<p>Another.</p>")
    form = opened(client, change(article))
    rewrite(article, body_en="<p>One more.</p>")
    response = press(client, change(article), "checked:hy", form)
    assert told(response)[0] == "The original changed again meanwhile. Compare once more, then confirm."
    assert standings(response)["hy"] == "Outdated"
    for forged in ('{"original": "x"}', '{"original": ["1"]}', '{"original": "99999999999999999999"}', "{}"):
        press(client, change(article), "checked:hy", form | {"_opened": [forged]})
    assert again(article).version("hy").is_outdated()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_picture_without_a_description_stops_its_language_only(editor: Client, language: str) -> None:
    article = make_article(languages=ALL, state=State.DRAFT, lead_image=make_image(en="A lake"))
    response = press(editor, change(article), f"publish:{language}")
    if language == "en":
        assert standings(response)["en"] == "Published"
    else:
        expected = "Russian cannot be published without a description of this picture in it."
        assert errors(response, "lead_image") == [expected]
        assert again(article).version("ru").state == State.DRAFT


def test_two_editors_who_approve_at_once_publish_once(editor: Client) -> None:
    article = make_article(languages=("en",), state=State.REVIEW)
    form = opened(editor, change(article))
    for _ in range(2):
        response = press(editor, change(article), "publish:en", form)
    assert told(response)[0] == "Somebody else changed its state meanwhile. What you typed is saved."
    kinds = [event.kind for event in article.timeline()]
    assert kinds.count("approved") == kinds.count("published") == 1


def test_a_save_notes_the_facts_it_changed_with_tags_and_authors(editor: Client) -> None:
    article = make_article(languages=("en",), state=State.DRAFT)
    send(editor, change(article), "_continue", kind="opinion", source_name="Agency")
    event = article.timeline()[0]
    assert (event.kind, event.note, str(event.by)) == ("facts", "kind source_name", "Editor")
