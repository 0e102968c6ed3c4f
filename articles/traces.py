"""What a save leaves behind: revisions of the texts that changed, pins of translations, events."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import cast

from accounts.models import User
from articles import revisions
from articles.models import Article, Event, EventKind, Revision
from articles.models.revision import text_hash
from articles.permissions import Person
from articles.querysets import TEXT_FIELDS
from articles.versions import WORKFLOW_FIELDS, LanguageVersion
from languages import registry
from languages.columns import column, columns

PIN = "translated_from"


def leave(
    article: Article, former: Article | None, changed: Collection[str], *, by: Person | None, now: datetime
) -> None:
    """Keep what a save changed. Call it in the transaction of the save, with the row locked.

    former: the article as it was stored before, with the texts of the languages that were written; None for
    a new one.
    """
    stored = _stored(article, former, changed)
    has_other_original = former is not None and former.original_language != stored.original_language
    languages = texts_among(changed) if former else registry.codes()
    written = [stored.version(code) for code in languages]
    written = [version for version in written if _is_new(version, former)]
    translations = [version for version in written if not version.is_original()]
    kept = [_keep(version, by, now) for version in written if version.is_original()]
    translated = [version for version in translations if _has_other_text(version, former)]
    _pin(article, stored.versions() if has_other_original else translated, has_other_original, by, now)
    kept += [_keep(version, by, now) for version in translations]
    events = [] if former else [_event(article, EventKind.CREATED, by, now)]
    if former and (facts := [name for name in changed if name not in columns(TEXT_FIELDS)]):
        events.append(_event(article, EventKind.FACTS, by, now, note=" ".join(sorted(facts))))
    Event.objects.bulk_create([*events, *(_event(article, EventKind.SAVED, by, now, text) for text in kept)])


def _stored(article: Article, former: Article | None, changed: Collection[str]) -> Article:
    """Return the article as it is stored by now, with the texts that are to be looked at. One query."""
    languages = {*texts_among(changed)}
    if former is None or "original_language" in changed:
        languages = {*registry.codes()}
    elif any(former.version(code).pin() is None for code in languages):
        languages.add(former.original_language)
    fields = ["original_language", *columns(WORKFLOW_FIELDS), *columns(TEXT_FIELDS, languages)]
    return Article.objects.only(*fields).get(pk=article.pk)


def texts_among(changed: Collection[str]) -> list[str]:
    """Return the languages of whose text some columns are."""
    return [code for code in registry.codes() if not set(columns(TEXT_FIELDS, [code])).isdisjoint(changed)]


def _is_new(version: LanguageVersion, former: Article | None) -> bool:
    """Tell a text that changed from one that was stored as it was."""
    if former is None:
        return any(version.snapshot().values())
    return former.version(version.language).snapshot() != version.snapshot()


def _has_other_text(version: LanguageVersion, former: Article | None) -> bool:
    """Tell whether what a translator translates changed, not only an address or words for search engines."""
    return former is None or text_hash(former.version(version.language).snapshot()) != text_hash(
        version.snapshot()
    )


def _keep(version: LanguageVersion, by: Person | None, now: datetime) -> Revision:
    kind = Revision.Kind.PUBLISHED if version.is_out(now) else Revision.Kind.SAVED
    return revisions.keep(version, kind, by=by, now=now)


def _pin(
    article: Article, versions: Iterable[LanguageVersion], anew: bool, by: Person | None, now: datetime
) -> None:
    """Pin translations to the present text of their original, and unpin what is none (any more).

    versions: of the stored copy. anew: those that have a pin get another, because another language became
    the original: nobody knows how their texts relate, and a change of facts makes nothing outdated.
    """
    moved = []
    for version in versions:
        pin = version.pin()
        if version.is_original() or version.is_missing():
            wanted = None
        elif pin is None or anew:
            wanted = revisions.of_original(version, by=by, now=now)
        else:
            continue
        if wanted != pin:
            moved.append(column(PIN, version.language))
            for copy in (article, version.article):
                copy.version(version.language).point(PIN, wanted)
    if moved:
        article.save(update_fields=moved)


def _event(
    article: Article,
    kind: EventKind,
    by: Person | None,
    now: datetime,
    revision: Revision | None = None,
    note: str = "",
) -> Event:
    return Event(
        article=article,
        language=revision.language if revision else "",
        kind=kind,
        by=cast("User | None", by),
        at=now,
        note=note,
        revision=revision,
    )
