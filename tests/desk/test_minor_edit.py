"""Whoever edits an original says of a change that its translations need not follow it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.states import State
from languages.dates import long_datetime
from tests import cast
from tests.articles.rows import again, differences, row
from tests.desk.forms import errors, opened, press, standings, steps, told
from tests.desk.originals import PARAGRAPHS, change, make_story, panel, rewrite, words
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ONCE, TWICE = PARAGRAPHS.replace("May", "June"), PARAGRAPHS.replace("May", "July")


def followers(response: Any) -> list[str]:
    """Return the labels of the translations that the last change made outdated."""
    return [words(label) for label in panel(response, "en").select(".follow__list b")]


def test_a_change_lists_the_translations_that_it_made_outdated(editor: Client) -> None:
    article = make_story()
    assert followers(editor.get(change(article))) == []
    assert followers(press(editor, change(article), "_continue", body_en=ONCE)) == []
    press(editor, change(article), "changes:en")
    response = editor.get(change(article))
    published = again(article).revisions.filter(language="en").latest("id")
    expected = f"The change of {long_datetime(published.created_at)} made 2 translations outdated"
    assert words(panel(response, "en").select_one(".follow__word p")) == expected
    assert followers(response) == ["RU", "ARM"] and "minor:en" in steps(response)
    assert [words(tag) for tag in panel(response, "en").select("[data-difference] ins")] != []


def test_a_minor_edit_leaves_translations_up_to_date(editor: Client) -> None:
    article = make_story()
    rewrite(article, "en", body=ONCE)
    before = row(article)
    response = press(editor, change(article), "minor:en")
    assert told(response)[0] == "The change was minor: translations stay up to date."
    assert set(standings(response).values()) == {"Published"}
    assert differences(before, row(article)) == {"translated_from_ru_id", "translated_from_hy_id"}
    assert followers(response) == [] and "minor:en" not in steps(response)


def test_it_is_offered_for_the_last_change_alone(editor: Client) -> None:
    article = make_story()
    rewrite(article, "en", body=ONCE)
    press(editor, change(article), "checked:hy")
    rewrite(article, "en", body=TWICE)
    response = editor.get(change(article))
    assert followers(response) == ["ARM"]
    after = press(editor, change(article), "minor:en")
    assert standings(after) == {"en": "Published", "ru": "Outdated", "hy": "Published"}
    assert "minor:en" not in steps(after)


def test_it_is_for_those_who_may_publish_the_original(client: Client) -> None:
    article = make_story()
    rewrite(article, "en", body=ONCE)
    client.force_login(cast.editor(works_in=("hy",)))
    page = client.get(change(article))
    assert "minor:en" not in steps(page) and followers(page) == []
    before = row(article)
    assert press(client, change(article), "minor:en").status_code == 403
    assert row(article) == before


def test_a_text_that_was_just_changed_is_saved_first(editor: Client) -> None:
    article = make_story()
    rewrite(article, "en", body=ONCE)
    before = row(article)
    refused = press(editor, change(article), "minor:en", body_en=TWICE)
    assert errors(refused, "body_en") == ["You changed this just now: save it first."]
    assert row(article) == before


def test_an_original_that_was_changed_again_is_not_called_minor_unseen(editor: Client) -> None:
    article = make_story()
    rewrite(article, "en", body=ONCE)
    form = opened(editor, change(article))
    press(editor, change(article), "minor:en")
    rewrite(article, "en", body=TWICE)
    before = row(article)
    response = press(editor, change(article), "minor:en", form)
    assert told(response)[0] == "The original changed again meanwhile. Compare once more, then confirm."
    assert row(article) == before


def test_when_nothing_is_outdated_any_more_the_button_says_so(editor: Client) -> None:
    article = make_story()
    rewrite(article, "en", body=ONCE)
    form = opened(editor, change(article))
    press(editor, change(article), "minor:en")
    response = press(editor, change(article), "minor:en", form)
    assert told(response)[0].startswith("Nothing is outdated here any more: somebody was quicker.")


def test_a_draft_changes_without_a_word(editor: Client) -> None:
    article = make_article(languages=("en", "ru", "hy"), state=State.DRAFT)
    rewrite(article, "en", body=ONCE)
    response = editor.get(change(article))
    assert not panel(response, "en").select("[data-follow]") and "minor:en" not in steps(response)
