"""Storing what was typed: only the columns that changed, so that two people never undo each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from articles.models import Article
from articles.querysets import TEXT_FIELDS
from articles.versions import WORKFLOW_FIELDS, LanguageVersion
from articles.workflow import announce, lock
from languages import registry
from languages.columns import column, columns


def save_changes(article: Article, changed: Collection[str], now: datetime | None = None) -> None:
    """Store the named columns of an article and what follows from them; a new article is stored whole.

    changed: columns that the caller set on `article`. Others are not written: the copy may be an old one.
    A live version whose text changed is marked as updated now. A slug follows its title until the
    version is first published.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        if article.pk is None:
            _give_slugs(article)
            article.save()
        elif written := {*changed, *_follow(article, changed, moment)}:
            article.save(update_fields=written)
        if languages := touched_languages(changed):
            announce(article, languages)


def touched_languages(changed: Collection[str]) -> list[str]:
    """Return the languages whose pages these columns show: all of them for a shared fact."""
    text = set(columns(TEXT_FIELDS))
    if not set(changed) <= text:
        return list(registry.codes())
    return [code for code in registry.codes() if set(columns(TEXT_FIELDS, [code])) & set(changed)]


def _give_slugs(article: Article) -> None:
    for version in article.versions():
        if version.title:
            version.give_slug()


def _follow(article: Article, changed: Collection[str], now: datetime) -> Iterator[str]:
    """Set what follows from the changed columns, and yield the columns that were set."""
    stored = lock(article, columns(("title", "slug", *WORKFLOW_FIELDS)))
    for version in article.versions():
        former = stored.version(version.language)
        if _has_changed(version, ("title", "slug"), changed):
            _remake_slug(version, former, changed, now)
            yield column("slug", version.language)
        if _has_changed(version, ("title", "lead", "body"), changed) and former.is_live(now):
            version.updated_at = now
            yield column("updated_at", version.language)


def _has_changed(version: LanguageVersion, fields: Iterable[str], changed: Collection[str]) -> bool:
    return not set(columns(fields, [version.language])).isdisjoint(changed)


def _remake_slug(
    version: LanguageVersion, former: LanguageVersion, changed: Collection[str], now: datetime
) -> None:
    """Make the slug anew from the title, unless an editor chose it or readers know it."""
    if column("slug", version.language) not in changed:
        made_from_title = former.slug == former.slug_of_title()
        version.slug = "" if made_from_title and not former.was_public(now) else former.slug
    if version.title:
        version.give_slug()
