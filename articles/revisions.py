"""Keeping what was written: one revision for every text that was saved or went out.

The versions given here hold what is stored by now, under the lock of their article.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from accounts.models import User
from articles.models import Revision
from articles.models.record import RecordQuerySet
from articles.models.revision import text_hash
from articles.permissions import Person
from articles.versions import LanguageVersion

Kind = Revision.Kind


def keep(version: LanguageVersion, kind: str, *, by: Person | None, now: datetime) -> Revision:
    """Keep a version's text as a new revision."""
    return keep_text(version, version.snapshot(), kind, version.pin(), by=by, now=now)


def keep_text(
    version: LanguageVersion,
    fields: Mapping[str, str],
    kind: str,
    made_from: int | None,
    *,
    by: Person | None,
    now: datetime,
) -> Revision:
    """Keep a text of a version as a new revision. made_from: the key of the original's revision."""
    revision: Revision = Revision.objects.create(
        article=version.article,
        language=version.language,
        kind=kind,
        fields=dict(fields),
        text_hash=text_hash(fields),
        author=cast("User | None", by),
        created_at=now,
        made_from_id=made_from,
    )
    return revision


def published(version: LanguageVersion, *, by: Person | None, now: datetime) -> Revision:
    """Return the published revision of the present text: the last one, when nothing changed since."""
    last: Revision | None = published_ones(version).first()
    if last and last.fields == version.snapshot():
        return last
    return keep(version, Kind.PUBLISHED, by=by, now=now)


def published_ones(version: LanguageVersion) -> RecordQuerySet:
    """Return the revisions with which a version went out, the latest first. On an index."""
    return _of(version).filter(kind=Kind.PUBLISHED).order_by("-id")


def of_present_text(version: LanguageVersion, *, by: Person | None, now: datetime) -> Revision | None:
    """Return the revision of a version's present text, one that was published if there is one.

    One is made when there is none, as after an import; None when nothing is written.
    """
    if version.is_missing():
        return None
    same = _of(version).filter(text_hash=text_hash(version.snapshot())).defer("fields")
    for kind in (Kind.PUBLISHED, Kind.SAVED):
        found: Revision | None = same.filter(kind=kind).order_by("-id").first()
        if found:
            return found
    return keep(version, Kind.PUBLISHED if version.is_out(now) else Kind.SAVED, by=by, now=now)


def of_original(version: LanguageVersion, *, by: Person | None, now: datetime) -> int | None:
    """Return the key of the revision from which a translation is made that is written now."""
    original = version.article.version(version.article.original_language)
    source = of_present_text(original, by=by, now=now)
    return source.pk if source else None


def _of(version: LanguageVersion) -> RecordQuerySet:
    return Revision.objects.filter(article=version.article, language=version.language)
