"""Saving one language never writes a column of another, whatever two people do to a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from articles import workflow
from articles.models import Article
from articles.versions import LanguageVersion
from articles.workflow import Refusal
from articles.workflow.translating import published_original
from articles.writing import save_changes
from languages import registry
from languages.columns import column
from tests.articles.rows import NOW, again, differences, row
from tests.factories import make_category

Step = Callable[[LanguageVersion], None]
number = count(1)
TEXTS = {"en": "The lake rises", "ru": "Озеро растет", "hy": "Լիճը բարձրանում է"}


def typing(*fields: str) -> Step:
    def type_and_save(version: LanguageVersion) -> None:
        for field in fields:
            setattr(version, field, f"{TEXTS[version.language]} {field} {next(number)}")
        save_changes(version.article, [column(field, version.language) for field in fields], by=None, now=NOW)

    return type_and_save


def text_out(version: LanguageVersion) -> int | None:
    """Return the key of the revision with which the original is out."""
    revision = published_original(version.article, NOW)
    return revision.pk if revision else None


STEPS: dict[str, Step] = {
    "type the title": typing("title"),
    "type the text": typing("body", "lead"),
    "type all": typing("title", "lead", "body", "seo_title", "seo_description"),
    "submit": lambda version: workflow.submit(version, now=NOW, by=None),
    "publish": lambda version: workflow.publish(version, now=NOW, by=None),
    "schedule": lambda version: workflow.schedule(version, at=NOW + timedelta(hours=1), now=NOW, by=None),
    "withdraw": lambda version: workflow.withdraw(version, now=NOW, by=None),
    "publish again": lambda version: workflow.republish(version, now=NOW, by=None),
    "return": lambda version: workflow.return_to_author(version, note="Why?", now=NOW, by=None),
    "confirm": lambda version: workflow.confirm(version, seen=text_out(version), now=NOW, by=None),
    "confirm changes": lambda version: workflow.confirm_changes(
        version, seen=text_out(version), now=NOW, by=None
    ),
    "publish changes": lambda version: workflow.publish_changes(
        version, seen=version.staged(), now=NOW, by=None
    ),
    "discard changes": lambda version: workflow.discard_changes(
        version, seen=version.staged(), now=NOW, by=None
    ),
    "back to draft": lambda version: workflow.back_to_draft(version, now=NOW, by=None),
}
moves = some.lists(
    some.tuples(
        some.sampled_from((0, 1)),
        some.sampled_from(registry.codes()),
        some.sampled_from(sorted(STEPS)),
        some.sampled_from(registry.codes()),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.django_db
@settings(
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=moves)
def test_a_step_on_one_language_changes_no_column_of_another(moves: list[tuple[int, str, str, str]]) -> None:
    article = Article.objects.create(category=make_category())
    copies = [again(article), again(article)]  # two people's, never read again
    for person, language, step, spoken_at_the_desk in moves:
        before = row(article)
        version = copies[person].version(language)
        was_out = again(article).version(language).is_out(NOW)
        with translation.override(spoken_at_the_desk):
            try:
                STEPS[step](version)
                refused = False
            except Refusal:
                refused = True
        changed = {name.removesuffix("_id") for name in differences(before, row(article))}
        assert all(name.endswith(f"_{language}") for name in changed), (
            step,
            language,
            changed,
        )
        assert not (refused and changed)
        if was_out and step.startswith("type"):
            assert changed <= {f"staged_{language}"}, (step, language, changed)
