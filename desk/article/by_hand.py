"""Tells a form that stood open for long from a request that no form as it was shown could have sent.

The first gets its message in the form and keeps what was typed. The second is answered with 403 where the
person's rights do not go that far, else with 409, before anything is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.http import HttpRequest

from articles.models import Article
from articles.refusals import NotAllowed, VersionMoved
from desk.article import opened, plan, steps


def refuse(request: HttpRequest, article: Article, locked: Collection[str]) -> None:
    """Raise NotAllowed or VersionMoved when the request was made by hand and asks for what it may not.

    locked: the fields that this person may only read.
    """
    shown = opened.unpacked(request.POST.get(opened.FIELD, ""))
    if article.pk and shown.get(opened.ARTICLE, str(article.pk)) != str(article.pk):
        raise VersionMoved(None, f"the form was that of story {shown[opened.ARTICLE]}")
    if shown.get(opened.PERSON) != str(request.user.pk):
        shown = {}
    _refuse_fields(request, set(locked) - _named(shown, opened.OPEN))
    _refuse_steps(request, article, shown)


def _refuse_fields(request: HttpRequest, closed: set[str]) -> None:
    """A browser sends nothing of a field that is closed."""
    if forged := [name for name in closed if {name, f"{name}_0", f"{name}_1"} & request.POST.keys()]:
        raise NotAllowed(
            None, f"not for {request.user} to write: {', '.join(sorted(forged))}", sorted(forged)
        )


def _refuse_steps(request: HttpRequest, article: Article, shown: Mapping[str, str]) -> None:
    for step in plan.chosen(request, article):
        if step.value in _named(shown, opened.STEPS):
            continue
        kind = steps.KINDS[step.name]
        if not kind.rule(request.user, step.version):
            raise NotAllowed(step.version, f"is not for {request.user} to {step.name}")
        if shown or not kind.fits(step.version):
            raise VersionMoved(step.version, f"offered no {step.name}")


def _named(shown: Mapping[str, str], key: str) -> set[str]:
    return set(shown.get(key, "").split())
