"""What the apps above are told of a change: after the commit, and never of what did not happen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles import workflow
from articles.models import Article
from articles.states import State
from articles.workflow import IncompleteVersion
from articles.writing import save_changes
from tests.articles.rows import again
from tests.factories import make_article

pytestmark = pytest.mark.django_db

Heard = list[tuple[Article, list[str]]]


@pytest.mark.parametrize("step", [workflow.publish, workflow.submit])
def test_a_step_is_announced_after_the_commit_with_its_language(
    step: Callable[..., None],
    heard: Heard,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    with django_capture_on_commit_callbacks(execute=True):
        step(article.version("ru"), by=None)
        assert heard == []
    assert heard == [(article, ["ru"])]


def test_a_step_that_is_rolled_back_is_announced_to_nobody(
    heard: Heard, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = make_article(state=State.DRAFT)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        workflow.publish(article.version("en"), by=None)
        transaction.set_rollback(True)
    assert heard == []
    assert again(article).version("en").state == State.DRAFT


def test_a_refused_step_is_announced_to_nobody(
    heard: Heard, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = make_article()
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(IncompleteVersion):
        workflow.publish(article.version("hy"), by=None)
    assert heard == []


def test_a_saved_text_is_announced_for_its_languages_and_a_fact_for_all(
    heard: Heard, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    with django_capture_on_commit_callbacks(execute=True):
        save_changes(article, ["body_ru"], by=None)
        save_changes(article, ["title_en", "lead_hy"], by=None)
        save_changes(article, ["kind"], by=None)
    assert [languages for _article, languages in heard] == [["ru"], ["en", "hy"], ["en", "ru", "hy"]]


def test_a_saving_that_changes_nothing_is_announced_to_nobody(
    heard: Heard, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = make_article()
    with django_capture_on_commit_callbacks(execute=True):
        save_changes(article, [], by=None)
    assert heard == []


def test_a_new_story_is_announced_with_its_number(
    heard: Heard, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    article = Article(category=make_article().category)
    article.version("ru").title = "Озеро растет"
    with django_capture_on_commit_callbacks(execute=True):
        save_changes(article, ["title_ru"], by=None)
    assert [(told.pk, languages) for told, languages in heard] == [(article.pk, ["ru"])]
    assert article.pk
