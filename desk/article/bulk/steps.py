"""The steps that can be taken with several stories: when each fits, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import permissions, workflow
from articles.permissions import Person
from articles.refusals import ImpossibleStep, IncompleteVersion, NotAllowed, Refusal
from articles.states import Standing
from articles.versions import REQUIRED_FIELDS, LanguageVersion
from languages import registry

UNPUBLISHED = (Standing.MISSING, Standing.DRAFT)
LIVE = (Standing.PUBLISHED, Standing.OUTDATED)


@dataclass(frozen=True)
class Details:
    """What the person added to a step. seen: the revision of the original with which they compared."""

    by: Person
    at: datetime | None = None
    note: str = ""
    seen: int | None = None


@dataclass(frozen=True)
class BulkStep:
    """label: in the list of actions; heading: what the button says; done: the report, with a count.

    standings: where a version may stand before. leads_to: where it stands then. needs: what it must have.
    """

    name: str
    label: Any
    heading: Any
    meaning: Any
    done: Any
    rule: Callable[[Any, LanguageVersion], bool]
    standings: Collection[Standing]
    leads_to: Standing
    take: Callable[[LanguageVersion, Details], None]
    needs: Callable[[LanguageVersion], list[str]] = lambda version: []
    for_publishers: bool = True
    asks: str = ""  # the field that its page has: "at", "note"

    def is_offered_to(self, user: Any) -> bool:
        """There may be a story with which this person can take it."""
        own = permissions.may_add(user) and not self.for_publishers
        verbs = ("publish",) if self.for_publishers else ("publish", "write")
        rights = (f"articles.{verb}_{code}" for verb in verbs for code in registry.codes())
        return own or any(map(user.has_perm, rights))

    def refusal(self, version: LanguageVersion, user: Any) -> Refusal | None:
        """Return why the step would be refused, None when it would be taken. Asks the database nothing."""
        if not self.rule(user, version):
            return NotAllowed(version, f"is not for {user} to change like this")
        if version.standing() not in self.standings:
            return ImpossibleStep(version, f"does not go on like this from {version.standing()}")
        if missing := self.needs(version):
            return IncompleteVersion(version, missing)
        return None


def _schedule(version: LanguageVersion, details: Details) -> None:
    workflow.schedule(version, at=cast("datetime", details.at), by=details.by)  # its page asks for it


def _text_of(version: LanguageVersion) -> list[str]:
    return [field for field in version.missing_fields() if field in REQUIRED_FIELDS]


STEPS = {
    step.name: step
    for step in (
        BulkStep(
            "publish",
            pgettext_lazy("for several stories", "Publish now"),
            _("Publish {language} now"),
            _("Readers see these stories at once."),
            _("Published ({language}): {count}."),
            permissions.may_publish,
            (*UNPUBLISHED, Standing.REVIEW, Standing.SCHEDULED),
            Standing.PUBLISHED,
            lambda version, details: workflow.publish(version, by=details.by),
            needs=LanguageVersion.missing_fields,
        ),
        BulkStep(
            "schedule",
            pgettext_lazy("for several stories", "Schedule"),
            _("Schedule {language}"),
            _("These stories go out by themselves at the time you choose, all at once."),
            _("Scheduled ({language}): {count}."),
            permissions.may_publish,
            (*UNPUBLISHED, Standing.REVIEW, Standing.SCHEDULED, Standing.WITHDRAWN),
            Standing.SCHEDULED,
            _schedule,
            needs=LanguageVersion.missing_fields,
            asks="at",
        ),
        BulkStep(
            "submit",
            pgettext_lazy("for several stories", "Send to review"),
            _("Send {language} to review"),
            _("These stories then wait for an editor."),
            _("Sent to review ({language}): {count}."),
            permissions.may_write,
            UNPUBLISHED,
            Standing.REVIEW,
            lambda version, details: workflow.submit(version, by=details.by),
            needs=_text_of,
            for_publishers=False,
        ),
        BulkStep(
            "return",
            pgettext_lazy("for several stories", "Return with a note"),
            _("Return {language} to its author"),
            _("These stories are drafts again. Their authors read your note."),
            _("Returned ({language}): {count}."),
            permissions.may_publish,
            (Standing.REVIEW,),
            Standing.DRAFT,
            lambda version, details: workflow.return_to_author(version, note=details.note, by=details.by),
            asks="note",
        ),
        BulkStep(
            "withdraw",
            pgettext_lazy("for several stories", "Withdraw"),
            _("Withdraw {language}"),
            _("Readers stop seeing these stories. Their addresses say that they were taken back."),
            _("Withdrawn ({language}): {count}."),
            permissions.may_publish,
            LIVE,
            Standing.WITHDRAWN,
            lambda version, details: workflow.withdraw(version, by=details.by),
        ),
        BulkStep(
            "draft",
            pgettext_lazy("for several stories", "Return to draft"),
            _("Return {language} to draft"),
            _("These stories are drafts again. Readers stop seeing those that are out."),
            _("Returned to draft ({language}): {count}."),
            permissions.may_put_back,
            (Standing.REVIEW, Standing.SCHEDULED, *LIVE, Standing.WITHDRAWN),
            Standing.DRAFT,
            lambda version, details: workflow.back_to_draft(version, by=details.by),
            for_publishers=False,
        ),
        BulkStep(
            "confirm",
            pgettext_lazy("for several stories", "Confirm as up to date"),
            _("Confirm that {language} is up to date"),
            _("These translations count as right for what the original says now."),
            _("Confirmed to be up to date ({language}): {count}."),
            permissions.may_write,
            (Standing.OUTDATED,),
            Standing.PUBLISHED,
            lambda version, details: workflow.confirm(version, seen=details.seen, by=details.by),
            for_publishers=False,
        ),
    )
}
