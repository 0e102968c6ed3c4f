"""Several steps as one: publish English and Russian now and Armenian at six, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import Article
from articles.permissions import Person
from articles.refusals import Refusal, TogetherRefused
from articles.versions import LanguageVersion


@dataclass(frozen=True)
class Action:
    """A step to be taken with others: Action(workflow.schedule, version, {"at": moment})."""

    step: Callable[..., None]
    version: LanguageVersion
    options: Mapping[str, Any] = field(default_factory=dict)


def take_together(actions: Sequence[Action], *, by: Person | None, now: datetime | None = None) -> None:
    """Take all steps in one transaction, or none. Locks the articles in the order of their numbers.

    Raises TogetherRefused, which names every refusal; the copies of the articles are then as before.
    """
    moment = now or timezone.now()
    articles = {id(action.version.article): action.version.article for action in actions}
    before = {key: dict(article.__dict__) for key, article in articles.items()}
    with transaction.atomic():
        _lock([article.pk for article in articles.values()])
        refusals = [refusal for action in actions if (refusal := _take(action, by, moment))]
        transaction.set_rollback(bool(refusals))
    if refusals:
        for key, article in articles.items():
            article.__dict__.clear()
            article.__dict__.update(before[key])
        raise TogetherRefused(refusals)


def _take(action: Action, by: Person | None, now: datetime) -> Refusal | None:
    try:
        action.step(action.version, by=by, now=now, **action.options)
    except Refusal as refusal:
        return refusal
    return None


def _lock(keys: list[Any]) -> None:
    list(Article.objects.select_for_update().filter(pk__in=keys).order_by("pk").only("pk"))
