"""A translation whose changes wait: which text of the original they follow, and what that does once out."""

from __future__ import annotations

from typing import Any

import pytest

from articles import workflow
from articles.models import Article
from articles.workflow import ImpossibleStep, OriginalMoved
from articles.workflow.translating import published_original
from articles.writing import save_changes
from languages.columns import column
from tests import cast
from tests.articles.rows import EARLIER, NOW, again, differences, row
from tests.factories import make_article, save_and_publish

pytestmark = pytest.mark.django_db


def story(**facts: Any) -> Article:
    return again(make_article(languages=("en", "ru", "hy"), published_at=EARLIER, **facts))


def save(article: Article, language: str, body: str, *, by: Any = None) -> None:
    stored, name = again(article), column("body", language)
    setattr(stored, name, f"<p>{body}</p>")
    save_changes(stored, [name], by=by, now=NOW)


def change(article: Article, language: str, body: str) -> None:
    """Save a text and let readers see it."""
    stored, name = again(article), column("body", language)
    setattr(stored, name, f"<p>{body}</p>")
    save_and_publish(stored, [name], now=NOW)


def take(step: Any, article: Article, language: str, **options: Any) -> None:
    step(again(article).version(language), now=NOW, **{"by": None, **options})


def publish_changes(article: Article, language: str, **options: Any) -> None:
    staged = again(article).version(language).staged()
    take(workflow.publish_changes, article, language, seen=staged, **options)


def text_out(article: Article) -> int:
    revision = published_original(again(article), NOW)
    assert revision is not None
    return revision.pk


def outdated(article: Article) -> list[str]:
    return [version.language for version in again(article).versions() if version.is_outdated(NOW)]


def test_a_change_of_the_original_that_waits_outdates_nothing() -> None:
    article = story()
    save(article, "en", "Another.")
    assert outdated(article) == []
    publish_changes(article, "en")
    assert outdated(article) == ["ru", "hy"]


def test_a_translation_is_outdated_until_what_brings_it_up_to_date_is_published() -> None:
    translator, article = cast.translator(), story()
    change(article, "en", "Another.")
    save(article, "hy", "Ուրիշ։", by=translator)
    take(workflow.confirm_changes, article, "hy", seen=text_out(article), by=translator)
    assert outdated(article) == ["ru", "hy"]
    before = row(article)
    publish_changes(article, "hy")
    assert outdated(article) == ["ru"]
    assert again(article).version("hy").pin() == text_out(article)
    assert differences(before, row(article)) == {
        *("body_hy", "updated_at_hy", "staged_hy_id", "translated_from_hy_id")
    }


def test_changes_that_nobody_compared_leave_a_translation_outdated() -> None:
    article = story()
    change(article, "en", "Another.")
    save(article, "hy", "Ուրիշ։")
    publish_changes(article, "hy")
    assert outdated(article) == ["ru", "hy"]


def test_later_changes_keep_what_was_said_of_those_before() -> None:
    article = story()
    change(article, "en", "Another.")
    save(article, "hy", "Ուրիշ։")
    take(workflow.confirm_changes, article, "hy", seen=text_out(article))
    save(article, "hy", "Եվ մեկ ուրիշ։")
    publish_changes(article, "hy")
    assert outdated(article) == ["ru"]


def test_what_waits_tells_who_wrote_it_when_whoever_confirms_it() -> None:
    translator, article = cast.translator(), story()
    change(article, "en", "Another.")
    save(article, "hy", "Ուրիշ։", by=translator)
    take(workflow.confirm_changes, article, "hy", seen=text_out(article), by=cast.editor())
    waits = article.revisions.filter(language="hy").order_by("-id")[0]
    assert waits.pk == again(article).version("hy").staged()
    assert (waits.author, waits.created_at, waits.made_from_id) == (translator, NOW, text_out(article))


def test_discarded_changes_take_their_word_about_the_original_with_them() -> None:
    article = story()
    change(article, "en", "Another.")
    save(article, "hy", "Ուրիշ։")
    take(workflow.confirm_changes, article, "hy", seen=text_out(article))
    staged = again(article).version("hy").staged()
    take(workflow.discard_changes, article, "hy", seen=staged)
    assert outdated(article) == ["ru", "hy"]


def test_where_nothing_waits_the_text_that_is_out_is_confirmed() -> None:
    article = story()
    change(article, "en", "Another.")
    take(workflow.confirm_changes, article, "hy", seen=text_out(article))
    assert outdated(article) == ["ru"]


def test_what_is_right_as_it_is_out_is_right_with_its_changes_too() -> None:
    article = story()
    change(article, "en", "Another.")
    save(article, "hy", "Ուրիշ։")
    take(workflow.confirm, article, "hy", seen=text_out(article))
    assert outdated(article) == ["ru"]
    publish_changes(article, "hy")
    assert outdated(article) == ["ru"]


def test_a_minor_edit_is_minor_to_what_waits() -> None:
    article = story()
    change(article, "en", "Another.")
    save(article, "hy", "Ուրիշ։")
    take(workflow.confirm_changes, article, "hy", seen=text_out(article))
    change(article, "en", "Another!")
    take(workflow.mark_minor, article, "en")
    assert outdated(article) == ["ru", "hy"]  # what is out was made from an older text
    publish_changes(article, "hy")
    assert outdated(article) == ["ru"]


def test_changes_are_confirmed_against_the_text_that_is_out_and_no_other() -> None:
    article = story()
    seen = text_out(article)
    change(article, "en", "Another.")
    save(article, "hy", "Ուրիշ։")
    before = row(article)
    with pytest.raises(OriginalMoved):
        take(workflow.confirm_changes, article, "hy", seen=seen)
    save(article, "en", "A third.")
    with pytest.raises(ImpossibleStep):
        take(workflow.confirm_changes, article, "en", seen=seen)
    assert differences(before, row(article)) == {"staged_en_id"}


def test_changes_to_a_translation_of_nothing_are_made_from_the_original_there_is_by_then() -> None:
    article = again(make_article(languages=("hy",), original_language="en"))
    assert again(article).version("hy").pin() is None
    save(article, "en", "First.")
    save(article, "hy", "Առաջին։")
    save(article, "en", "Second.")
    first = article.revisions.filter(language="en").order_by("id")[0]
    assert again(article).version("hy").pin() is None
    publish_changes(article, "hy")
    assert again(article).version("hy").pin() == first.pk


def test_what_was_made_from_a_former_original_is_pinned_to_the_present_one() -> None:
    article = story()
    save(article, "hy", "Ուրիշ։")
    stored = again(article)
    stored.original_language = "ru"
    save_changes(stored, ["original_language"], by=None, now=NOW)
    pin = again(article).version("hy").pin()
    save(article, "hy", "Եվ մեկ ուրիշ։")
    publish_changes(article, "hy")
    assert again(article).version("hy").pin() == pin and outdated(article) == []
    stored = again(article)
    stored.original_language = "hy"
    save_changes(stored, ["original_language"], by=None, now=NOW)
    save(article, "hy", "Բնօրինակ։")
    publish_changes(article, "hy")
    assert again(article).version("hy").pin() is None and outdated(article) == ["en", "ru"]


def test_changes_of_an_original_that_is_taken_back_are_its_text_and_outdate_once_out_again() -> None:
    article = story()
    save(article, "en", "Another.")
    take(workflow.withdraw, article, "en")
    assert again(article).version("en").body == "<p>Another.</p>" and outdated(article) == []
    take(workflow.republish, article, "en")
    assert outdated(article) == ["ru", "hy"]
