"""Texts that wait: what was typed into a version that is out, until somebody publishes it.

The columns hold what readers see. A text that waits is a revision to which its version points (`staged`).
Once readers do not see the version, its columns take that text over: it is then what there is to work on.

Versions given here hold what is stored by now, under the lock of their article.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import Field

from accounts.models import User
from articles import revisions
from articles.models import Article, Event, EventKind, Revision
from articles.models.revision import text_hash
from articles.permissions import Person
from articles.querysets import TEXT_FIELDS, written_mark
from articles.versions import LanguageVersion
from languages.columns import column, columns

MOVED = (*TEXT_FIELDS, "translated_from", "staged")  # the fields that `move_in()` sets


class Staged(NamedTuple):
    """What a save did to the text that waits: which revision waited before, and which does now, by key."""

    before: int | None
    now: int | None


def of_article(article: Article) -> dict[str, Revision]:
    """Return what waits, by language, with its author. One query, none when nothing does."""
    if not (keys := [key for version in article.versions() if (key := version.staged())]):
        return {}
    found = Revision.objects.filter(pk__in=keys).select_related("author", "made_from")
    return {revision.language: revision for revision in found}


def of_version(version: LanguageVersion) -> Revision | None:
    """Return what waits in a language, with the text of the original that it was made from."""
    key = version.staged()
    return Revision.objects.select_related("made_from").get(pk=key) if key else None


def stage(
    version: LanguageVersion, typed: Mapping[str, str], *, by: Person | None, now: datetime
) -> Revision | None:
    """Lay what was typed over the text that waits, else over the one that is out; store what waits then.

    Return the revision that waits. Whoever types the published text again leaves nothing waiting.
    """
    waits, public = of_version(version), version.snapshot()
    base = waits.fields if waits else public
    fields = {**base, **{name: _cleaned(version, name, text) for name, text in typed.items()}}
    fields["slug"] = fields["slug"] or version.slug_for(fields["title"])
    if fields == base:
        return waits
    kept, kind = waits, EventKind.DISCARDED
    if fields != public:
        is_same_text = text_hash(fields) == text_hash(base)
        made_from = _made_from(version, waits, is_same_text, by, now)
        kind = EventKind.STAGED
        kept = revisions.keep_text(version, fields, Revision.Kind.SAVED, made_from, by=by, now=now)
    _wait(version, kept if fields != public else None)
    note(version, kind, kept, by=by, now=now)
    return kept if fields != public else None


def stage_from(version: LanguageVersion, waits: Revision, original: Revision) -> None:
    """Say of a text that waits from which text of the original it is made now. Who wrote it when stays."""
    kept = revisions.keep_text(
        version, waits.fields, waits.kind, original.pk, by=waits.author, now=waits.created_at
    )
    _wait(version, kept)


def discard(version: LanguageVersion, waits: Revision, *, by: Person | None, now: datetime) -> None:
    """Let a text wait no longer. It is kept as a revision."""
    _wait(version, None)
    note(version, EventKind.DISCARDED, waits, by=by, now=now)


def move_in(version: LanguageVersion, now: datetime) -> list[str]:
    """Put the text that waits into the version's columns; nothing waits then. The caller stores them.

    Return the names of the columns that were set, none when nothing waits. A slug that follows its title
    goes on doing so until readers know it. The pin moves on to the text that this was made from.
    """
    if (waits := of_version(version)) is None:
        return []
    follows_title = waits.fields["slug"] == version.slug == version.slug_of_title()
    for name, text in waits.fields.items():
        if getattr(version, name) != text:
            setattr(version, name, text)
    if follows_title and not version.was_public(now):
        version.slug = version.slug_of_title()
    if source := _source(version, waits):
        version.point("translated_from", source)
    version.point("staged", None)
    version.article.__dict__.pop(written_mark(version.language), None)
    return columns(MOVED, [version.language])


def note(
    version: LanguageVersion,
    kind: EventKind,
    revision: Revision | None,
    *,
    by: Person | None,
    now: datetime,
) -> None:
    Event.objects.create(
        article=version.article,
        language=version.language,
        kind=kind,
        by=cast("User | None", by),
        at=now,
        revision=revision,
    )


def _wait(version: LanguageVersion, revision: Revision | None) -> None:
    version.point("staged", revision.pk if revision else None)
    version.article.save(update_fields=columns(["staged"], [version.language]))


def _made_from(
    version: LanguageVersion, waits: Revision | None, is_same_text: bool, by: Person | None, now: datetime
) -> int | None:
    """Return the key of the text of the original behind a text: what is known of it, else the present one."""
    if version.is_original():
        return None
    known = _source(version, waits) or version.pin()
    return known if known or is_same_text else revisions.of_original(version, by=by, now=now)


def _source(version: LanguageVersion, waits: Revision | None) -> int | None:
    """Return the key of the text of the original behind a text that waits; None when it is of no original.

    Another language may be the original by now: nobody knows how the texts relate, and pins were set anew.
    """
    source = waits.made_from if waits and not version.is_original() else None
    return source.pk if source and source.language == version.article.original_language else None


def _cleaned(version: LanguageVersion, name: str, text: str) -> str:
    """Return a text as its column would hold it."""
    field = cast("Field[Any, Any]", Article._meta.get_field(column(name, version.language)))
    return str(field.get_db_prep_save(text or "", connection))
