"""A translator sees what changed in the original, and says that the translation is right (again)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article, Revision
from articles.states import State
from articles.workflow.translating import published_original
from languages.dates import long_datetime
from tests import cast
from tests.articles.rows import again, differences, row
from tests.desk.forms import errors, opened, press, sent_by, soup, standings, steps, tabs_with_errors, told
from tests.desk.originals import PARAGRAPHS, change, make_story, panel, rewrite, words
from tests.factories import TITLES

pytestmark = pytest.mark.django_db
CHANGED = PARAGRAPHS.replace("in May", "in June").replace("</p><p>Nobody", "</p><p>So it was.</p><p>Nobody")


def make_outdated() -> Article:
    article = make_story()
    rewrite(article, "en", body=CHANGED, title="The lake level rises for the fourth year")
    return again(article)


def shown(response: Any, language: str, part: str, sign: str) -> list[str]:
    """Return the words that came ("ins") or went ("del"), without what only is heard."""
    found = panel(response, language).select(f'[data-difference] [data-part="{part}"] {sign}')
    for tag in found:
        for heard in tag.select(".visually-hidden"):
            heard.extract()
    return [words(tag) for tag in found]


def test_nothing_is_said_while_a_translation_is_up_to_date(editor: Client) -> None:
    response = editor.get(change(make_story()))
    assert not panel(response, "hy").select("[data-follow], [data-difference]")
    assert not panel(response, "en").select("[data-follow], [data-difference]")


@pytest.mark.parametrize(
    ("desk", "sentence"),
    [
        ("en", "Outdated since {}: the original was changed"),
        ("ru", "Устарело с {} — оригинал изменён"),
        ("hy", "Հնացած է {}-ից. բնօրինակը փոխվել է"),
    ],
)
def test_an_outdated_translation_says_since_when(client: Client, desk: str, sentence: str) -> None:
    client.force_login(cast.editor(desk))
    article = make_outdated()
    first = Revision.objects.filter(article=article, language="en").first()
    rewrite(article, "en", body=CHANGED + "<p>Once more.</p>")
    assert first is not None
    since = long_datetime(first.created_at, desk)
    response = client.get(change(article))
    for language in ("ru", "hy"):
        assert words(panel(response, language).select_one(".follow__word")) == sentence.format(since)


def test_it_shows_which_words_changed_and_folds_what_did_not(editor: Client) -> None:
    response = editor.get(change(make_outdated()))
    assert shown(response, "hy", "title", "ins") == ["The lake", "fourth"]
    assert shown(response, "hy", "title", "del") == ["Lake", "third"]
    assert shown(response, "hy", "body", "ins") == ["So it was.", "June"]
    assert shown(response, "hy", "body", "del") == ["May"]
    folded = panel(response, "hy").select("[data-difference] .folded summary")
    assert [words(summary) for summary in folded] == ["1 paragraph unchanged"] * 2
    assert "The lead is unchanged" in words(panel(response, "hy").select_one("[data-difference]"))


def test_what_changed_can_be_heard(editor: Client) -> None:
    page = panel(editor.get(change(make_outdated())), "hy")
    body = page.select_one('[data-difference] [data-part="body"]')
    assert "added, begin June added, end" in words(body)
    assert "removed, begin May removed, end" in words(body)


def test_each_paragraph_stands_beside_the_one_that_was_made_from_it(editor: Client) -> None:
    page = panel(editor.get(change(make_outdated())), "hy")
    passages = page.select('[data-difference] [data-part="body"] [data-place]')
    assert [passage["data-place"] for passage in passages] == ["0", "1", "1", "2"]
    head = page.select_one("[data-beside]")
    assert head is not None and head["data-places"] == "0 1 1 2"


def test_hostile_words_in_a_difference_stay_words(editor: Client) -> None:
    article = make_story()
    rewrite(
        article, "en", title="<script>alert(1)</script>", body="<p>&lt;img src=x onerror=alert(1)&gt;</p>"
    )
    response = editor.get(change(article))
    assert not panel(response, "hy").select("[data-difference] :is(script, img)")
    assert "<img src=x onerror=alert(1)>" in " ".join(shown(response, "hy", "body", "ins"))


def test_saving_and_marking_is_one_step_of_what_readers_do_not_see(editor: Client) -> None:
    article = make_outdated()
    Article.objects.filter(pk=article.pk).update(state_hy=State.DRAFT)
    response = press(editor, change(article), "confirm:hy", title_hy="Լիճը չորրորդ տարին")
    assert told(response)[0] == "Armenian is confirmed to be up to date."
    assert again(article).version("hy").title == "Լիճը չորրորդ տարին"
    assert not panel(response, "hy").select("[data-follow]")


def test_changes_of_what_is_out_are_marked_and_count_once_they_are_published(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_outdated()
    response = press(client, change(article), "confirm:hy", title_hy="Լիճը չորրորդ տարին")
    assert told(response)[0] == "Armenian is up to date once its changes are published."
    assert standings(response) == {"en": "Published", "ru": "Outdated", "hy": "Outdated"}
    assert again(article).version("hy").title == TITLES["hy"]
    waiting = panel(response, "hy").select_one(".waiting")
    assert "They bring the translation up to date with the original." in words(waiting)
    client.force_login(cast.editor())
    response = press(client, change(article), "changes:hy")
    assert told(response)[0] == "The changes are published (Armenian)."
    assert standings(response) == {"en": "Published", "ru": "Outdated", "hy": "Published"}
    assert again(article).version("hy").title == "Լիճը չորրորդ տարին"
    assert not panel(response, "hy").select(".waiting, [data-follow]")


def test_what_is_still_right_is_confirmed_without_a_change(editor: Client) -> None:
    article = make_outdated()
    before = row(article)
    response = press(editor, change(article), "checked:hy")
    assert told(response)[0] == "Armenian is confirmed to be up to date."
    assert differences(before, row(article)) == {"translated_from_hy_id"}


def test_a_text_that_was_just_changed_is_not_still_right(editor: Client) -> None:
    article = make_outdated()
    before = row(article)
    refused = press(editor, change(article), "checked:hy", title_hy="Լիճ")
    assert errors(refused, "title_hy") == ["You changed this just now: save it first."]
    assert tabs_with_errors(refused) == ["hy"] and row(article) == before
    response = press(editor, change(article), "checked:hy", title_ru="Озеро")
    assert told(response)[0] == "Armenian is confirmed to be up to date."


def test_a_translator_says_so_of_what_is_out_and_of_a_draft(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_outdated()
    assert sorted(steps(client.get(change(article)))) == ["checked:hy", "confirm:hy"]
    Article.objects.filter(pk=article.pk).update(state_hy=State.DRAFT)
    assert sorted(steps(client.get(change(article)))) == ["checked:hy", "confirm:hy", "submit:hy"]


@pytest.mark.parametrize("button", ["checked:hy", "confirm:hy"])
def test_an_original_that_moved_on_is_compared_once_more(editor: Client, button: str) -> None:
    article = make_outdated()
    form = opened(editor, change(article))
    rewrite(article, "en", body="<p>Something else.</p>")
    response = press(editor, change(article), button, form)
    assert told(response)[0] == "The original changed again meanwhile. Compare once more, then confirm."
    assert standings(response)["hy"] == "Outdated"
    assert shown(response, "hy", "body", "ins") == ["Something else."]


@pytest.mark.parametrize("button", ["checked:hy", "confirm:hy"])
def test_one_that_somebody_else_confirmed_says_so_and_keeps_what_was_typed(
    editor: Client, button: str
) -> None:
    article = make_outdated()
    form = opened(editor, change(article))
    current = published_original(article)
    assert current is not None
    workflow.confirm(again(article).version("hy"), seen=current.pk, by=None)
    response = press(editor, change(article), button, form, title_ru="Озеро")
    sentence = "Nothing is outdated here any more: somebody was quicker. What you typed is saved."
    assert told(response)[0] == sentence and sent_by(soup(response))["title_ru"] == ["Озеро"]


@pytest.mark.parametrize("button", ["checked:ru", "confirm:ru", "minor:en", "minor:hy", "checked:en"])
def test_a_button_of_somebody_else_s_pressed_by_hand_changes_nothing(client: Client, button: str) -> None:
    client.force_login(cast.translator())
    article = make_outdated()
    Article.objects.filter(pk=article.pk).update(state_hy=State.DRAFT)
    before = row(article)
    assert press(client, change(article), button).status_code == 403
    assert row(article) == before


@pytest.mark.parametrize("forged", ["", "[1, 2]", '{"original": "0"}', '{"original": "other"}'])
def test_a_form_that_does_not_say_which_original_it_showed_confirms_nothing(
    editor: Client, forged: str
) -> None:
    article = make_outdated()
    before = row(article)
    form = opened(editor, change(article)) | {"_opened": [forged]}
    response = press(editor, change(article), "checked:hy", form)
    assert standings(response)["hy"] == "Outdated" and row(article) == before
