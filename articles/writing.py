"""Storing what was typed: only the columns that changed, so that two people never undo each other.

What is typed into a version that is out goes into no column: see `articles.staging`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles import staging, traces
from articles.models import Article
from articles.permissions import Person, may_change_facts, may_write
from articles.querysets import TEXT_FIELDS
from articles.refusals import NotAllowed
from articles.staging import Staged
from articles.versions import WORKFLOW_FIELDS, LanguageVersion
from articles.workflow.steps import announce, forget_marks, lock, take_over
from languages import registry
from languages.columns import column, columns

FACTS = (
    "category",
    "kind",
    "lead_image",
    "source_name",
    "source_url",
    "original_language",
    "breaking_until",
)
ROWS = ("tags", "authors", "related")  # facts that are rows of other tables: the caller writes them


def save_changes(
    article: Article, changed: Collection[str], *, by: Person | None, now: datetime | None = None
) -> dict[str, Staged]:
    """Store the named columns of an article and what follows from them; a new article is stored whole.

    The text of a version that is out is staged instead: readers go on seeing what is published, and the copy
    has that again afterwards. Return what waits by now in each language whose text was staged.

    changed: columns that the caller set on `article`, and names of ROWS that it writes itself. Others are
    not written: the copy may be an old one.
    by: who typed it; None for the paper's own machinery, which may write anything.
    A text that changed is kept as a revision, and a translation is pinned to the text of the original from
    which it was first made. A slug follows its title until the version is first published.
    Raises NotAllowed, having stored nothing, when a column is not for this person to write.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        if article.pk is None:
            _store_new(article, by, moment)
            traces.leave(article, None, changed, by=by, now=moment)
            _announce(article, changed)
            return {}
        former = lock(article, _needed(changed))
        _require_rights(former, changed, by, moment)
        out = [code for code in traces.texts_among(changed) if former.version(code).is_out(moment)]
        if stored := set(changed) - set(columns(TEXT_FIELDS, out)):
            _store(article, former, stored, by, moment)
        return _stage(article, out, changed, by, moment)


def touched_languages(changed: Collection[str]) -> list[str]:
    """Return the languages whose pages these columns show: all of them for a shared fact."""
    if not set(changed) <= set(columns(TEXT_FIELDS)):
        return list(registry.codes())
    return traces.texts_among(changed)


def _store(
    article: Article, former: Article, changed: Collection[str], by: Person | None, now: datetime
) -> None:
    """Store columns that readers of these languages see or that nobody sees yet, and tell the apps above."""
    if written := {*set(changed) - set(ROWS), *_follow(article, former, changed, now)}:
        article.save(update_fields=written)
    traces.leave(article, former, changed, by=by, now=now)
    forget_marks(article)
    _announce(article, changed)


def _announce(article: Article, changed: Collection[str]) -> None:
    if languages := touched_languages(changed):
        announce(article, languages)


def _stage(
    article: Article, languages: Collection[str], changed: Collection[str], by: Person | None, now: datetime
) -> dict[str, Staged]:
    """Let the texts of some languages wait, as the row is stored by now."""
    if not languages:
        return {}
    names = columns((*TEXT_FIELDS, *WORKFLOW_FIELDS), languages)
    stored, staged = lock(article, ["original_language", *names]), {}
    for code in languages:
        version, before = stored.version(code), stored.version(code).staged()
        typed = {name: getattr(article, column(name, code)) for name in TEXT_FIELDS}
        typed = {name: text for name, text in typed.items() if column(name, code) in changed}
        waits = staging.stage(version, typed, by=by, now=now)
        staged[code] = Staged(before, waits.pk if waits else None)
    take_over(article, stored, names)
    return staged


def _store_new(article: Article, by: Person | None, now: datetime) -> None:
    """Store a new article, which belongs to whoever wrote it."""
    written = [version for version in article.versions() if any(version.snapshot().values())]
    if by is not None:
        for version in written:
            if not may_write(by, version):
                raise NotAllowed(
                    version, f"is not for {by} to write", columns(TEXT_FIELDS, [version.language])
                )
        if not may_change_facts(by, article, now):
            raise NotAllowed(None, f"a new story is not for {by} to begin", FACTS)
        article.created_by = article.created_by or cast("User", by)
    for version in written:
        if version.title:
            version.give_slug()
    article.save()


def _require_rights(stored: Article, changed: Collection[str], by: Person | None, now: datetime) -> None:
    """Raise NotAllowed unless every column is for this person to write, as the article is stored by now."""
    if by is None:
        return
    rest = set(changed)
    for version in stored.versions():
        if named := rest & set(columns(TEXT_FIELDS, [version.language])):
            if not may_write(by, version):
                raise NotAllowed(version, f"is not for {by} to write", sorted(named))
            rest -= named
    if facts := rest & {*FACTS, *ROWS}:
        if not may_change_facts(by, stored, now):
            raise NotAllowed(None, f"the facts of a story are not for {by} to change", sorted(facts))
        rest -= facts
    if rest:
        raise NotAllowed(None, f"not for saving: {', '.join(sorted(rest))}", sorted(rest))


def _needed(changed: Collection[str]) -> list[str]:
    """Return the columns that decide what may be written and what follows from it."""
    return [
        *columns(("title", "slug", *WORKFLOW_FIELDS)),
        *columns(TEXT_FIELDS, traces.texts_among(changed)),
        *("original_language", "created_by"),
    ]


def _follow(article: Article, stored: Article, changed: Collection[str], now: datetime) -> Iterator[str]:
    """Set what follows from the changed columns, and yield the columns that were set."""
    for version in article.versions():
        former = stored.version(version.language)
        if former.staged() and _has_changed(version, TEXT_FIELDS, changed):
            yield from _lay_over_staged(version, former, changed, now)
        if _has_changed(version, ("title", "slug"), changed):
            _remake_slug(version, former, changed, now)
            yield column("slug", version.language)


def _lay_over_staged(
    version: LanguageVersion, former: LanguageVersion, changed: Collection[str], now: datetime
) -> list[str]:
    """Of a version whose time before readers is over, what waited is the text that was typed into."""
    names = [column(name, version.language) for name in TEXT_FIELDS]
    typed = {name: getattr(version.article, name) for name in names if name in changed}
    take_over(version.article, former.article, columns(("translated_from", "staged"), [version.language]))
    moved = staging.move_in(version, now)
    for name, text in typed.items():
        setattr(version.article, name, text)
    return moved


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
