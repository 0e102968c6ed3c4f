"""A translation is outdated while its original is out with another text than it was made from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles import workflow
from articles.models import Article, Revision
from articles.states import Standing, State
from articles.workflow import ImpossibleStep, OriginalMoved
from articles.workflow.translating import published_original
from articles.writing import save_changes
from languages import registry
from languages.columns import column
from tests.articles.rows import EARLIER, LATER, NOW, again, put, row
from tests.articles.translations import every_translation
from tests.factories import make_article, make_category, make_image, make_tag, save_and_publish

pytestmark = pytest.mark.django_db


def save(article: Article, language: str, **texts: Any) -> None:
    stored = again(article)
    for field, text in texts.items():
        setattr(stored, column(field, language), text)
    save_and_publish(stored, [column(field, language) for field in texts], now=NOW)


def outdated(article: Article) -> list[str]:
    """Return the languages that are outdated, as both forms of the rule say."""
    versions = again(article).versions()
    said = [version.language for version in versions if version.is_outdated(NOW)]
    found = [code for code in registry.codes() if Article.objects.outdated(code, NOW).filter(pk=article.pk)]
    assert said == found
    return said


def story(**facts: Any) -> Article:
    """A story that is out in three languages, translated from the English that is out."""
    return make_article(languages=("en", "ru", "hy"), published_at=EARLIER, **facts)


def text_out(article: Article) -> int:
    revision = published_original(again(article), NOW)
    assert revision is not None
    return revision.pk


@pytest.mark.parametrize("language", registry.codes())
def test_the_database_and_a_loaded_version_agree_on_what_is_outdated(language: str) -> None:
    versions = every_translation(language)
    expected = {version.article.pk for version in versions if version.is_outdated(NOW)}
    assert 0 < len(expected) < len(versions)
    assert set(Article.objects.outdated(language, NOW).values_list("pk", flat=True)) == expected
    listed = {story.pk for story in Article.objects.with_states() if story.version(language).is_outdated(NOW)}
    assert listed == expected


@pytest.mark.parametrize("field", ["title", "lead", "body"])
def test_another_text_of_the_original_makes_every_translation_outdated(field: str) -> None:
    article = story()
    assert outdated(article) == []
    save(article, "en", **{field: "Another"})
    assert outdated(article) == ["ru", "hy"]
    assert again(article).version("ru").standing(NOW) == Standing.OUTDATED
    assert again(article).version("ru").is_live(NOW)
    assert again(article).version("en").standing(NOW) == Standing.PUBLISHED


def test_the_former_text_brought_back_is_no_other_text() -> None:
    article = story()
    former = article.version("en").body
    save(article, "en", body="<p>Another.</p>")
    save(article, "en", body=former)
    assert outdated(article) == []


def test_a_draft_of_the_original_outdates_nothing_until_it_goes_out() -> None:
    article = story()
    workflow.back_to_draft(again(article).version("en"), by=None, now=NOW)
    save(article, "en", body="<p>Another.</p>")
    assert outdated(article) == []
    workflow.schedule(again(article).version("en"), at=LATER, by=None, now=NOW)
    assert outdated(article) == ["ru", "hy"]


def test_a_withdrawn_original_outdates_nothing() -> None:
    article = story()
    save(article, "en", body="<p>Another.</p>")
    workflow.withdraw(again(article).version("en"), by=None, now=NOW)
    assert outdated(article) == []
    workflow.republish(again(article).version("en"), by=None, now=NOW)
    assert outdated(article) == ["ru", "hy"]


def test_what_is_not_the_text_of_the_original_outdates_nothing() -> None:
    article = story()
    save(article, "en", seo_title="For search engines", seo_description="More", slug="elsewhere")
    save(article, "ru", title="Другой")
    stored = again(article)
    stored.category, stored.lead_image, stored.kind = make_category(), make_image(), "opinion"
    save_changes(stored, ["category", "lead_image", "kind", "tags"], by=None, now=NOW)
    stored.tags.set([make_tag()])
    assert outdated(article) == []


def test_another_original_outdates_nothing_and_is_what_counts_from_then_on() -> None:
    article = story()
    save(article, "en", body="<p>Another.</p>")
    stored = again(article)
    stored.original_language = "ru"
    save_changes(stored, ["original_language"], by=None, now=NOW)
    assert outdated(article) == [] and again(article).version("ru").pin() is None
    save(article, "en", body="<p>One more.</p>")
    assert outdated(article) == []
    save(article, "ru", body="<p>Иначе.</p>")
    assert outdated(article) == ["en", "hy"]


def test_a_draft_translation_keeps_its_state_and_says_that_it_is_outdated() -> None:
    article = story()
    workflow.back_to_draft(again(article).version("hy"), by=None, now=NOW)
    save(article, "en", body="<p>Another.</p>")
    version = again(article).version("hy")
    assert (version.standing(NOW), version.is_outdated(NOW)) == (Standing.DRAFT, True)


def test_a_translation_is_pinned_by_its_first_save_and_by_no_other() -> None:
    article = make_article(published_at=EARLIER)
    save(article, "ru", title="Озеро")
    first = again(article).version("ru").pin()
    assert first == text_out(article)
    save(article, "en", body="<p>Another.</p>")
    save(article, "ru", body="<p>Озеро.</p>")
    assert again(article).version("ru").pin() == first and outdated(article) == ["ru"]


def test_a_translation_of_a_draft_is_pinned_to_its_present_text() -> None:
    article = make_article(state=State.DRAFT)
    save(article, "en", body="<p>Newer.</p>")
    save(article, "hy", title="Լիճ")
    pinned = Revision.objects.get(pk=again(article).version("hy").pin() or 0)
    assert (pinned.kind, pinned.fields["body"]) == (Revision.Kind.SAVED, "<p>Newer.</p>")
    workflow.publish(again(article).version("en"), by=None, now=NOW)
    assert outdated(article) == []


def test_a_text_without_an_original_is_pinned_when_there_is_one() -> None:
    article = make_article(languages=("hy",), state=State.DRAFT, original_language="en")
    assert again(article).version("hy").pin() is None
    save(article, "en", title="Lake", body="<p>Lake.</p>")
    save(article, "hy", lead="Լիճ")
    assert again(article).version("hy").pin() is not None


@pytest.mark.parametrize("state", [State.DRAFT, State.PUBLISHED])
def test_a_text_that_came_in_past_the_desk_is_kept_when_it_is_first_translated(state: State) -> None:
    article = make_article(state=state, published_at=EARLIER)
    put(article, "en", body="<p>Imported.</p>")
    save(article, "hy", title="Լիճ", body="<p>Լիճ</p>")
    pinned = Revision.objects.get(pk=again(article).version("hy").pin() or 0)
    assert (pinned.fields["body"], pinned.kind == "published") == ("<p>Imported.</p>", state == "published")
    assert outdated(article) == []


def test_a_text_that_nobody_translated_stays_so_when_only_search_engines_get_another_word() -> None:
    article = make_article(languages=("ru",), state=State.DRAFT, original_language="en")
    save(article, "en", title="Title", body="<p>Text.</p>")
    save(article, "ru", seo_title="Слово", seo_description="Слово", slug="slovo")
    assert again(article).version("ru").pin() is None


def test_an_emptied_translation_has_no_pin() -> None:
    article = story()
    put(article, "hy", state=State.DRAFT)
    save(article, "hy", title="", body="", lead="")
    assert again(article).version("hy").pin() is None
    save(article, "en", body="<p>Another.</p>")
    save(article, "hy", title="Լիճ")
    assert outdated(article) == ["ru"]


@pytest.mark.parametrize("count", [1, 20])
def test_a_list_knows_what_is_outdated_from_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        save(story(), "en", body="<p>Another.</p>")
    with django_assert_num_queries(1) as queries:
        for article in Article.objects.with_states():
            assert [version.standing(NOW) for version in article.versions()][1:] == [Standing.OUTDATED] * 2
    assert '"fields"' not in queries.captured_queries[0]["sql"]


def test_a_copy_that_took_a_step_does_not_remember_what_was(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    article = story()
    save(article, "en", body="<p>Another.</p>")
    noted = Article.objects.with_originals().get(pk=article.pk)
    assert noted.version("ru").is_outdated(NOW)
    workflow.confirm(noted.version("ru"), seen=text_out(article), by=None, now=NOW)
    assert not noted.version("ru").is_outdated(NOW)
    noted = Article.objects.with_originals().get(pk=article.pk)
    noted.version("en").body = "<p>One more.</p>"
    waits = save_changes(noted, ["body_en"], by=None, now=NOW)["en"].now
    assert not noted.version("ru").is_outdated(NOW)
    workflow.publish_changes(noted.version("en"), seen=waits, by=None, now=NOW)
    assert noted.version("ru").is_outdated(NOW)
    with django_assert_num_queries(0):
        assert not noted.version("en").is_outdated(NOW)


def test_confirming_pins_to_the_text_that_is_out() -> None:
    article = story()
    save(article, "en", body="<p>Another.</p>")
    before = row(article)
    workflow.confirm(again(article).version("ru"), seen=text_out(article), by=None, now=NOW)
    assert outdated(article) == ["hy"]
    assert {name for name, value in row(article).items() if before[name] != value} == {
        "translated_from_ru_id"
    }


def test_what_was_compared_with_an_older_text_is_not_confirmed() -> None:
    article = story()
    save(article, "en", body="<p>Another.</p>")
    seen = text_out(article)
    save(article, "en", body="<p>One more.</p>")
    for key in (seen, None, 0, text_out(story())):
        with pytest.raises(OriginalMoved):
            workflow.confirm(again(article).version("ru"), seen=key, by=None, now=NOW)
    assert outdated(article) == ["ru", "hy"]


def test_what_only_search_engines_read_is_no_reason_to_compare_again() -> None:
    article = story()
    save(article, "en", body="<p>Another.</p>")
    seen = text_out(article)
    save(article, "en", seo_title="For search engines")
    assert text_out(article) != seen
    workflow.confirm(again(article).version("ru"), seen=seen, by=None, now=NOW)
    assert outdated(article) == ["hy"]


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_there_is_nothing_to_confirm_without_two_texts(language: str) -> None:
    article = make_article(languages=("en", "ru"), published_at=EARLIER)
    seen = text_out(article)
    if language == "ru":
        workflow.withdraw(again(article).version("en"), by=None, now=NOW)
    with pytest.raises(ImpossibleStep):
        workflow.confirm(again(article).version(language), seen=seen, by=None, now=NOW)


def test_a_minor_edit_spares_those_that_were_up_to_date_before_it() -> None:
    article = story()
    save(article, "en", body="<p>Another.</p>")
    workflow.confirm(again(article).version("ru"), seen=text_out(article), by=None, now=NOW)
    save(article, "en", body="<p>Another!</p>")
    save(article, "en", seo_title="For search engines")
    assert outdated(article) == ["ru", "hy"]
    workflow.mark_minor(again(article).version("en"), by=None, now=NOW)
    assert outdated(article) == ["hy"]


def test_only_the_change_that_was_seen_is_marked_minor() -> None:
    article = story()
    save(article, "en", body="<p>Another.</p>")
    seen = text_out(article)
    save(article, "en", body="<p>One more.</p>")
    with pytest.raises(OriginalMoved):
        workflow.mark_minor(again(article).version("en"), by=None, seen=seen, now=NOW)
    workflow.mark_minor(again(article).version("en"), by=None, seen=text_out(article), now=NOW)
    assert outdated(article) == ["ru", "hy"]  # they were outdated before that change


def test_there_is_nothing_minor_in_a_translation_or_without_a_change() -> None:
    article = story()
    for language in ("en", "ru"):
        with pytest.raises(ImpossibleStep):
            workflow.mark_minor(again(article).version(language), by=None, now=NOW)


def test_time_passing_outdates_nothing() -> None:
    article = make_article(languages=("en", "ru"), published_at=LATER)
    version = again(article).version("ru")
    moments = (NOW, LATER, LATER + timedelta(days=400))
    assert not any(version.is_outdated(moment) for moment in moments)
