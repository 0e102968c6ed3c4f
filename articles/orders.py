"""By what the desk can put stories in order. Each is an expression, the same on every database.

now: the moment asked about, the present by default.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, DateTimeField, F, Q, Value, When
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils import timezone

from articles.conditions import in_any, stands_at
from articles.states import Standing, State
from languages import registry
from languages.columns import column

NEVER = Value(datetime(1, 1, 2, tzinfo=UTC), output_field=DateTimeField())
LATE = Value(datetime(9999, 12, 30, tzinfo=UTC), output_field=DateTimeField())


def publication(language: str) -> Any:
    """Return when a story goes or went out in a language; what never did comes before all."""
    return Coalesce(F(column("published_at", language)), NEVER, output_field=DateTimeField())


def newest_publication() -> Any:
    """Return when a story goes or went out last in any language, else when it was begun."""
    out = {code: Q(**{column("state", code): State.PUBLISHED}) for code in registry.codes()}
    times = [_time(code, condition, NEVER) for code, condition in out.items()]
    return Case(
        When(in_any(out.values()), then=Greatest(*times)),
        default=F("created_at"),
        output_field=DateTimeField(),
    )


def next_publication(now: datetime | None = None) -> Any:
    """Return when a story goes out next in any language; what is not scheduled comes after all."""
    moment = now or timezone.now()
    ahead = {code: stands_at(Standing.SCHEDULED, code, moment) for code in registry.codes()}
    return Least(*(_time(code, condition, LATE) for code, condition in ahead.items()))


def _time(language: str, condition: Q, otherwise: Value) -> Case:
    then = F(column("published_at", language))
    return Case(When(condition, then=then), default=otherwise, output_field=DateTimeField())
