"""From a draft to readers, and back: one language at a time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles import revisions, staging
from articles.models import EventKind
from articles.permissions import Person, may_publish, may_put_back, may_write
from articles.refusals import IncompleteVersion, NoteMissing, PastTime
from articles.states import Standing, State
from articles.versions import REQUIRED_FIELDS, LanguageVersion
from articles.workflow.steps import begin, demand, record, write
from languages.columns import column

UNPUBLISHED = (Standing.MISSING, Standing.DRAFT, Standing.REVIEW)
OUT = (Standing.PUBLISHED, Standing.OUTDATED, Standing.SCHEDULED)


def submit(version: LanguageVersion, *, by: Person | None, now: datetime | None = None) -> None:
    """Put a draft into the editors' queue. Raises IncompleteVersion without title or text."""
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_write)
        demand(version, (Standing.MISSING, Standing.DRAFT), moment)
        require(version, [field for field in version.missing_fields() if field in REQUIRED_FIELDS])
        version.state = State.REVIEW
        write(version)
        record(version, EventKind.SUBMITTED, by=by, now=moment)


def return_to_author(
    version: LanguageVersion, *, note: str, by: Person | None, now: datetime | None = None
) -> None:
    """Send back what waits for review, saying why. Raises NoteMissing without a word."""
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_publish)
        demand(version, (Standing.REVIEW,), moment)
        if not note.strip():
            raise NoteMissing(version, "is not returned without a word why")
        version.state = State.DRAFT
        write(version)
        record(version, EventKind.RETURNED, by=by, now=moment, note=note.strip())


def publish(version: LanguageVersion, *, by: Person | None, now: datetime | None = None) -> None:
    """Put a version before readers at once. From review this approves it; one on schedule is brought forward.

    A version that was public before keeps the time of its first publication.
    Raises IncompleteVersion without title, text, or a description of the lead picture.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_publish)
        demand(version, (*UNPUBLISHED, Standing.SCHEDULED), moment)
        _put_out(version, None, by=by, now=moment)


def republish(version: LanguageVersion, *, by: Person | None, now: datetime | None = None) -> None:
    """Put what was withdrawn before readers again, under the time of its first publication."""
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_publish)
        demand(version, (Standing.WITHDRAWN,), moment)
        _put_out(version, None, by=by, now=moment)


def schedule(
    version: LanguageVersion, *, at: datetime, by: Person | None, now: datetime | None = None
) -> None:
    """Let a version go out by itself at a moment, which replaces any time it had.

    Raises PastTime when the moment is not ahead, IncompleteVersion like `publish()`.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_publish)
        demand(version, (*UNPUBLISHED, Standing.SCHEDULED, Standing.WITHDRAWN), moment)
        if at <= moment:
            raise PastTime(version, f"cannot go out at {at}: that has passed")
        _put_out(version, at, by=by, now=moment)


def back_to_draft(version: LanguageVersion, *, by: Person | None, now: datetime | None = None) -> None:
    """Take a version out of public sight, off the schedule or out of the queue; its text stays, the newest.

    The time of its first publication stays too. One that was still ahead is forgotten: it must not pass for
    a first publication later.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_put_back)
        demand(version, (Standing.REVIEW, *OUT, Standing.WITHDRAWN), moment)
        is_scheduled = version.standing(moment) == Standing.SCHEDULED
        taken_over = staging.move_in(version, moment)
        if not version.was_public(moment):
            version.published_at = version.withdrawn_at = None
        version.state = State.DRAFT
        write(version, *taken_over)
        record(version, EventKind.UNSCHEDULED if is_scheduled else EventKind.DRAFTED, by=by, now=moment)


def withdraw(
    version: LanguageVersion, *, by: Person | None, note: str = "", now: datetime | None = None
) -> None:
    """Take back what readers see. Its address answers that it was taken back (410).

    Changes that waited to be published are then its text.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_publish)
        demand(version, (Standing.PUBLISHED, Standing.OUTDATED), moment)
        taken_over = staging.move_in(version, moment)
        version.state = State.WITHDRAWN
        version.withdrawn_at = moment
        write(version, *taken_over)
        record(version, EventKind.WITHDRAWN, by=by, now=moment, note=note.strip())


def _put_out(version: LanguageVersion, at: datetime | None, *, by: Person | None, now: datetime) -> None:
    """Publish a version, at a moment ahead or at once, and keep the text with which it goes out."""
    taken_over = staging.move_in(version, now)
    require(version, version.missing_fields())
    was_public, from_review = version.was_public(now), version.state == State.REVIEW
    version.give_slug()
    version.state = State.PUBLISHED
    version.published_at = at or (version.published_at if was_public else now)
    version.withdrawn_at = None
    write(version, column("slug", version.language), *taken_over)
    revision = revisions.published(version, by=by, now=now)
    if from_review:
        record(version, EventKind.APPROVED, by=by, now=now, revision=revision)
    if at:
        record(version, EventKind.SCHEDULED, by=by, now=now, revision=revision, for_time=at)
    else:
        kind = EventKind.REPUBLISHED if was_public else EventKind.PUBLISHED
        record(version, kind, by=by, now=now, revision=revision)


def require(version: LanguageVersion, missing: list[str]) -> None:
    if missing:
        raise IncompleteVersion(version, missing)
