"""The steps that buttons of the form can take, one language at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from articles import permissions, workflow
from articles.following import Following
from articles.states import Standing, State
from articles.versions import LanguageVersion
from languages import registry

PUBLISH, SUBMIT, BACK_TO_DRAFT, RETURN = "publish", "submit", "draft", "return"
WITHDRAW, REPUBLISH, CONFIRM = "withdraw", "republish", "confirm"
CHECKED, MINOR = "checked", "minor"
NEEDS_TEXT = (PUBLISH, SUBMIT, REPUBLISH)
NEEDS_SAVED_TEXT = (CHECKED, MINOR)  # they speak of the text as it is stored
NOTE = "note"  # the field for the word with which a version goes back to its author


@dataclass(frozen=True)
class Step:
    """A button: what it is called in the form's data, and what it says it will do."""

    name: str
    language: str
    label: Any
    later_label: Any = ""
    asks_note: bool = False

    @property
    def value(self) -> str:
        return f"{self.name}:{self.language}"

    @property
    def note(self) -> str:
        """The name of the text field that stands beside the button."""
        return f"{NOTE}_{self.language}" if self.asks_note else ""


@dataclass(frozen=True)
class Press:
    """A pressed button with what the form says beside it.

    at: the time asked for; seen: the key of the revision of the original that the form showed.
    """

    request: HttpRequest
    version: LanguageVersion
    at: datetime | None = None
    seen: int | None = None

    @property
    def note(self) -> str:
        return self.request.POST.get(f"{NOTE}_{self.version.language}", "")


@dataclass(frozen=True)
class Button:
    """What a step says, which versions it fits, whose it is, and what it does.

    take: takes the step and returns the sentence that tells the person what happened.
    is_beside: it stands with the word about the original, beside the text, and not in the bar of the form.
    """

    label: Any
    fits: Callable[[LanguageVersion], bool]
    rule: Callable[[Any, LanguageVersion], bool]
    take: Callable[[Press], Any]
    later_label: Any = ""
    is_beside: bool = False


def available(version: LanguageVersion, request: HttpRequest) -> list[Step]:
    """Return the steps this person may take with a version as it stands, of those in the bar of the form."""
    return [
        Step(
            name,
            version.language,
            _said(version, button.label),
            button.later_label and _said(version, button.later_label),
            asks_note=name == RETURN,
        )
        for name, button in BUTTONS.items()
        if not button.is_beside and is_possible(name, version, request)
    ]


def beside(version: LanguageVersion, request: HttpRequest) -> list[Step]:
    """Return the steps beside the text of a version that is outdated, or has made others so."""
    writes = permissions.may_write(request.user, version)
    fitting = [MINOR] if version.is_original() else [CHECKED, *([CONFIRM] if writes else [])]
    return [
        Step(name, version.language, _said(version, BUTTONS[name].label))
        for name in fitting
        if is_allowed(name, version, request)
    ]


def is_allowed(name: str, version: LanguageVersion, request: HttpRequest) -> bool:
    """Tell whether this person's rights go that far: what readers see needs the right to publish."""
    return BUTTONS[name].rule(request.user, version)


def is_possible(name: str, version: LanguageVersion, request: HttpRequest) -> bool:
    """Tell whether a step has its button, as the version stands by now."""
    return is_allowed(name, version, request) and BUTTONS[name].fits(version)


def chosen(request: HttpRequest) -> tuple[str, str] | None:
    """Return the name and language of the pressed button, None when it was a plain save.

    Something that is no step is treated as a plain save: nothing is lost and nothing published.
    """
    name, _colon, language = request.POST.get("_step", "").partition(":")
    if name in BUTTONS and language in registry.codes():
        return name, language
    return None


def take(name: str, press: Press) -> Any:
    """Take a step and return the sentence that tells the person what happened.

    Raises Refusal as the workflow does.
    """
    return _said(press.version, BUTTONS[name].take(press))


def why(refusal: workflow.Refusal) -> Any:
    """Return the sentence that tells the person why a step was not taken."""
    sentences = (
        (workflow.NotAllowed, _("You may not do this. What you typed is saved.")),
        (workflow.NoteMissing, _("Say why it goes back: write a word to its author beside the button.")),
        (workflow.OriginalMoved, _("The original changed again meanwhile. Compare once more, then confirm.")),
        (workflow.PastTime, _("This time has passed. Leave it empty to publish now.")),
    )
    moved = _("Somebody else changed its state meanwhile. What you typed is saved.")
    return next((said for kind, said in sentences if isinstance(refusal, kind)), moved)


def overtaken(name: str, version: LanguageVersion) -> Any:
    """Return the sentence that tells why a step has no button any more."""
    if BUTTONS[name].is_beside and not BUTTONS[name].fits(version):
        return _("Nothing is outdated here any more: somebody was quicker. What you typed is saved.")
    return why(workflow.VersionMoved(version, name))


def _only_submits(user: Any, version: LanguageVersion) -> bool:
    return permissions.may_write(user, version) and not permissions.may_publish(user, version)


def _puts_back(user: Any, version: LanguageVersion) -> bool:
    """Who may publish returns what waits for review with a word; others take back what they sent."""
    returns = version.state == State.REVIEW and permissions.may_publish(user, version)
    return permissions.may_put_back(user, version) and not returns


def _at(*standings: Standing) -> Callable[[LanguageVersion], bool]:
    return lambda version: version.standing() in standings


def _publish(press: Press) -> Any:
    if press.at:
        workflow.schedule(press.version, at=press.at, by=press.request.user)
        return _("{language} is scheduled.")
    workflow.publish(press.version, by=press.request.user)
    return _("{language} is published.")


def _republish(press: Press) -> Any:
    if press.at:
        return _publish(press)
    workflow.republish(press.version, by=press.request.user)
    return _("{language} is published again.")


def _submit(press: Press) -> Any:
    workflow.submit(press.version, by=press.request.user)
    return _("{language} is sent to review.")


def _return(press: Press) -> Any:
    workflow.return_to_author(press.version, note=press.note, by=press.request.user)
    return _("{language} is returned to its author.")


def _back_to_draft(press: Press) -> Any:
    workflow.back_to_draft(press.version, by=press.request.user)
    return _("{language} is a draft again and hidden from readers.")


def _withdraw(press: Press) -> Any:
    workflow.withdraw(press.version, by=press.request.user)
    return _("{language} is withdrawn: its address says so.")


def _confirm(press: Press) -> Any:
    workflow.confirm(press.version, seen=press.seen, by=press.request.user)
    return _("{language} is confirmed to be up to date.")


def _mark_minor(press: Press) -> Any:
    workflow.mark_minor(press.version, seen=press.seen, by=press.request.user)
    return _("The change was minor: translations stay up to date.")


def _made_others_outdated(version: LanguageVersion) -> bool:
    return version.is_original() and bool(Following(version.article).outdated_by_last_change())


UNPUBLISHED = (Standing.MISSING, Standing.DRAFT)
LIVE = (Standing.PUBLISHED, Standing.OUTDATED)
BUTTONS = {
    SUBMIT: Button(_("Send {language} to review"), _at(*UNPUBLISHED), _only_submits, _submit),
    PUBLISH: Button(
        _("Publish {language} now"),
        _at(*UNPUBLISHED, Standing.REVIEW, Standing.SCHEDULED),
        permissions.may_publish,
        _publish,
        later_label=_("Schedule {language}"),
    ),
    REPUBLISH: Button(
        _("Publish {language} again"),
        _at(Standing.WITHDRAWN),
        permissions.may_publish,
        _republish,
        later_label=_("Schedule {language}"),
    ),
    RETURN: Button(
        _("Return {language} to its author"), _at(Standing.REVIEW), permissions.may_publish, _return
    ),
    BACK_TO_DRAFT: Button(
        _("Return {language} to draft"),
        _at(Standing.REVIEW, Standing.SCHEDULED, *LIVE),
        _puts_back,
        _back_to_draft,
    ),
    WITHDRAW: Button(_("Withdraw {language}"), _at(*LIVE), permissions.may_publish, _withdraw),
    CHECKED: Button(
        _("Checked, still right"),
        LanguageVersion.is_outdated,
        permissions.works_on,
        _confirm,
        is_beside=True,
    ),
    CONFIRM: Button(
        _("Save and mark as up to date"),
        LanguageVersion.is_outdated,
        permissions.works_on,
        _confirm,
        is_beside=True,
    ),
    MINOR: Button(
        _("It was a minor edit: translations stay up to date"),
        _made_others_outdated,
        permissions.may_publish,
        _mark_minor,
        is_beside=True,
    ),
}


def _said(version: LanguageVersion, sentence: Any) -> Any:
    """Name the version's language in a sentence, in the desk's own language."""
    return capfirst(format_lazy(sentence, language=version.speech.called))
