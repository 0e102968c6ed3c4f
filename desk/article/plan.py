"""What a person chose to do with the languages of a story: one step by its button, or several in the panel.

Both are a list of steps, taken together in one transaction: all of them, or none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from articles import workflow
from articles.models import Article
from articles.refusals import ImpossibleStep, TogetherRefused, VersionMoved
from articles.versions import LanguageVersion
from desk.article import opened, steps
from desk.article.steps import Details, Step
from languages import registry

BUTTON = "_step"  # the name of every button that takes steps
TOGETHER = "together"  # the button of the panel: take what is chosen there
CHOICE, NOTE = "step", "note"  # the fields of the panel, one per language


def field(name: str, language: str) -> str:
    """Return how a field of the panel is called in the form's data."""
    return f"{name}_{language}"


def named(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the steps that a form names, with their languages; none when it is a plain save.

    Something that is no step is left out: nothing is lost and nothing published.
    """
    if request.method != "POST":
        return []
    pressed = request.POST.get(BUTTON, "")
    if pressed == TOGETHER:
        wanted = [(request.POST.get(field(CHOICE, code), ""), code) for code in registry.codes()]
    else:
        name, _colon, language = pressed.partition(":")
        wanted = [(name, language)]
    return [(name, code) for name, code in wanted if name in steps.KINDS and code in registry.codes()]


def chosen(request: HttpRequest, article: Article) -> list[Step]:
    return [Step(name, article.version(language)) for name, language in named(request)]


def note(data: Mapping[str, Any], language: str) -> str:
    return str(data.get(field(NOTE, language), "")).strip()


def take(
    plan: list[Step], details: Mapping[str, Details], seen: Mapping[str, str], *, by: Any
) -> dict[str, Any]:
    """Take all steps, or none. Return the sentence why not for each language that was refused.

    details: what the form says of each language. seen: what it showed (see opened.py).
    """
    actions = [
        workflow.Action(_unless_moved(step, seen), step.version, _options(step, details)) for step in plan
    ]
    try:
        workflow.take_together(actions, by=by)
    except TogetherRefused as refused:
        taken = {step.version.language: step for step in plan}
        refusals = [refusal for refusal in refused.refusals if refusal.version]
        return {
            refusal.version.language: steps.why(refusal, taken[refusal.version.language])
            for refusal in refusals
            if refusal.version
        }
    return {}


def _options(step: Step, details: Mapping[str, Details]) -> dict[str, Any]:
    return steps.KINDS[step.name].options(details[step.version.language])


def _unless_moved(step: Step, seen: Mapping[str, str]) -> Callable[..., None]:
    """Refuse what was chosen for a version that stands elsewhere by now than the form showed."""

    def take_one(version: LanguageVersion, *, by: Any, now: datetime, **options: Any) -> None:
        if opened.moved(version, seen):
            raise VersionMoved(version, "stands elsewhere than when the form was opened")
        kind = steps.KINDS[step.name]
        if step.name in steps.FOLLOWING and not kind.fits(version):
            raise ImpossibleStep(version, "is not outdated any more")
        kind.step(version, by=by, now=now, **options)

    return take_one
