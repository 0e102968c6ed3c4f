"""What a step would do to each of the chosen stories, and doing it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, Max, QuerySet

from articles.models import Article, Revision
from articles.refusals import Refusal, VersionMoved
from articles.versions import LanguageVersion
from desk.article import opened
from desk.article.bulk import reasons
from desk.article.bulk.steps import BulkStep, Details
from languages import registry

Seen = dict[str, dict[str, str]]  # by the key of the story, what its page showed of it


@dataclass(frozen=True)
class Entry:
    """A story on the page of a step. reason: why the step would be refused, "" when it would be taken."""

    version: LanguageVersion
    reason: str = ""


@dataclass
class Outcome:
    """What became of the chosen stories. refused: title and reason of each."""

    taken: list[LanguageVersion] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def foreseen(
    step: BulkStep, language: registry.Language, stories: Iterable[Article], user: Any
) -> list[Entry]:
    """Return what the step would do to each story, loaded as for the list. Asks the database nothing."""
    entries = []
    for story in stories:
        version = story.version(language.code)
        refusal = step.refusal(version, user)
        entries.append(Entry(version, reasons.why(refusal, language) if refusal else ""))
    return entries


def shown(entries: Iterable[Entry]) -> str:
    """Return what the page has to carry to tell later whether a story moved since. One query."""
    versions = [entry.version for entry in entries if not entry.reason]
    originals = _published_originals([version.article.pk for version in versions])
    seen = {}
    for version in versions:
        seen[str(version.article.pk)] = opened.place(version)
        if version.article.pk in originals:
            seen[str(version.article.pk)][opened.ORIGINAL] = str(originals[version.article.pk])
    return json.dumps(seen, separators=(",", ":"))


def unpacked(text: str) -> Seen:
    """Return what the page carried; nothing of a story where it is missing or was tampered with."""
    try:
        seen = json.loads(text or "{}")
    except ValueError:
        return {}
    return (
        {key: value for key, value in seen.items() if isinstance(value, dict)}
        if isinstance(seen, dict)
        else {}
    )


def take(
    step: BulkStep,
    language: registry.Language,
    keys: Iterable[str],
    stories: QuerySet[Any],
    seen: Seen,
    details: Details,
) -> Outcome:
    """Take a step with each story in a transaction of its own, so that one does not hold up the others."""
    outcome = Outcome()
    for key in dict.fromkeys(keys):
        story = stories.filter(pk=key).first() if key.isdecimal() else None
        if story is None:
            outcome.refused.append((key, str(reasons.GONE)))
            continue
        version, shown_of_it = story.version(language.code), seen.get(key, {})
        try:
            _take_one(step, version, shown_of_it, details)
            outcome.taken.append(version)
        except Refusal as refusal:
            outcome.refused.append((str(story), reasons.why(refusal, language)))
    return outcome


def _take_one(step: BulkStep, version: LanguageVersion, seen: dict[str, str], details: Details) -> None:
    if refusal := step.refusal(version, details.by):
        raise refusal
    if opened.moved(version, seen):
        raise VersionMoved(version, "moved since its page was shown")
    step.take(version, replace(details, seen=opened.original_seen(seen)))


def _published_originals(keys: list[int]) -> dict[int, int]:
    """Return with which revision the original of each story went out last. One query."""
    published = Revision.objects.filter(
        article__in=keys, kind=Revision.Kind.PUBLISHED, language=F("article__original_language")
    )
    return dict(published.order_by().values_list("article").annotate(Max("pk")))
