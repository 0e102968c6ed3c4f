"""What happened to a story: who, when, what, the newest first."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from articles import workflow
from articles.models import Article, EventKind, Revision
from articles.states import State
from articles.workflow.translating import published_original
from articles.writing import save_changes
from tests import cast
from tests.articles.rows import EARLIER, LATER, NOW, again
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db


def happened(article: Article) -> list[tuple[str, str]]:
    """Return what happened in which language, the newest first."""
    return [(event.language, event.kind) for event in article.timeline()]


def test_a_story_remembers_its_way_to_readers_and_back() -> None:
    author, editor = cast.reporter(), cast.editor()
    article = Article(category=make_category())
    version = article.version("en")
    version.title, version.body = "Lake", "<p>Lake</p>"
    save_changes(article, [], by=author, now=EARLIER)
    workflow.submit(version, by=author, now=EARLIER)
    workflow.return_to_author(version, note="Who says so?", by=editor, now=EARLIER)
    version.lead = "The mayor says so"
    save_changes(article, ["lead_en"], by=author, now=EARLIER)
    workflow.submit(version, by=author, now=EARLIER)
    workflow.schedule(version, at=LATER, by=editor, now=EARLIER)
    workflow.back_to_draft(version, by=editor, now=EARLIER)
    workflow.publish(version, by=editor, now=NOW)
    workflow.withdraw(version, note="The mayor denies it", by=editor, now=NOW)
    workflow.republish(version, by=editor, now=NOW)
    workflow.back_to_draft(version, by=editor, now=NOW)
    kinds = (
        "created saved submitted returned saved submitted approved scheduled unscheduled published withdrawn"
    )
    assert [kind for _language, kind in happened(article)][::-1] == [*kinds.split(), "republished", "drafted"]
    events = {event.kind: event for event in article.timeline()}
    assert {event.by for event in events.values()} == {author, editor}
    assert (events["returned"].note, events["returned"].by) == ("Who says so?", editor)
    assert events["withdrawn"].note == "The mayor denies it"
    assert (events["scheduled"].for_time, events["published"].for_time) == (LATER, None)
    assert (events["submitted"].at, events["published"].at) == (EARLIER, NOW)
    assert events["approved"].revision == events["scheduled"].revision == events["published"].revision
    revision = events["published"].revision
    assert revision is not None and revision.kind == Revision.Kind.PUBLISHED


def test_a_story_remembers_how_translations_followed_it() -> None:
    article = again(make_article(languages=("en", "ru")))
    article.version("en").body = "<p>Another.</p>"
    waits = save_changes(article, ["body_en"], by=None)["en"].now
    workflow.publish_changes(article.version("en"), seen=waits, by=None)
    out = published_original(article)
    assert out is not None
    workflow.confirm(article.version("ru"), seen=out.pk, by=None)
    workflow.mark_minor(article.version("en"), by=None)
    assert happened(article)[:4] == [
        *(("en", "minor"), ("ru", "confirmed")),
        *(("en", "changed"), ("en", "staged")),
    ]
    assert {event.revision for event in article.timeline()[:3]} == {out}
    staged = article.timeline()[3].revision
    assert staged is not None and (staged.pk, staged.fields) == (waits, out.fields)


def test_a_story_remembers_which_facts_were_changed() -> None:
    person = cast.editor()
    article = again(make_article())
    article.kind, article.source_name = "opinion", "Agency"
    save_changes(article, ["source_name", "kind", "tags"], by=person)
    event = article.timeline()[0]
    assert (event.language, event.kind, event.by) == ("", EventKind.FACTS, person)
    assert event.note == "kind source_name tags"


def test_a_refused_step_and_a_save_of_nothing_leave_no_trace() -> None:
    article = again(make_article(languages=("en",)))
    before = happened(article)
    save_changes(article, [], by=None)
    save_changes(article, ["title_en"], by=None)
    with pytest.raises(workflow.Refusal):
        workflow.publish(article.version("hy"), by=None)
    assert happened(article) == before


@pytest.mark.parametrize("times", [1, 20])
def test_a_timeline_is_read_in_one_query_without_a_text(
    times: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person, article = cast.editor(), again(make_article(state=State.DRAFT))
    for _ in range(times):
        workflow.publish(article.version("en"), by=person)
        workflow.back_to_draft(article.version("en"), by=person)
    with django_assert_num_queries(1) as queries:
        assert len([(str(event), str(event.by)) for event in article.timeline()]) == 2 + 2 * times
    assert '"fields"' not in queries.captured_queries[0]["sql"]


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_a_timeline_speaks_the_language_of_the_desk(language: str) -> None:
    with translation.override(language):
        said = [str(kind.label) for kind in EventKind]
    strange: Any = {"en": "а", "ru": "a", "hy": "a"}[language]
    assert len(set(said)) == len(EventKind) and not any(strange in label for label in said)
