"""What was typed into a version that is out: readers get it, or it is discarded; until then it waits."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles import revisions, staging
from articles.models import EventKind, Revision
from articles.models.revision import text_hash
from articles.permissions import Person, may_publish, may_write
from articles.refusals import ChangesMoved, NothingWaits
from articles.versions import LanguageVersion
from articles.workflow.publishing import OUT, require
from articles.workflow.steps import begin, demand, record, write
from articles.workflow.translating import compared, confirm


def publish_changes(
    version: LanguageVersion, *, by: Person | None, seen: int | None, now: datetime | None = None
) -> None:
    """Put the text that waits before readers; of a version on schedule, in the place of what is to go out.

    seen: the key of the revision that the person saw waiting.
    Raises NothingWaits, ChangesMoved when another text waits, IncompleteVersion like `publish()`.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_publish)
        demand(version, OUT, moment)
        _waiting(version, seen)
        former = text_hash(version.snapshot())
        taken_over = staging.move_in(version, moment)
        require(version, version.missing_fields())
        if version.is_live(moment) and text_hash(version.snapshot()) != former:
            version.updated_at = moment
        write(version, *taken_over)
        revision = revisions.published(version, by=by, now=moment)
        record(version, EventKind.CHANGED, by=by, now=moment, revision=revision)


def discard_changes(
    version: LanguageVersion, *, by: Person | None, seen: int | None, now: datetime | None = None
) -> None:
    """Give up the text that waits; it is kept as a revision. Readers notice nothing.

    Raises NothingWaits, ChangesMoved when another text waits than the one that the person saw.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_write)
        demand(version, OUT, moment)
        staging.discard(version, _waiting(version, seen), by=by, now=moment)


def confirm_changes(
    version: LanguageVersion, *, by: Person | None, seen: int | None, now: datetime | None = None
) -> None:
    """Say of a translation, as it is written by now, that it is up to date with the original that is out.

    Of a text that waits this holds once it is published: until then readers see an outdated one.
    Where nothing waits it is `confirm()`. seen, and what is raised: as there.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_write)
        if (waits := staging.of_version(version)) is None:
            confirm(version, by=by, seen=seen, now=moment)
            return
        original = compared(version, seen, moment)
        staging.stage_from(version, waits, original)
        record(version, EventKind.CONFIRMED, by=by, now=moment, revision=original)


def _waiting(version: LanguageVersion, seen: int | None) -> Revision:
    if (waits := staging.of_version(version)) is None:
        raise NothingWaits(version, "has no changes that wait")
    if seen is None or not _has_same_text(waits, seen):
        raise ChangesMoved(version, "was changed since the person saw what waits")
    return waits


def _has_same_text(waits: Revision, seen: int) -> bool:
    """Tell whether the person saw this text, though somebody spoke of its original since."""
    same = Revision.objects.filter(pk=seen, article=waits.article_id, language=waits.language)
    return any(revision.fields == waits.fields for revision in same)
