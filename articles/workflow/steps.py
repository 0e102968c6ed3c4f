"""What all steps do: lock the row, ask for the right, see that nothing moved, write, record, announce."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, cast

from django.db import transaction
from django.db.models import Field

from accounts.models import User
from articles.conditions import PUBLISHED_MARK
from articles.models import Article, Event, EventKind
from articles.permissions import Person
from articles.refusals import ImpossibleStep, NotAllowed, VersionMoved
from articles.signals import article_changed
from articles.states import Standing
from articles.versions import WORKFLOW_FIELDS, LanguageVersion
from languages.columns import columns

Rule = Callable[[Person, LanguageVersion], bool]
RIGHTS_DEPEND_ON = ("created_by", "original_language", "lead_image")
MOVES = ("state", "published_at", "withdrawn_at")


def begin(version: LanguageVersion, *, by: Person | None, rule: Rule) -> None:
    """Lock the row, and bring the version up to what is stored by now. Call it in a transaction.

    Raises NotAllowed, VersionMoved when somebody changed its state or times since it was read.
    """
    stored = lock(version.article, [*version.columns(), *RIGHTS_DEPEND_ON])
    now_stored = stored.version(version.language)
    if by is not None and not rule(by, now_stored):
        raise NotAllowed(version, f"is not for {by} to change like this")
    if any(getattr(now_stored, name) != getattr(version, name) for name in MOVES):
        raise VersionMoved(version, f"is {now_stored.state} by now")
    take_over(version.article, stored, [*version.columns(), *RIGHTS_DEPEND_ON])


def demand(version: LanguageVersion, standings: Collection[Standing], now: datetime) -> None:
    """Raise ImpossibleStep unless the version stands at one of these."""
    if (standing := version.standing(now)) not in standings:
        raise ImpossibleStep(version, f"does not go on like this from {standing}")


def write(version: LanguageVersion, *text_columns: str) -> None:
    """Store where the version stands now, and some columns of its text; tell the apps above."""
    version.article.save(update_fields={*columns(WORKFLOW_FIELDS, [version.language]), *text_columns})
    announce(version.article, [version.language])


def record(
    version: LanguageVersion, kind: EventKind, *, by: Person | None, now: datetime, **details: Any
) -> None:
    """Note what happened. details: the note, for_time and revision of the event."""
    forget_marks(version.article)
    Event.objects.create(
        article=version.article,
        language=version.language,
        kind=kind,
        by=cast("User | None", by),
        at=now,
        **details,
    )


def lock(article: Article, names: Iterable[str]) -> Article:
    """Lock an article's row until the transaction ends; return a fresh copy with these columns."""
    return Article.objects.select_for_update().only(*names).get(pk=article.pk)


def take_over(article: Article, stored: Article, names: Iterable[str]) -> None:
    """Bring columns of a copy up to what is stored, without following foreign keys."""
    for name in names:
        field = cast("Field[Any, Any]", Article._meta.get_field(name))
        setattr(article, field.attname, getattr(stored, field.attname))


def forget_marks(article: Article) -> None:
    """What `with_originals()` noted on this copy may not hold any more: let it be asked for again."""
    article.__dict__.pop(PUBLISHED_MARK, None)


def announce(article: Article, languages: list[str]) -> None:
    """Tell the apps above, after the commit, that what readers see of these languages changed."""
    transaction.on_commit(lambda: article_changed.send(sender=Article, article=article, languages=languages))
