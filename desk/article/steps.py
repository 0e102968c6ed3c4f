"""The steps that buttons of the form can take, one language at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from articles import workflow
from articles.states import Standing
from articles.versions import LanguageVersion
from languages import registry

PUBLISH, SUBMIT, BACK_TO_DRAFT = "publish", "submit", "draft"
NEEDS_TEXT = (PUBLISH, SUBMIT)


@dataclass(frozen=True)
class Step:
    """A button: what it is called in the form's data, and what it says it will do."""

    name: str
    language: str
    label: Any
    later_label: Any = ""

    @property
    def value(self) -> str:
        return f"{self.name}:{self.language}"


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.publish_article")


def available(version: LanguageVersion, request: HttpRequest) -> list[Step]:
    """Return the steps this person may take with a version as it stands."""
    standing = version.standing()
    allowed = may_publish(request)
    is_out = standing in (Standing.PUBLISHED, Standing.SCHEDULED)
    steps = []
    if standing in (Standing.MISSING, Standing.DRAFT) and not allowed:
        steps.append(_step(SUBMIT, version, _("Send {language} to review")))
    if allowed and standing != Standing.PUBLISHED:
        steps.append(_step(PUBLISH, version, _("Publish {language} now"), _("Schedule {language}")))
    if standing == Standing.REVIEW or (is_out and allowed):
        steps.append(_step(BACK_TO_DRAFT, version, _("Return {language} to draft")))
    return steps


def is_allowed(name: str, version: LanguageVersion, request: HttpRequest) -> bool:
    """Tell whether this person's rights go that far: what readers see needs the right to publish."""
    is_out = version.standing() in (Standing.PUBLISHED, Standing.SCHEDULED)
    return may_publish(request) or (name != PUBLISH and not is_out)


def is_possible(name: str, version: LanguageVersion, request: HttpRequest) -> bool:
    """Tell whether a step has its button, as the version stands by now."""
    return name in {step.name for step in available(version, request)}


def chosen(request: HttpRequest) -> tuple[str, str] | None:
    """Return the name and language of the pressed button, None when it was a plain save.

    Something that is no step is treated as a plain save: nothing is lost and nothing published.
    """
    name, _colon, language = request.POST.get("_step", "").partition(":")
    if name in STEPS and language in registry.codes():
        return name, language
    return None


def take(name: str, version: LanguageVersion, at: datetime | None) -> Any:
    """Take a step and return the sentence that tells the person what happened.

    Raises IncompleteVersion and VersionMoved as the workflow does.
    """
    return STEPS[name](version, at)


def _publish(version: LanguageVersion, at: datetime | None) -> Any:
    workflow.publish(version, at=at)
    if version.published_at and version.published_at > timezone.now():
        return _said(version, _("{language} is scheduled."))
    return _said(version, _("{language} is published."))


def _submit(version: LanguageVersion, at: datetime | None) -> Any:
    workflow.submit(version)
    return _said(version, _("{language} is sent to review."))


def _back_to_draft(version: LanguageVersion, at: datetime | None) -> Any:
    workflow.back_to_draft(version)
    return _said(version, _("{language} is a draft again and hidden from readers."))


STEPS: dict[str, Callable[[LanguageVersion, datetime | None], Any]] = {
    PUBLISH: _publish,
    SUBMIT: _submit,
    BACK_TO_DRAFT: _back_to_draft,
}


def _step(name: str, version: LanguageVersion, label: Any, later: Any = "") -> Step:
    return Step(name, version.language, _said(version, label), later and _said(version, later))


def _said(version: LanguageVersion, sentence: Any) -> Any:
    """Name the version's language in a sentence, in the desk's own language."""
    return capfirst(format_lazy(sentence, language=version.speech.called))
