"""The steps of publication: what they write, what they refuse, whom they tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article
from articles.states import Standing, State
from articles.workflow import IncompleteVersion, NoteMissing, PastTime, VersionMoved
from tests.articles.rows import EARLIER, LATER, NOW, again, differences, put, row
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db

NEEDING_TEXT = [workflow.publish, workflow.submit]


def draft(*languages: str) -> Article:
    """Return a story freshly read, a draft in some languages, English by default."""
    return again(make_article(languages=languages or ("en",), state=State.DRAFT))


def test_publishing_puts_a_version_before_readers_at_once() -> None:
    version = draft().version("en")
    workflow.publish(version, now=NOW, by=None)
    stored = again(version.article).version("en")
    assert (stored.state, stored.published_at, stored.withdrawn_at) == (State.PUBLISHED, NOW, None)
    assert stored.standing(NOW) == version.standing(NOW) == Standing.PUBLISHED
    assert list(Article.objects.live("en", NOW)) == [version.article]


def test_a_time_ahead_schedules_the_version() -> None:
    version = draft().version("en")
    workflow.schedule(version, at=LATER, now=NOW, by=None)
    assert again(version.article).version("en").standing(NOW) == Standing.SCHEDULED
    assert not Article.objects.live("en", NOW).exists()
    assert Article.objects.live("en", LATER).exists()


def test_without_a_moment_the_clock_decides() -> None:
    version = draft().version("en")
    started = timezone.now()
    workflow.publish(version, by=None)
    assert version.published_at is not None
    assert started <= version.published_at <= timezone.now()
    workflow.back_to_draft(version, by=None)
    assert version.standing() == Standing.DRAFT


def test_publishing_again_keeps_the_first_time() -> None:
    version = draft().version("en")
    workflow.publish(version, now=EARLIER, by=None)
    workflow.back_to_draft(version, now=NOW, by=None)
    assert again(version.article).version("en").published_at == EARLIER
    workflow.publish(version, now=LATER, by=None)
    assert again(version.article).version("en").published_at == EARLIER


def test_a_time_that_is_given_replaces_the_first_one() -> None:
    version = draft().version("en")
    workflow.publish(version, now=EARLIER, by=None)
    workflow.back_to_draft(version, now=NOW, by=None)
    workflow.schedule(version, at=LATER, now=NOW, by=None)
    assert again(version.article).version("en").published_at == LATER


def test_publishing_what_is_scheduled_brings_it_forward() -> None:
    version = draft().version("en")
    workflow.schedule(version, at=LATER, now=EARLIER, by=None)
    workflow.publish(version, now=NOW, by=None)
    assert again(version.article).version("en").published_at == NOW


def test_a_time_that_never_came_does_not_count_as_the_first_publication() -> None:
    version = draft().version("en")
    workflow.schedule(version, at=NOW, now=EARLIER, by=None)
    workflow.back_to_draft(version, now=EARLIER, by=None)
    assert again(version.article).version("en").published_at is None
    workflow.publish(version, now=LATER, by=None)
    assert again(version.article).version("en").published_at == LATER


def test_publishing_again_brings_back_what_was_withdrawn() -> None:
    article = draft()
    put(article, "en", state=State.WITHDRAWN, published_at=EARLIER, withdrawn_at=EARLIER)
    workflow.republish(again(article).version("en"), now=NOW, by=None)
    stored = again(article).version("en")
    assert (stored.standing(NOW), stored.published_at) == (Standing.PUBLISHED, EARLIER)


def test_publishing_gives_the_address_that_readers_will_use() -> None:
    article = draft()
    put(article, "en", slug="")
    workflow.publish(article.version("en"), by=None)
    assert again(article).version("en").slug == "lake-level-rises-for-the-third-year"


def test_returning_to_draft_hides_a_version_and_keeps_its_text_and_first_time() -> None:
    article = make_article(published_at=EARLIER)
    before = row(article)
    workflow.back_to_draft(article.version("en"), now=NOW, by=None)
    assert differences(before, row(article)) == {"state_en"}
    assert not Article.objects.live("en", NOW).exists()


def test_a_submitted_version_waits_for_the_editors() -> None:
    version = draft().version("en")
    workflow.submit(version, by=None)
    assert again(version.article).version("en").standing() == Standing.REVIEW
    workflow.back_to_draft(version, by=None)
    assert again(version.article).version("en").standing() == Standing.DRAFT


@pytest.mark.parametrize("step", NEEDING_TEXT)
@pytest.mark.parametrize(
    ("lacking", "fields"),
    [({"title": ""}, ["title"]), ({"body": None}, ["body"]), ({"title": "", "body": ""}, ["title", "body"])],
)
def test_an_incomplete_version_is_refused_with_what_it_lacks(
    step: Callable[..., None], lacking: dict[str, str | None], fields: list[str]
) -> None:
    article = draft()
    put(article, "en", **lacking)
    before, version = row(article), article.version("en")
    with pytest.raises(IncompleteVersion, match=", ".join(fields)) as refusal:
        step(version, by=None)
    assert (refusal.value.version, refusal.value.fields) == (version, fields)
    assert differences(before, row(article)) == set()


@pytest.mark.parametrize("step", NEEDING_TEXT)
def test_the_text_that_counts_is_the_stored_one(step: Callable[..., None]) -> None:
    article = draft()
    old_copy = again(article).version("en")
    put(article, "en", body="")
    with pytest.raises(IncompleteVersion):
        step(old_copy, by=None)


@pytest.mark.parametrize("step", NEEDING_TEXT)
def test_a_step_is_refused_when_another_process_changed_the_state(step: Callable[..., None]) -> None:
    article = draft()
    old_copy = again(article).version("en")
    workflow.submit(again(article).version("en"), by=None)
    before = row(article)
    with pytest.raises(VersionMoved, match="is review by now"):
        step(old_copy, by=None)
    assert differences(before, row(article)) == set()
    assert old_copy.state == State.DRAFT


@pytest.mark.parametrize("step", NEEDING_TEXT)
def test_a_change_of_another_language_is_no_obstacle(step: Callable[..., None]) -> None:
    article = draft("en", "ru")
    old_copy = again(article).version("en")
    workflow.publish(again(article).version("ru"), by=None)
    before = row(article)
    step(old_copy, by=None)
    assert all(name.endswith("_en") for name in differences(before, row(article)))


@pytest.mark.parametrize("moved", [{"published_at": LATER}, {"withdrawn_at": LATER}])
def test_a_step_is_refused_when_another_process_changed_the_times(moved: dict[str, datetime]) -> None:
    article = draft()
    put(article, "en", published_at=EARLIER)
    old_copy = again(article).version("en")
    put(article, "en", **moved)
    with pytest.raises(VersionMoved):
        workflow.publish(old_copy, now=NOW, by=None)


def test_an_old_copy_does_not_bring_old_values_back() -> None:
    article = draft()
    old_copy = again(article).version("en")
    put(article, "en", updated_at=NOW, slug="chosen-by-hand")
    workflow.publish(old_copy, now=LATER, by=None)
    stored = again(article).version("en")
    assert (stored.updated_at, stored.slug) == (NOW, "chosen-by-hand")


@pytest.mark.parametrize(
    ("step", "written"),
    [
        (workflow.publish, {"state_en", "published_at_en"}),
        (workflow.submit, {"state_en"}),
    ],
)
def test_a_step_writes_the_workflow_columns_of_its_language_only(
    step: Callable[..., None], written: set[str]
) -> None:
    article = draft("en", "ru", "hy")
    before = row(article)
    for version in article.versions():  # none of this is to be stored by a step
        version.lead = version.seo_title = "Typed, not saved"
    article.source_name = "Typed, not saved"
    step(article.version("en"), by=None)
    assert differences(before, row(article)) == written


@pytest.mark.parametrize("step", NEEDING_TEXT)
def test_a_step_locks_the_row_where_the_database_can(step: Callable[..., None]) -> None:
    version = draft().version("en")
    with CaptureQueriesContext(connection) as queries:
        step(version, by=None)
    locking = [query["sql"] for query in queries if query["sql"].endswith("FOR UPDATE")]
    assert len(locking) == (1 if connection.features.has_select_for_update else 0)


@pytest.mark.parametrize("at", [NOW, NOW - timedelta(days=3)])
def test_nothing_is_scheduled_for_a_moment_that_has_passed(at: datetime) -> None:
    article = draft()
    before = row(article)
    with pytest.raises(PastTime):
        workflow.schedule(article.version("en"), at=at, now=NOW, by=None)
    assert differences(before, row(article)) == set()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_lead_picture_is_described_in_the_language_that_goes_out(language: str) -> None:
    article = again(
        make_article(languages=("en", "ru"), state=State.DRAFT, lead_image=make_image(en="A lake"))
    )
    version = article.version(language)
    workflow.submit(version, by=None)
    if language == "en":
        workflow.publish(version, by=None)
    else:
        with pytest.raises(IncompleteVersion) as refusal:
            workflow.publish(version, by=None)
        assert refusal.value.fields == ["lead_image_alt"]
    assert again(article).version(language).is_live() is (language == "en")


def test_what_readers_see_is_withdrawn_for_good_and_keeps_its_text() -> None:
    article = again(make_article(published_at=EARLIER))
    before = row(article)
    workflow.withdraw(article.version("en"), by=None, now=NOW)
    assert differences(before, row(article)) == {"state_en", "withdrawn_at_en"}
    stored = again(article).version("en")
    assert stored.was_withdrawn(NOW) and stored.standing(NOW) == Standing.WITHDRAWN


def test_a_text_goes_back_to_its_author_with_a_word() -> None:
    version = again(make_article(state=State.REVIEW)).version("en")
    for nothing in ("", "  \n"):
        with pytest.raises(NoteMissing):
            workflow.return_to_author(version, note=nothing, by=None)
    workflow.return_to_author(version, note=" Who says so? ", by=None)
    assert again(version.article).version("en").state == State.DRAFT
    assert version.article.timeline()[0].note == "Who says so?"
