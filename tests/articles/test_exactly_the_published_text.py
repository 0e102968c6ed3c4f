"""Exactly the published text of the original makes a translation outdated, whatever people do to a story.

The rule is written here a second time, as a desk without revisions, hashes or columns would keep it: what
the original reads like now, whether it is out, and which of its texts each translation follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from articles import workflow
from articles.models import Article
from articles.states import Kind
from articles.workflow import Refusal
from articles.workflow.translating import published_original
from articles.writing import save_changes
from languages import registry
from languages.columns import column
from tests.articles.rows import NOW, again
from tests.factories import make_category

TEXTS = ("one", "two", "three")
languages = some.sampled_from(registry.codes())
texts = some.sampled_from(TEXTS)


@dataclass
class Model:
    """What the people at the paper would say of the story."""

    original: str = "en"
    reads: dict[str, str] = field(default_factory=dict)  # the text of each language that has one
    out: set[str] = field(default_factory=set)
    follows: dict[str, str] = field(default_factory=dict)  # the text of the original behind a translation
    went_out: list[str] = field(default_factory=list)  # the texts with which the original did

    def wrote(self, language: str, text: str) -> None:
        if self.reads.get(language) == text:
            return  # nothing was written
        self.reads[language] = text
        if language == self.original:
            self.goes_out()
        elif self.original in self.reads:
            self.follows.setdefault(language, self.reads[self.original])

    def goes_out(self) -> None:
        if self.original in self.out and self.went_out[-1:] != [self.reads[self.original]]:
            self.went_out.append(self.reads[self.original])

    def outdated(self) -> set[str]:
        if self.original not in self.out:
            return set()
        present = self.reads[self.original]
        return {language for language, text in self.follows.items() if text != present}


class Story(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        for former in Article.objects.all():
            former.delete()
        self.article = Article(category=make_category())
        save_changes(self.article, [], by=None, now=NOW)
        self.model = Model()

    def take(self, step: Any, language: str, **options: Any) -> bool:
        try:
            step(again(self.article).version(language), by=None, now=NOW, **options)
        except Refusal:
            return False
        return True

    def save(self, language: str, **values: str) -> None:
        stored = again(self.article)
        for name, value in values.items():
            setattr(stored, column(name, language), value)
        save_changes(stored, [column(name, language) for name in values], by=None, now=NOW)

    @rule(language=languages, text=texts)
    def write(self, language: str, text: str) -> None:
        self.save(language, title=f"Title {text}", body=f"<p>Text {text}</p>")
        self.model.wrote(language, text)

    @rule(language=languages, word=texts)
    def write_for_search_engines(self, language: str, word: str) -> None:
        if language in self.model.reads:
            self.save(language, seo_title=f"Found {word}", seo_description=word, slug=word)

    @rule(kind=some.sampled_from(Kind.values))
    def change_facts(self, kind: str) -> None:
        stored = again(self.article)
        stored.kind, stored.category = kind, make_category()
        save_changes(stored, ["kind", "category", "tags"], by=None, now=NOW)

    @rule(language=languages)
    def publish(self, language: str) -> None:
        if self.take(workflow.publish, language) or self.take(workflow.republish, language):
            self.model.out.add(language)
            self.model.goes_out()

    @rule(language=languages, hours=some.integers(1, 3))
    def schedule(self, language: str, hours: int) -> None:
        if self.take(workflow.schedule, language, at=NOW + timedelta(hours=hours)):
            self.model.out.add(language)
            self.model.goes_out()

    @rule(language=languages, step=some.sampled_from((workflow.back_to_draft, workflow.withdraw)))
    def take_back(self, language: str, step: Any) -> None:
        if self.take(step, language):
            self.model.out.discard(language)

    @rule(language=languages)
    def submit(self, language: str) -> None:
        self.take(workflow.submit, language)

    @rule(language=languages)
    def confirm(self, language: str) -> None:
        seen = published_original(again(self.article), NOW)
        if self.take(workflow.confirm, language, seen=seen and seen.pk):
            self.model.follows[language] = self.model.reads[self.model.original]

    @rule(language=languages)
    def mark_minor(self, language: str) -> None:
        former = [text for text in self.model.went_out if text != self.model.went_out[-1]][-1:]
        if self.take(workflow.mark_minor, language):
            assert language == self.model.original and former
            for translation, text in self.model.follows.items():
                if text == former[0]:
                    self.model.follows[translation] = self.model.went_out[-1]

    @invariant()
    def agree(self) -> None:
        stored, expected = again(self.article), self.model.outdated()
        assert {version.language for version in stored.versions() if version.is_outdated(NOW)} == expected
        found = {code for code in registry.codes() if Article.objects.outdated(code, NOW).exists()}
        assert found == expected


@pytest.mark.django_db
def test_exactly_the_published_text_of_the_original_makes_outdated() -> None:
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Story,
        settings=settings(
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=checks,
        ),
    )
