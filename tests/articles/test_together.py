"""Several languages in one step: all of them, or none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles import workflow
from articles.models import Article, Event, Revision
from articles.states import State
from articles.workflow import Action, IncompleteVersion, NotAllowed, PastTime, TogetherRefused, take_together
from tests import cast
from tests.articles.rows import EARLIER, LATER, NOW, again, differences, put, row
from tests.factories import make_article

pytestmark = pytest.mark.django_db

ALL = ("en", "ru", "hy")


def draft() -> Article:
    return again(make_article(languages=ALL, state=State.DRAFT))


def now_and_at_six(article: Article) -> list[Action]:
    return [
        Action(workflow.publish, article.version("en")),
        Action(workflow.publish, article.version("ru")),
        Action(workflow.schedule, article.version("hy"), {"at": LATER}),
    ]


def test_english_and_russian_now_and_armenian_at_six() -> None:
    article = draft()
    take_together(now_and_at_six(article), by=cast.editor(), now=NOW)
    stored = again(article)
    assert {code: stored.version(code).published_at for code in ALL} == {"en": NOW, "ru": NOW, "hy": LATER}
    assert stored.version("en").is_live(NOW) and not stored.version("hy").is_live(NOW)
    assert stored.version("hy").is_live(LATER)


def test_one_refusal_stops_them_all_and_every_refusal_is_named(
    heard: list[object], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = draft()
    put(article, "ru", body="")
    before, texts, events = row(article), Revision.objects.count(), Event.objects.count()
    actions = now_and_at_six(article)[:2]
    actions.append(Action(workflow.schedule, article.version("hy"), {"at": EARLIER}))
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(TogetherRefused) as refused:
        take_together(actions, by=cast.editor(), now=NOW)
    kinds = [(type(refusal), refusal.version) for refusal in refused.value.refusals]
    assert kinds == [(IncompleteVersion, actions[1].version), (PastTime, actions[2].version)]
    assert "lacks body" in str(refused.value) and "has passed" in str(refused.value)
    assert differences(before, row(article)) == set() and heard == []
    assert (Revision.objects.count(), Event.objects.count()) == (texts, events)


def test_the_copy_in_hand_is_as_before_when_nothing_was_done() -> None:
    article = draft()
    put(article, "ru", body="")
    with pytest.raises(TogetherRefused):
        take_together(now_and_at_six(article), by=None, now=NOW)
    assert {version.state for version in article.versions()} == {State.DRAFT}
    put(article, "ru", body="<p>Вода</p>")
    take_together(now_and_at_six(article), by=None, now=NOW)
    assert again(article).version("ru").is_live(NOW)


def test_an_editor_of_one_language_does_not_take_the_others_along() -> None:
    article = draft()
    with pytest.raises(TogetherRefused) as refused:
        take_together(now_and_at_six(article), by=cast.editor(works_in=("ru",)), now=NOW)
    assert [type(refusal) for refusal in refused.value.refusals] == [NotAllowed, NotAllowed]
    assert not again(article).version("ru").is_live(NOW)


def test_stories_are_taken_together_too() -> None:
    articles = [draft(), draft()]
    take_together([Action(workflow.publish, article.version("hy")) for article in articles], by=None)
    moment = timezone.now() + timedelta(seconds=1)
    assert all(again(article).version("hy").is_live(moment) for article in articles)
