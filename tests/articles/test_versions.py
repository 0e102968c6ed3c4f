"""A language version: one language of an article, read, written and named."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation

from articles.models import Article, Byline, Correction, RelatedArticle
from articles.states import Standing, State
from articles.versions import Column, LanguageVersion
from languages import registry
from tests.articles.rows import EARLIER, LATER, NOW, SECOND, again, put
from tests.factories import TITLES, make_article, make_author, make_category

pytestmark = pytest.mark.django_db


def test_a_version_reads_and_writes_its_own_language_whatever_is_active() -> None:
    article = make_article(languages=("en", "ru"))
    with translation.override("en"):
        article.version("ru").title = "Озеро мелеет"
        assert article.version("ru").title == "Озеро мелеет"
    assert article.version("en").title == TITLES["en"]
    with translation.override("ru"):
        assert article.version().title == "Озеро мелеет"


def test_text_that_was_never_written_reads_as_empty_and_a_time_as_none() -> None:
    version = again(make_article()).version("hy")
    assert (version.title, version.slug, version.lead, version.body) == ("", "", "", "")
    assert (version.published_at, version.withdrawn_at, version.updated_at) == (None, None, None)
    assert version.state == State.DRAFT


def test_a_column_knows_its_name_on_the_class() -> None:
    assert isinstance(LanguageVersion.title, Column)
    assert LanguageVersion.title.name == "title"


def test_versions_come_in_the_papers_order_and_know_their_language() -> None:
    versions = make_article().versions()
    assert [version.language for version in versions] == ["en", "ru", "hy"]
    assert [version.speech.label for version in versions] == ["EN", "RU", "ARM"]


@pytest.mark.parametrize(
    ("state", "published_at", "withdrawn_at", "standing"),
    [
        (State.DRAFT, None, None, Standing.DRAFT),
        (State.DRAFT, EARLIER, None, Standing.DRAFT),
        (State.REVIEW, None, None, Standing.REVIEW),
        (State.PUBLISHED, EARLIER, None, Standing.PUBLISHED),
        (State.PUBLISHED, NOW, LATER, Standing.PUBLISHED),
        (State.PUBLISHED, NOW + SECOND, None, Standing.SCHEDULED),
        (State.PUBLISHED, EARLIER, NOW, Standing.WITHDRAWN),
        (State.WITHDRAWN, EARLIER, None, Standing.WITHDRAWN),
    ],
)
def test_where_a_written_version_stands(
    state: State, published_at: datetime | None, withdrawn_at: datetime | None, standing: Standing
) -> None:
    version = make_article(state=State.DRAFT).version("en")
    version.state, version.published_at, version.withdrawn_at = state, published_at, withdrawn_at
    assert version.standing(NOW) == standing
    assert version.is_live(NOW) is (standing == Standing.PUBLISHED)


def test_a_version_without_title_and_text_is_missing_and_with_either_it_is_a_draft() -> None:
    version = make_article(languages=("ru",)).version("en")
    assert version.is_missing() and version.standing() == Standing.MISSING
    version.title = "A headline"
    assert not version.is_missing() and version.standing() == Standing.DRAFT
    version.title, version.body = "", "<p>A text.</p>"
    assert not version.is_missing() and version.standing() == Standing.DRAFT


def test_without_a_moment_the_clock_decides() -> None:
    article = make_article(languages=("en", "ru"))
    article.version("ru").published_at = timezone.now() + timedelta(hours=1)
    assert article.version("en").is_live() and not article.version("ru").is_live()
    assert article.version("en").was_public() and not article.version("ru").was_public()
    assert article.version("ru").standing() == Standing.SCHEDULED


def test_a_version_was_public_from_its_first_publication_on_wherever_it_stands() -> None:
    version = make_article(state=State.DRAFT).version("en")
    assert not version.was_public(NOW)
    version.published_at = NOW + SECOND
    assert not version.was_public(NOW)
    version.published_at = NOW
    assert version.was_public(NOW)


def test_readers_are_told_of_a_change_after_publication_only() -> None:
    version = make_article(published_at=NOW).version("en")
    assert not version.was_revised()
    version.updated_at = EARLIER
    assert not version.was_revised()
    version.updated_at = LATER
    assert version.was_revised()
    version.published_at = None
    assert not version.was_revised()


def test_a_version_names_what_it_lacks_for_publication() -> None:
    article = make_article()
    assert article.version("en").missing_fields() == []
    assert article.version("hy").missing_fields() == ["title", "body"]
    article.version("en").body = ""
    assert article.version("en").missing_fields() == ["body"]


def test_a_slug_is_made_per_language_and_a_chosen_one_is_kept() -> None:
    article = Article()
    for language, title in (("en", "A lake rises"), ("ru", "Озеро растет"), ("hy", "Լիճը բարձրանում է")):
        version = article.version(language)
        version.title = title
        version.give_slug()
    slugs = [version.slug for version in article.versions()]
    assert slugs == ["a-lake-rises", "ozero-rastet", "lichy-bardzranum-e"]
    article.version("en").title = "Another title"
    article.version("en").give_slug()
    assert article.version("en").slug == "a-lake-rises"


def test_a_title_without_a_letter_still_gives_an_address() -> None:
    version = Article().version("en")
    version.title = "🙂 !!!"
    version.give_slug()
    assert version.slug == "story"


def test_a_version_knows_the_columns_of_its_language() -> None:
    columns = set(make_article().version("ru").columns())
    assert {"title_ru", "slug_ru", "body_ru", "state_ru", "published_at_ru", "updated_at_ru"} <= columns
    assert all(name.endswith("_ru") for name in columns)


def test_the_address_of_a_version_is_in_its_language_whatever_is_active() -> None:
    article = make_article(languages=("en", "ru"), category=make_category(slug="world"))
    slug = "uroven-ozera-rastet-trety-god-podryad"
    for active in registry.codes():
        with translation.override(active):
            assert article.version("ru").get_absolute_url() == f"/ru/world/{article.pk}-{slug}/"
    with translation.override("ru"):
        assert article.get_absolute_url() == f"/ru/world/{article.pk}-{slug}/"
    assert article.version("hy").get_absolute_url() == f"/hy/world/{article.pk}-story/"


def test_a_version_says_what_it_is_when_something_goes_wrong() -> None:
    article = make_article()
    assert repr(article.version("en")) == f"<en of article {article.pk}: published>"


def test_staff_recognise_a_story_in_their_language_else_the_original_else_any() -> None:
    article = make_article(languages=("hy", "ru"), state=State.DRAFT)
    with translation.override("ru"):
        assert str(article) == TITLES["ru"]
    assert str(article) == TITLES["hy"]
    put(article, "hy", title="")
    assert str(article) == TITLES["ru"]
    assert article.headline().language == "ru"


def test_a_story_without_a_title_is_called_so_and_stands_in_the_language_of_the_desk() -> None:
    assert str(Article()) == "Untitled"
    with translation.override("ru"):
        assert Article().headline().language == "ru"


def test_what_hangs_on_a_story_is_named_after_it() -> None:
    article, other = make_article(), make_article()
    byline = Byline(article=article, author=make_author(en="Anna Petrosyan"))
    assert str(byline) == "Anna Petrosyan"
    link = RelatedArticle(article=article, related=other)
    assert str(link) == f"{article.pk} → {other.pk}"
    assert (
        str(Correction(article=article, text="The lake is in Sevan.")) == "Correction: The lake is in Sevan."
    )


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (40, 1), (400, 2), (2_000, 10)])
def test_reading_takes_a_minute_for_two_hundred_words(words: int, minutes: int) -> None:
    version = Article().version("en")
    version.body = f"<p>{'word ' * words}</p>"
    assert version.reading_minutes() == minutes
