"""A translation keeps up with its original: it is confirmed, or what changed in the original was minor."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles import revisions, staging
from articles.models import Article, EventKind, Revision
from articles.models.record import RecordQuerySet
from articles.permissions import Person, may_publish, may_write
from articles.refusals import ImpossibleStep, OriginalMoved
from articles.versions import WORKFLOW_FIELDS, LanguageVersion
from articles.workflow.steps import begin, lock, record
from languages.columns import column, columns


def confirm(
    version: LanguageVersion, *, by: Person | None, seen: int | None, now: datetime | None = None
) -> None:
    """Say of a translation that it is up to date with the text of the original that is out now.

    That of changes which wait too: they were made to what is right.

    seen: the key of the revision of the original that the person compared it with.
    Raises OriginalMoved when another text went out since, ImpossibleStep when there is nothing to compare.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_write)
        current = compared(version, seen, moment)
        _pin(version.article, [version.language], current)
        if waits := staging.of_version(version):
            staging.stage_from(version, waits, current)
        record(version, EventKind.CONFIRMED, by=by, now=moment, revision=current)


def mark_minor(
    version: LanguageVersion, *, by: Person | None, seen: int | None = None, now: datetime | None = None
) -> None:
    """Say of the original's last published change that translations need not follow it.

    Those that were up to date with the text before it are so with the present one; others stay outdated.
    seen: the key of the revision that the person saw to be the last published one, if that is to be checked.
    Raises OriginalMoved when it is not any more, ImpossibleStep when nothing was changed.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        begin(version, by=by, rule=may_publish)
        if not version.is_original():
            raise ImpossibleStep(version, "is not the original")
        current = _published_text(version, moment)
        if seen is not None and seen != current.pk:
            raise OriginalMoved(version, "was changed again")
        previous = _published(version).exclude(text_hash=current.text_hash).first()
        if previous is None:
            raise ImpossibleStep(version, "went out with no other text before")
        _pin(version.article, _made_from(version.article, previous.text_hash), current)
        _carry_staged(version.article, previous.text_hash, current)
        record(version, EventKind.MINOR, by=by, now=moment, revision=current)


def compared(version: LanguageVersion, seen: int | None, now: datetime) -> Revision:
    """Return the text of the original that is out, which the person saw. Locks the row of the article.

    Raises OriginalMoved when they saw another, ImpossibleStep when there is nothing to compare.
    """
    if version.is_original() or version.is_missing():
        raise ImpossibleStep(version, "is no translation")
    current = _published_text(version, now)
    if seen != current.pk and not _has_same_text(seen, current):
        raise OriginalMoved(version, "was compared with another text than is out")
    return current


def published_original(article: Article, now: datetime | None = None) -> Revision | None:
    """Return the revision with which the original is out, if it is. One query, without the text."""
    original = article.version(article.original_language)
    return _published(original).first() if original.is_out(now) else None


def _published_text(version: LanguageVersion, now: datetime) -> Revision:
    """Return what the original of a locked version is out with. Raises ImpossibleStep when it is not."""
    code = version.article.original_language
    stored = lock(version.article, ["original_language", *columns(WORKFLOW_FIELDS, [code])])
    if current := published_original(stored, now):
        return current
    raise ImpossibleStep(version, "has no original that is out")


def _published(version: LanguageVersion) -> RecordQuerySet:
    return revisions.published_ones(version).defer("fields")


def _has_same_text(seen: int | None, current: Revision) -> bool:
    """Tell whether a revision is an earlier one of the same text, published with other details."""
    same = Revision.objects.filter(article=current.article_id, language=current.language)
    return seen is not None and same.filter(pk=seen, text_hash=current.text_hash).exists()


def _made_from(article: Article, text_hash: str) -> list[str]:
    """Return the languages that were translated from a text."""
    stored = lock(article, columns(["translated_from"]))
    pins = {version.language: version.pin() for version in stored.versions()}
    same = Revision.objects.filter(pk__in=filter(None, pins.values()), text_hash=text_hash)
    keys = set(same.values_list("pk", flat=True))
    return [code for code, pin in pins.items() if pin in keys]


def _carry_staged(article: Article, text_hash: str, current: Revision) -> None:
    """What waits to be published and was made from a text counts as made from the present one too."""
    stored = lock(article, columns(["staged"]))
    for language, waits in staging.of_article(stored).items():
        if waits.made_from and waits.made_from.text_hash == text_hash:
            staging.stage_from(article.version(language), waits, current)


def _pin(article: Article, languages: list[str], revision: Revision) -> None:
    names = [column("translated_from", code) for code in languages]
    for name in names:
        setattr(article, name, revision)
    article.save(update_fields=names)
