"""Exactly the published text of the original makes a translation outdated, whatever people do to a story.

The rule is written here a second time, as a desk without revisions, hashes or columns would keep it: what
each language reads like, whether it is out, what waits to be published in its place, and which text of the
original each of them follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True)
class Written:
    """What stands in a language, and what it says to search engines. follows: a text of the original."""

    text: str
    words: str = ""
    follows: str = ""

    def says(self) -> tuple[str, str]:
        return self.text, self.words


@dataclass
class Model:
    """What the people at the paper would say of the story."""

    original: str = "en"
    reads: dict[str, Written] = field(default_factory=dict)  # each language in which something is written
    waits: dict[str, Written] = field(default_factory=dict)  # what is to replace it, where it is out
    out: set[str] = field(default_factory=set)
    went_out: list[str] = field(default_factory=list)  # the texts with which the original did

    def wrote(self, language: str, **typed: str) -> None:
        before = self.waits.get(language) or self.reads.get(language, Written(""))
        now = replace(before, **typed)
        if language != self.original and now.text != before.text and self.original in self.reads:
            now = replace(now, follows=before.follows or self.reads[self.original].text)
        if language not in self.out:
            self.reads[language] = now
        elif now.says() == self.reads[language].says():
            self.waits.pop(language, None)
        elif now.says() != before.says():
            self.waits[language] = now

    def takes_over(self, language: str) -> None:
        """What waited takes its place: readers get it, or see nothing of the language any more."""
        self.reads[language] = self.waits.pop(language, self.reads[language])

    def goes_out(self) -> None:
        if self.original in self.out and self.went_out[-1:] != [self.reads[self.original].text]:
            self.went_out.append(self.reads[self.original].text)

    def say(self, texts: dict[str, Written], language: str, follows: str) -> None:
        if language in texts:
            texts[language] = replace(texts[language], follows=follows)

    def outdated(self) -> set[str]:
        if self.original not in self.out:
            return set()
        known = {code: written.follows for code, written in self.reads.items() if written.follows}
        return {code for code, text in known.items() if text != self.reads[self.original].text}


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
        self.model.wrote(language, text=text)

    @rule(language=languages, word=texts)
    def write_for_search_engines(self, language: str, word: str) -> None:
        if language in self.model.reads:
            self.save(language, seo_title=f"Found {word}", seo_description=word, slug=word)
            self.model.wrote(language, words=word)

    @rule(kind=some.sampled_from(Kind.values))
    def change_facts(self, kind: str) -> None:
        stored = again(self.article)
        stored.kind, stored.category = kind, make_category()
        save_changes(stored, ["kind", "category", "tags"], by=None, now=NOW)

    @rule(language=languages)
    def publish(self, language: str) -> None:
        if self.take(workflow.publish, language) or self.take(workflow.republish, language):
            self.model.out.add(language)
            self.model.takes_over(language)
            self.model.goes_out()

    @rule(language=languages, hours=some.integers(1, 3))
    def schedule(self, language: str, hours: int) -> None:
        if self.take(workflow.schedule, language, at=NOW + timedelta(hours=hours)):
            self.model.out.add(language)
            self.model.takes_over(language)
            self.model.goes_out()

    @rule(language=languages, step=some.sampled_from((workflow.back_to_draft, workflow.withdraw)))
    def take_back(self, language: str, step: Any) -> None:
        if self.take(step, language):
            self.model.out.discard(language)
            if language in self.model.reads:
                self.model.takes_over(language)

    @rule(language=languages)
    def publish_changes(self, language: str) -> None:
        if self.take(workflow.publish_changes, language, seen=self.waiting(language)):
            assert language in self.model.waits
            self.model.takes_over(language)
            self.model.goes_out()

    @rule(language=languages)
    def discard_changes(self, language: str) -> None:
        if self.take(workflow.discard_changes, language, seen=self.waiting(language)):
            del self.model.waits[language]

    def waiting(self, language: str) -> int | None:
        return again(self.article).version(language).staged()

    @rule(language=languages)
    def submit(self, language: str) -> None:
        self.take(workflow.submit, language)

    @rule(language=languages, step=some.sampled_from((workflow.confirm, workflow.confirm_changes)))
    def confirm(self, language: str, step: Any) -> None:
        model, seen = self.model, published_original(again(self.article), NOW)
        if self.take(step, language, seen=seen and seen.pk):
            only_waits = step is workflow.confirm_changes and language in model.waits
            for texts in (model.waits,) if only_waits else (model.waits, model.reads):
                model.say(texts, language, model.reads[model.original].text)

    @rule(language=languages)
    def mark_minor(self, language: str) -> None:
        former = [text for text in self.model.went_out if text != self.model.went_out[-1]][-1:]
        if self.take(workflow.mark_minor, language):
            assert language == self.model.original and former
            for texts in (self.model.reads, self.model.waits):
                for translation in [code for code, one in texts.items() if one.follows == former[0]]:
                    self.model.say(texts, translation, self.model.went_out[-1])

    @invariant()
    def agree(self) -> None:
        stored, expected = again(self.article), self.model.outdated()
        assert {version.language for version in stored.versions() if version.staged()} == set(
            self.model.waits
        )
        for version in stored.versions():
            written = self.model.reads.get(version.language)
            assert version.title == (f"Title {written.text}" if written else "")
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
