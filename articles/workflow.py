"""The steps by which a language version becomes public and stops being so.

Each step is one function: in a transaction, on a locked row, from the text that is stored by then, writing
that language's workflow columns only, refusing when the version moved since it was read, announcing the
change after the commit. Whether the person may take the step is for the caller to check.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Article
from articles.signals import article_changed
from articles.states import State
from articles.versions import WORKFLOW_FIELDS, LanguageVersion
from languages.columns import columns


class IncompleteVersion(Exception):
    """The version lacks text that a published one must have. `fields` names what is missing."""

    def __init__(self, version: LanguageVersion, fields: list[str]) -> None:
        super().__init__(f"{version!r} lacks {', '.join(fields)}")
        self.version = version
        self.fields = fields


class VersionMoved(Exception):
    """Somebody else changed the version's state since it was read."""


def publish(version: LanguageVersion, *, at: datetime | None = None, now: datetime | None = None) -> None:
    """Make the version public at a moment, at once by default; a moment ahead schedules it.

    A version that was public before keeps its first publication time, unless a time is given.
    Raises IncompleteVersion without title or text, VersionMoved when its state changed meanwhile.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        _lock_unmoved(version)
        _require_text(version)
        first_out = version.published_at if version.was_public(moment) else None
        version.give_slug()
        version.state = State.PUBLISHED
        version.published_at = at or first_out or moment
        version.withdrawn_at = None
        _write(version, "slug")


def back_to_draft(version: LanguageVersion, *, now: datetime | None = None) -> None:
    """Take the version out of public sight or out of the queue; its text and first time stay.

    A time that was still ahead is forgotten: it must not pass for a first publication later.
    Raises VersionMoved when its state changed meanwhile.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        _lock_unmoved(version)
        if not version.was_public(moment):
            version.published_at = version.withdrawn_at = None
        version.state = State.DRAFT
        _write(version)


def submit(version: LanguageVersion) -> None:
    """Put a draft into the editors' queue.

    Raises IncompleteVersion without title or text, VersionMoved when its state changed meanwhile.
    """
    with transaction.atomic():
        _lock_unmoved(version)
        _require_text(version)
        version.state = State.REVIEW
        _write(version)


def announce(article: Article, languages: list[str]) -> None:
    """Tell the apps above, after the commit, that what readers see of these languages changed."""
    transaction.on_commit(lambda: article_changed.send(sender=Article, article=article, languages=languages))


def lock(article: Article, names: Iterable[str]) -> Article:
    """Lock an article's row until the transaction ends; return a fresh copy with these columns."""
    return Article.objects.select_for_update().only(*names).get(pk=article.pk)


def _lock_unmoved(version: LanguageVersion) -> None:
    """Lock the row and bring the version up to what is stored by now. Raises VersionMoved."""
    stored = lock(version.article, version.columns())
    state = stored.version(version.language).state
    if state != version.state:
        raise VersionMoved(f"{version!r} is {state} by now")
    for name in version.columns():
        setattr(version.article, name, getattr(stored, name))


def _require_text(version: LanguageVersion) -> None:
    if fields := version.missing_fields():
        raise IncompleteVersion(version, fields)


def _write(version: LanguageVersion, *text_fields: str) -> None:
    version.article.save(update_fields=columns((*WORKFLOW_FIELDS, *text_fields), [version.language]))
    announce(version.article, [version.language])
