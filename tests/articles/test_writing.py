"""Saving what was typed: the columns that changed, the slug that follows, the note that it was updated."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Article
from articles.states import State
from articles.writing import save_changes, touched_languages
from languages.columns import column
from tests.articles.rows import EARLIER, LATER, NOW, again, differences, put, row
from tests.factories import make_article, make_category, save_and_publish

pytestmark = pytest.mark.django_db


def save(article: Article, language: str, *, now: datetime | None = None, **texts: Any) -> None:
    """Type into one language of an article and save it, for readers too where they see it."""
    for field, text in texts.items():
        setattr(article, column(field, language), text)
    save_and_publish(article, [column(field, language) for field in texts], now=now)


def draft(*, title: str = "", slug: str = "", **values: Any) -> Article:
    article = make_article(state=State.DRAFT, title=title)
    if slug or values:
        put(article, "en", **({"slug": slug} if slug else {}), **values)
    return again(article)


def slug_of(article: Article, language: str = "en") -> str:
    return again(article).version(language).slug


def test_only_the_named_columns_are_written() -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    before = row(article)
    article.version("en").lead = "New"
    article.version("en").body = "Not named"
    article.version("ru").lead = "Not named"
    article.source_name = "Reuters"
    save_changes(article, ["lead_en", "source_name"], by=None)
    assert differences(before, row(article)) == {"lead_en", "source_name"}


def test_saving_nothing_writes_nothing() -> None:
    article = make_article()
    before = row(article)
    article.version("en").lead = "Not named"
    save_changes(article, [], by=None)
    assert differences(before, row(article)) == set()


def test_a_new_story_is_stored_whole_with_an_address_per_language() -> None:
    article = Article(category=make_category())
    article.version("en").title, article.version("ru").title = "Lake", "Озеро"
    article.version("en").slug = "chosen-by-hand"
    article.version("hy").lead = "Լիճ"
    save_changes(article, ["title_ru"], by=None)
    stored = again(article)
    assert [version.title for version in stored.versions()] == ["Lake", "Озеро", ""]
    assert [version.slug for version in stored.versions()] == ["chosen-by-hand", "ozero", ""]
    assert stored.version("hy").lead == "Լիճ"


@pytest.mark.parametrize("field", ["title", "lead", "body"])
def test_a_changed_text_of_a_live_version_is_marked_as_updated(field: str) -> None:
    article = make_article(languages=("en", "ru"), published_at=EARLIER)
    save(article, "en", now=NOW, **{field: "Changed"})
    assert again(article).version("en").updated_at == NOW
    assert again(article).version("ru").updated_at is None


def test_the_mark_of_an_update_is_the_clock_without_a_moment() -> None:
    article = make_article()
    started = timezone.now()
    save(article, "en", body="<p>Changed.</p>")
    marked = again(article).version("en").updated_at
    assert marked is not None and started <= marked <= timezone.now()


@pytest.mark.parametrize("field", ["slug", "seo_title", "seo_description"])
def test_what_readers_do_not_read_is_no_update(field: str) -> None:
    article = make_article(published_at=EARLIER)
    save(article, "en", now=NOW, **{field: "changed"})
    assert again(article).version("en").updated_at is None


@pytest.mark.parametrize(
    ("state", "published_at"),
    [(State.DRAFT, None), (State.DRAFT, EARLIER), (State.REVIEW, None), (State.PUBLISHED, LATER)],
)
def test_a_text_that_nobody_can_read_yet_is_not_marked_as_updated(
    state: State, published_at: datetime | None
) -> None:
    article = make_article(state=State.DRAFT)
    put(article, "en", state=state, published_at=published_at)
    save(article, "en", now=NOW, title="Changed", body="<p>Changed.</p>")
    assert again(article).version("en").updated_at is None


def test_a_fact_about_the_story_marks_no_text_as_updated() -> None:
    article = make_article()
    article.kind = "opinion"
    save_changes(article, ["kind"], by=None)
    assert again(article).version("en").updated_at is None


def test_an_update_is_marked_by_what_is_stored_not_by_an_old_copy() -> None:
    article = draft()
    workflow.publish(again(article).version("en"), now=EARLIER, by=None)
    save(article, "en", now=NOW, body="<p>Changed.</p>")
    stored = again(article).version("en")
    assert (stored.state, stored.updated_at) == (State.PUBLISHED, NOW)


def test_the_slug_follows_the_title_until_the_first_publication() -> None:
    article = draft(title="Lake rises")
    save(article, "en", title="Lake falls")
    assert slug_of(article) == "lake-falls"
    workflow.schedule(again(article).version("en"), at=LATER, now=NOW, by=None)
    save(article, "en", now=NOW, title="Lake freezes")
    assert slug_of(article) == "lake-freezes"
    save(article, "en", now=LATER, title="Lake thaws")
    assert slug_of(article) == "lake-freezes"
    workflow.back_to_draft(again(article).version("en"), now=LATER, by=None)
    save(article, "en", now=LATER, title="Lake boils")
    assert slug_of(article) == "lake-freezes"


def test_an_old_copy_does_not_change_the_address_that_readers_know() -> None:
    article = draft(title="Lake rises")
    workflow.publish(again(article).version("en"), now=EARLIER, by=None)
    save(article, "en", now=NOW, title="Lake falls")
    assert slug_of(article) == "lake-rises"


def test_a_slug_chosen_by_an_editor_stays() -> None:
    article = draft(title="Lake rises")
    save(article, "en", title="Lake falls", slug="the-lake")
    assert slug_of(article) == "the-lake"
    save(article, "en", title="Lake freezes")
    assert slug_of(article) == "the-lake"


def test_a_slug_chosen_meanwhile_is_not_overwritten_by_an_old_copy() -> None:
    article = draft(title="Lake rises")
    save(again(article), "en", slug="the-lake")
    save(article, "en", title="Lake falls")
    assert slug_of(article) == "the-lake"


def test_an_emptied_slug_is_made_again_even_after_publication() -> None:
    article = make_article(title="Lake rises")
    put(article, "en", slug="the-lake")
    save(article, "en", slug="")
    assert slug_of(article) == "lake-rises"


def test_the_slug_of_a_title_without_letters_gives_way_to_a_real_one() -> None:
    article = draft(title="🙂")
    assert slug_of(article) == "story"
    save(article, "en", title="Lake rises")
    assert slug_of(article) == "lake-rises"


def test_a_title_taken_away_and_given_anew_brings_its_own_slug() -> None:
    article = draft(title="Lake rises")
    save(article, "en", title="")
    assert slug_of(article) == ""
    save(article, "en", title="Lake falls")
    assert slug_of(article) == "lake-falls"


def test_saving_one_language_gives_no_slug_to_another() -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    put(article, "ru", slug="")
    save(again(article), "en", title="Lake falls")
    assert slug_of(article, "ru") == ""


@pytest.mark.parametrize(
    ("changed", "languages"),
    [
        ([], []),
        (["title_ru"], ["ru"]),
        (["body_hy", "seo_title_en"], ["en", "hy"]),
        (["category"], ["en", "ru", "hy"]),
        (["title_ru", "lead_image"], ["en", "ru", "hy"]),
    ],
)
def test_a_change_touches_the_languages_that_show_it(changed: list[str], languages: list[str]) -> None:
    assert touched_languages(changed) == languages


def test_hostile_text_is_stored_harmless_and_long_text_whole() -> None:
    article = draft()
    save(
        article,
        "en",
        body="<p>Safe<img src=x onerror=alert(1)></p><script>alert(1)</script>",
        lead="a\u202eb\x00c",
    )
    stored = again(article).version("en")
    assert (stored.body, stored.lead) == ("<p>Safe</p>", "abc")
