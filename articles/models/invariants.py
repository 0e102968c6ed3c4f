"""What the database itself guarantees of every language version, and the indexes lists run on."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import CheckConstraint, Index, Q

from articles.states import State
from languages import registry
from languages.columns import column

# Names are at most 30 characters: articles_<language>_<what>.


def constraints() -> list[CheckConstraint]:
    return [constraint for code in registry.codes() for constraint in _constraints_of(code)]


def indexes() -> list[Index]:
    return [
        *(index for code in registry.codes() for index in _indexes_of(code)),
        Index(
            fields=["breaking_until"],
            condition=Q(breaking_until__isnull=False),
            name="articles_breaking_until",
        ),
    ]


def _constraints_of(language: str) -> Iterator[CheckConstraint]:
    state = column("state", language)
    published_at, withdrawn_at = column("published_at", language), column("withdrawn_at", language)
    known = Q(**{f"{state}__in": State.values}) & Q(**{f"{state}__isnull": False})
    yield CheckConstraint(condition=known, name=f"articles_{language}_state_known")
    complete = Q(**{f"{published_at}__isnull": False})
    for field in ("title", "slug", "body"):
        name = column(field, language)
        # A null would make the comparison unknown, which a check lets pass.
        complete &= Q(**{f"{name}__isnull": False}) & Q(**{f"{name}__gt": ""})
    yield CheckConstraint(
        condition=~Q(**{state: State.PUBLISHED}) | complete,
        name=f"articles_{language}_published_whole",
    )
    yield CheckConstraint(
        condition=Q(**{f"{withdrawn_at}__isnull": True}) | Q(**{f"{published_at}__isnull": False}),
        name=f"articles_{language}_withdrawn_once_out",
    )


def _indexes_of(language: str) -> Iterator[Index]:
    published = Q(**{column("state", language): State.PUBLISHED})
    # With the time of withdrawal a list is read off the index alone; no row is looked at to tell its keys.
    withdrawn_at = column("withdrawn_at", language)
    times = [f"-{column('published_at', language)}", "-id", withdrawn_at]
    yield Index(fields=times, condition=published, name=f"articles_{language}_newest")
    yield Index(fields=["category", *times], condition=published, name=f"articles_{language}_category")
    yield Index(fields=["id"], condition=published, name=f"articles_{language}_number")
    # Few have an end that was set: the clock looks for the next.
    has_end = published & Q(**{f"{withdrawn_at}__isnull": False})
    yield Index(fields=[withdrawn_at], condition=has_end, name=f"articles_{language}_ends")
