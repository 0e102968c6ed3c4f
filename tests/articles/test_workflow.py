"""The steps of publication: what they write, what they refuse, whom they tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article
from articles.states import Standing, State
from articles.versions import LanguageVersion
from articles.workflow import IncompleteVersion, VersionMoved
from tests.articles.rows import EARLIER, LATER, NOW, again, differences, put, row
from tests.factories import make_article

pytestmark = pytest.mark.django_db

STEPS = [workflow.publish, workflow.submit, workflow.back_to_draft]
NEEDING_TEXT = [workflow.publish, workflow.submit]


def draft(*languages: str) -> Article:
    """Return a story freshly read, a draft in some languages, English by default."""
    return again(make_article(languages=languages or ("en",), state=State.DRAFT))


def test_publishing_puts_a_version_before_readers_at_once() -> None:
    version = draft().version("en")
    workflow.publish(version, now=NOW)
    stored = again(version.article).version("en")
    assert (stored.state, stored.published_at, stored.withdrawn_at) == (State.PUBLISHED, NOW, None)
    assert stored.standing(NOW) == version.standing(NOW) == Standing.PUBLISHED
    assert list(Article.objects.live("en", NOW)) == [version.article]


def test_a_time_ahead_schedules_the_version() -> None:
    version = draft().version("en")
    workflow.publish(version, at=LATER, now=NOW)
    assert again(version.article).version("en").standing(NOW) == Standing.SCHEDULED
    assert not Article.objects.live("en", NOW).exists()
    assert Article.objects.live("en", LATER).exists()


def test_without_a_moment_the_clock_decides() -> None:
    version = draft().version("en")
    started = timezone.now()
    workflow.publish(version)
    assert version.published_at is not None
    assert started <= version.published_at <= timezone.now()
    workflow.back_to_draft(version)
    assert version.standing() == Standing.DRAFT


def test_publishing_again_keeps_the_first_time() -> None:
    version = draft().version("en")
    workflow.publish(version, now=EARLIER)
    workflow.back_to_draft(version, now=NOW)
    assert again(version.article).version("en").published_at == EARLIER
    workflow.publish(version, now=LATER)
    assert again(version.article).version("en").published_at == EARLIER


def test_a_time_that_is_given_replaces_the_first_one() -> None:
    version = draft().version("en")
    workflow.publish(version, now=EARLIER)
    workflow.back_to_draft(version, now=NOW)
    workflow.publish(version, at=LATER, now=NOW)
    assert again(version.article).version("en").published_at == LATER


def test_publishing_what_is_scheduled_brings_it_forward() -> None:
    version = draft().version("en")
    workflow.publish(version, at=LATER, now=EARLIER)
    workflow.publish(version, now=NOW)
    assert again(version.article).version("en").published_at == NOW


def test_a_time_that_never_came_does_not_count_as_the_first_publication() -> None:
    version = draft().version("en")
    workflow.publish(version, at=NOW, now=EARLIER)
    workflow.back_to_draft(version, now=EARLIER)
    assert again(version.article).version("en").published_at is None
    workflow.publish(version, now=LATER)
    assert again(version.article).version("en").published_at == LATER


def test_publishing_brings_back_what_was_withdrawn() -> None:
    article = draft()
    put(article, "en", state=State.WITHDRAWN, published_at=EARLIER, withdrawn_at=EARLIER)
    workflow.publish(again(article).version("en"), now=NOW)
    stored = again(article).version("en")
    assert (stored.standing(NOW), stored.published_at) == (Standing.PUBLISHED, EARLIER)


def test_publishing_gives_the_address_that_readers_will_use() -> None:
    article = draft()
    put(article, "en", slug="")
    workflow.publish(article.version("en"))
    assert again(article).version("en").slug == "lake-level-rises-for-the-third-year"


def test_returning_to_draft_hides_a_version_and_keeps_its_text_and_first_time() -> None:
    article = make_article(published_at=EARLIER)
    before = row(article)
    workflow.back_to_draft(article.version("en"), now=NOW)
    assert differences(before, row(article)) == {"state_en"}
    assert not Article.objects.live("en", NOW).exists()


def test_a_submitted_version_waits_for_the_editors() -> None:
    version = draft().version("en")
    workflow.submit(version)
    assert again(version.article).version("en").standing() == Standing.REVIEW
    workflow.back_to_draft(version)
    assert again(version.article).version("en").standing() == Standing.DRAFT


@pytest.mark.parametrize("step", NEEDING_TEXT)
@pytest.mark.parametrize(
    ("lacking", "fields"),
    [({"title": ""}, ["title"]), ({"body": None}, ["body"]), ({"title": "", "body": ""}, ["title", "body"])],
)
def test_an_incomplete_version_is_refused_with_what_it_lacks(
    step: Callable[[LanguageVersion], None], lacking: dict[str, str | None], fields: list[str]
) -> None:
    article = draft()
    put(article, "en", **lacking)
    before, version = row(article), article.version("en")
    with pytest.raises(IncompleteVersion, match=", ".join(fields)) as refusal:
        step(version)
    assert (refusal.value.version, refusal.value.fields) == (version, fields)
    assert differences(before, row(article)) == set()


@pytest.mark.parametrize("step", NEEDING_TEXT)
def test_the_text_that_counts_is_the_stored_one(step: Callable[[LanguageVersion], None]) -> None:
    article = draft()
    old_copy = again(article).version("en")
    put(article, "en", body="")
    with pytest.raises(IncompleteVersion):
        step(old_copy)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_refused_when_another_process_changed_the_state(
    step: Callable[[LanguageVersion], None],
) -> None:
    article = draft()
    old_copy = again(article).version("en")
    workflow.submit(again(article).version("en"))
    before = row(article)
    with pytest.raises(VersionMoved, match="is review by now"):
        step(old_copy)
    assert differences(before, row(article)) == set()
    assert old_copy.state == State.DRAFT


@pytest.mark.parametrize("step", STEPS)
def test_a_change_of_another_language_is_no_obstacle(step: Callable[[LanguageVersion], None]) -> None:
    article = draft("en", "ru")
    old_copy = again(article).version("en")
    workflow.publish(again(article).version("ru"))
    before = row(article)
    step(old_copy)
    assert all(name.endswith("_en") for name in differences(before, row(article)))


def test_an_old_copy_does_not_bring_old_times_back() -> None:
    article = draft()
    old_copy = again(article).version("en")
    other = again(article).version("en")
    workflow.publish(other, now=EARLIER)
    workflow.back_to_draft(other, now=EARLIER)
    put(article, "en", updated_at=NOW, slug="chosen-by-hand")
    workflow.publish(old_copy, now=LATER)
    stored = again(article).version("en")
    assert (stored.published_at, stored.updated_at, stored.slug) == (EARLIER, NOW, "chosen-by-hand")


@pytest.mark.parametrize(
    ("step", "written"),
    [
        (workflow.publish, {"state_en", "published_at_en"}),
        (workflow.submit, {"state_en"}),
        (workflow.back_to_draft, set()),
    ],
)
def test_a_step_writes_the_workflow_columns_of_its_language_only(
    step: Callable[[LanguageVersion], None], written: set[str]
) -> None:
    article = draft("en", "ru", "hy")
    before = row(article)
    for version in article.versions():  # none of this is to be stored by a step
        version.lead = version.seo_title = "Typed, not saved"
    article.source_name = "Typed, not saved"
    step(article.version("en"))
    assert differences(before, row(article)) == written


@pytest.mark.parametrize("step", STEPS)
def test_a_step_locks_the_row_where_the_database_can(step: Callable[[LanguageVersion], None]) -> None:
    version = draft().version("en")
    with CaptureQueriesContext(connection) as queries:
        step(version)
    locking = [query["sql"] for query in queries if query["sql"].endswith("FOR UPDATE")]
    assert len(locking) == (1 if connection.features.has_select_for_update else 0)


def test_the_moment_of_publication_may_lie_in_the_past() -> None:
    version = draft().version("en")
    workflow.publish(version, at=NOW - timedelta(days=3), now=NOW)
    assert again(version.article).version("en").standing(NOW) == Standing.PUBLISHED
