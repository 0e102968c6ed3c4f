"""What stands beside the text that is written: another language to translate from, or what changed in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.db.models import Field
from django.http import HttpRequest

from articles.following import Following
from articles.models import Article, Revision
from articles.permissions import may_publish, may_write
from articles.versions import LanguageVersion
from desk.article import changes, steps
from languages.columns import column

COPIED = ("title", "lead", "body", "seo_title", "seo_description")


@dataclass(frozen=True)
class Text:
    """One field of another language."""

    name: str
    label: Any
    text: str

    @property
    def is_rich(self) -> bool:
        return self.name == "body"


@dataclass(frozen=True)
class Source:
    """A language of the story as it is stored, to be read beside another."""

    version: LanguageVersion

    def texts(self) -> list[Text]:
        return [
            Text(name, cast("Field[Any, Any]", Article._meta.get_field(name)).verbose_name, text)
            for name in COPIED
            if (text := getattr(self.version, name))
        ]


@dataclass(frozen=True)
class Beside:
    """What the tab of one language offers beside its fields.

    sources: the languages that can be read beside it, the original first.
    copied: the columns that a button fills from the original.
    since: when an outdated translation became so; changes: what changed in its original.
    followers: of the original, the translations that its last change made outdated.
    """

    version: LanguageVersion
    sources: list[Source]
    opens: bool = False
    copied: list[str] = field(default_factory=list)
    pin: Revision | None = None
    is_outdated: bool = False
    since: datetime | None = None
    changes: changes.Changes | None = None
    followers: list[LanguageVersion] = field(default_factory=list)
    steps: list[steps.Step] = field(default_factory=list)


def put(context: dict[str, Any], stored: Article, request: HttpRequest) -> None:
    """Add to a form's context what stands beside each of its languages.

    stored: the story as it is stored, whatever the form holds. Two queries.
    """
    following = Following(stored)
    written = [version for version in stored.versions() if not version.is_missing()]
    sources = [Source(version) for version in sorted(written, key=lambda one: not one.is_original())]
    context["sources"] = sources
    for tab in context["language_tabs"]:
        version = stored.version(tab["language"].code)
        others = [source for source in sources if source.version.language != version.language]
        make = _of_original if version.is_original() else _of_translation
        tab["beside"] = make(version, others, following, request)


def _of_original(
    version: LanguageVersion, sources: list[Source], following: Following, request: HttpRequest
) -> Beside:
    followers = following.outdated_by_last_change() if may_publish(request.user, version) else []
    before = following.pin(followers[0]) if followers else None
    return Beside(
        version,
        sources,
        since=following.last_change() if followers else None,
        changes=_changes(before, version),
        followers=followers,
        steps=steps.beside(version, request.user) if followers else [],
    )


def _of_translation(
    version: LanguageVersion, sources: list[Source], following: Following, request: HttpRequest
) -> Beside:
    original = version.article.version(version.article.original_language)
    writes, pin, is_outdated = may_write(request.user, version), following.pin(version), version.is_outdated()
    return Beside(
        version,
        sources,
        opens=writes,
        copied=list(_copied(original, version)) if writes else [],
        pin=pin,
        is_outdated=is_outdated,
        since=following.outdated_since(version) if is_outdated else None,
        changes=_changes(pin, original) if is_outdated else None,
        steps=steps.beside(version, request.user) if is_outdated else [],
    )


def _copied(original: LanguageVersion, version: LanguageVersion) -> Iterable[str]:
    return (column(name, version.language) for name in COPIED if getattr(original, name))


def _changes(before: Revision | None, original: LanguageVersion) -> changes.Changes | None:
    return changes.between(before.fields, original.snapshot()) if before else None
