"""The steps a person may take with a language: what each says, whose it is, what it fits and does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import permissions, workflow
from articles.following import Following
from articles.states import Standing, State
from articles.versions import LanguageVersion

PUBLISH, SCHEDULE, SUBMIT, BACK_TO_DRAFT, RETURN = "publish", "schedule", "submit", "draft", "return"
WITHDRAW, REPUBLISH, CONFIRM = "withdraw", "republish", "confirm"
CHECKED, MINOR = "checked", "minor"
CHANGES, CHANGES_AHEAD, DISCARD = "changes", "ahead", "discard"
NEEDS_TEXT = (PUBLISH, SCHEDULE, SUBMIT, REPUBLISH, CHANGES, CHANGES_AHEAD)
FOLLOWING = (CHECKED, CONFIRM, MINOR)  # they say how a translation follows its original
NEEDS_SAVED_TEXT = (CHECKED, MINOR)  # they speak of the text as it is stored
PUTS_OUT = (PUBLISH, SCHEDULE, REPUBLISH, CHANGES, CHANGES_AHEAD)
# Of these the first of KINDS that fits is the step that comes next.
FORWARD = (SUBMIT, CHANGES_AHEAD, PUBLISH, REPUBLISH, CHANGES)
ASKS_MORE = (SCHEDULE, RETURN)  # a time, or a word: only the panel has the fields for it


@dataclass(frozen=True)
class Details:
    """What the form says beside a step: moment, word, and which revisions the person saw.

    seen: that of the original. changes: the one that waits to be published.
    """

    at: datetime | None = None
    note: str = ""
    seen: int | None = None
    changes: int | None = None


@dataclass(frozen=True)
class Kind:
    """What a step says, which versions it fits, whose it is, and how the workflow takes it.

    choice: what it is called where the language is known. does: the same in a list of several, with the
    language. done: the sentence that says it was taken.
    options: what the step of the workflow wants to know beside the version.
    is_beside: it stands with a word about the text, over it, and not in the bar of the form.
    button: what its button says, where that is more.
    done_waiting: what done says of a text that waits to be published.
    """

    choice: Any
    does: Any
    done: Any
    fits: Callable[[LanguageVersion], bool]
    rule: Callable[[Any, LanguageVersion], bool]
    step: Callable[..., None]
    options: Callable[[Details], dict[str, Any]] = lambda _details: {}
    is_beside: bool = False
    button: Any = ""
    done_waiting: Any = ""


@dataclass(frozen=True)
class Step:
    """A step with one language, as somebody may choose it."""

    name: str
    version: LanguageVersion

    @property
    def value(self) -> str:
        return f"{self.name}:{self.version.language}"

    @property
    def choice(self) -> Any:
        return KINDS[self.name].choice

    @property
    def does(self) -> Any:
        """Say what it does as one of several: "schedule Armenian for {time}" leaves room for its time."""
        return format_lazy(KINDS[self.name].does, language=self.version.speech.called, time="{time}")

    @property
    def label(self) -> Any:
        return KINDS[self.name].button or capfirst(self.does)

    @property
    def done(self) -> Any:
        kind = KINDS[self.name]
        done = kind.done_waiting if kind.done_waiting and self.version.changes_wait() else kind.done
        return capfirst(format_lazy(done, language=self.version.speech.called))

    @property
    def is_next(self) -> bool:
        return self.name in FORWARD

    @property
    def asks_more(self) -> bool:
        return self.name in ASKS_MORE


def available(version: LanguageVersion, user: Any) -> list[Step]:
    """Return the steps this person may take with a version as it stands, of those in the bar of the form."""
    return _fitting((name for name, kind in KINDS.items() if not kind.is_beside), version, user)


def beside(version: LanguageVersion, user: Any) -> list[Step]:
    """Return the steps beside the text of a version that is outdated, or has made others so."""
    fitting = [MINOR] if version.is_original() else [CHECKED, CONFIRM]
    return _fitting(fitting, version, user)


def over_waiting(version: LanguageVersion, user: Any) -> list[Step]:
    """Return the steps beside a text that waits to be published."""
    return _fitting([DISCARD], version, user)


def _fitting(names: Iterable[str], version: LanguageVersion, user: Any) -> list[Step]:
    return [
        Step(name, version) for name in names if KINDS[name].rule(user, version) and KINDS[name].fits(version)
    ]


def why(refusal: workflow.Refusal, step: Step) -> Any:
    """Return the sentence that tells the person why a step was not taken."""
    if step.name in FOLLOWING and not KINDS[step.name].fits(step.version):
        return _("Nothing is outdated here any more: somebody was quicker. What you typed is saved.")
    sentences = (
        (workflow.NotAllowed, _("You may not do this. What you typed is saved.")),
        (workflow.OriginalMoved, _("The original changed again meanwhile. Compare once more, then confirm.")),
        (
            workflow.ChangesMoved,
            _("Somebody else changed the text that waits. Look at it, then publish or discard it."),
        ),
        (workflow.NothingWaits, _("No changes wait to be published here.")),
        (workflow.PastTime, _("This time has passed. Choose one that is ahead.")),
        (workflow.IncompleteVersion, _("Something that it needs was taken away meanwhile.")),
    )
    moved = _("Somebody else changed its state meanwhile. What you typed is saved.")
    return next((said for kind, said in sentences if isinstance(refusal, kind)), moved)


def _only_submits(user: Any, version: LanguageVersion) -> bool:
    return permissions.may_write(user, version) and not permissions.may_publish(user, version)


def _puts_back(user: Any, version: LanguageVersion) -> bool:
    """Who may publish returns what waits for review with a word; others take back what they sent."""
    returns = version.state == State.REVIEW and permissions.may_publish(user, version)
    return permissions.may_put_back(user, version) and not returns


def _made_others_outdated(version: LanguageVersion) -> bool:
    return version.is_original() and bool(Following(version.article).outdated_by_last_change())


def _seen(details: Details) -> dict[str, Any]:
    return {"seen": details.seen}


def _changes_seen(details: Details) -> dict[str, Any]:
    return {"seen": details.changes}


def _at(*standings: Standing) -> Callable[[LanguageVersion], bool]:
    return lambda version: version.standing() in standings


UNPUBLISHED = (Standing.MISSING, Standing.DRAFT)
AHEAD = (*UNPUBLISHED, Standing.REVIEW, Standing.SCHEDULED)
LIVE = (Standing.PUBLISHED, Standing.OUTDATED)
KINDS = {
    SUBMIT: Kind(
        _("Send to review"),
        pgettext_lazy("one of several steps", "send {language} to review"),
        _("{language} is sent to review."),
        _at(*UNPUBLISHED),
        _only_submits,
        workflow.submit,
    ),
    CHANGES_AHEAD: Kind(
        _("Change what is scheduled"),
        pgettext_lazy("one of several steps", "change the scheduled text of {language}"),
        _("{language} goes out with the changed text."),
        _at(Standing.SCHEDULED),
        permissions.may_publish,
        workflow.publish_changes,
        _changes_seen,
        button=_("Save and change what is scheduled"),
    ),
    PUBLISH: Kind(
        _("Publish now"),
        pgettext_lazy("one of several steps", "publish {language} now"),
        _("{language} is published."),
        _at(*AHEAD),
        permissions.may_publish,
        workflow.publish,
    ),
    REPUBLISH: Kind(
        _("Publish again"),
        pgettext_lazy("one of several steps", "publish {language} again"),
        _("{language} is published again."),
        _at(Standing.WITHDRAWN),
        permissions.may_publish,
        workflow.republish,
    ),
    CHANGES: Kind(
        _("Publish changes"),
        pgettext_lazy("one of several steps", "publish the changes in {language}"),
        _("The changes are published ({language})."),
        _at(*LIVE),
        permissions.may_publish,
        workflow.publish_changes,
        _changes_seen,
        button=_("Save and publish changes"),
    ),
    DISCARD: Kind(
        _("Discard changes"),
        pgettext_lazy("one of several steps", "discard the changes in {language}"),
        _("The changes are discarded ({language})."),
        LanguageVersion.changes_wait,
        permissions.may_write,
        workflow.discard_changes,
        _changes_seen,
        is_beside=True,
        button=_("Discard changes"),
    ),
    SCHEDULE: Kind(
        _("Schedule"),
        pgettext_lazy("one of several steps", "schedule {language} for {time}"),
        _("{language} is scheduled."),
        _at(*AHEAD, Standing.WITHDRAWN),
        permissions.may_publish,
        workflow.schedule,
        lambda details: {"at": details.at},
    ),
    RETURN: Kind(
        _("Return with a note"),
        pgettext_lazy("one of several steps", "return {language} to its author"),
        _("{language} is returned to its author."),
        _at(Standing.REVIEW),
        permissions.may_publish,
        workflow.return_to_author,
        lambda details: {"note": details.note},
    ),
    BACK_TO_DRAFT: Kind(
        _("Back to draft"),
        pgettext_lazy("one of several steps", "return {language} to draft"),
        _("{language} is a draft again and hidden from readers."),
        _at(Standing.REVIEW, Standing.SCHEDULED, *LIVE),
        _puts_back,
        workflow.back_to_draft,
    ),
    WITHDRAW: Kind(
        _("Withdraw"),
        pgettext_lazy("one of several steps", "withdraw {language}"),
        _("{language} is withdrawn: its address says so."),
        _at(*LIVE),
        permissions.may_publish,
        workflow.withdraw,
    ),
    CHECKED: Kind(
        _("Checked, still right"),
        _("Checked, still right"),
        _("{language} is confirmed to be up to date."),
        LanguageVersion.is_outdated,
        permissions.may_write,
        workflow.confirm,
        _seen,
        is_beside=True,
    ),
    CONFIRM: Kind(
        _("Save and mark as up to date"),
        _("Save and mark as up to date"),
        _("{language} is confirmed to be up to date."),
        LanguageVersion.is_outdated,
        permissions.may_write,
        workflow.confirm_changes,
        _seen,
        is_beside=True,
        done_waiting=_("{language} is up to date once its changes are published."),
    ),
    MINOR: Kind(
        _("It was a minor edit: translations stay up to date"),
        _("It was a minor edit: translations stay up to date"),
        _("The change was minor: translations stay up to date."),
        _made_others_outdated,
        permissions.may_publish,
        workflow.mark_minor,
        _seen,
        is_beside=True,
    ),
}
