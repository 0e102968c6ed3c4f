"""The text that waits to be published: the fields of the form hold it; over them stands what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Field
from django.http import HttpRequest

from articles.following import Following
from articles.models import Article, Revision
from articles.models.revision import HASHED
from articles.versions import LanguageVersion
from desk.article import changes, steps


@dataclass(frozen=True)
class Waiting:
    """A text that waits.

    since: from when the text is that readers see; None of a version that is not out yet.
    others: the names of what it changes beside title, lead and text.
    follows: it brings an outdated translation up to date.
    """

    version: LanguageVersion
    revision: Revision
    since: datetime | None
    changes: changes.Changes
    others: list[Any]
    follows: bool
    steps: list[steps.Step]


def put(
    context: dict[str, Any], stored: Article, staged: Mapping[str, Revision], request: HttpRequest
) -> None:
    """Add to a form's context what waits in each of its languages.

    stored: the story as it is stored, whatever the form holds. staged: the texts that wait, by language.
    """
    for tab in context["language_tabs"]:
        version = stored.version(tab["language"].code)
        if version.language in staged and version.changes_wait():
            tab["waiting"] = _waiting(version, staged[version.language], request)


def _waiting(version: LanguageVersion, revision: Revision, request: HttpRequest) -> Waiting:
    public = version.snapshot()
    fields = {**public, **revision.fields}
    others = [name for name in public if name not in HASHED and public[name] != fields[name]]
    return Waiting(
        version,
        revision,
        since=(version.updated_at or version.published_at) if version.is_live() else None,
        changes=changes.between(public, fields),
        others=[cast("Field[Any, Any]", Article._meta.get_field(name)).verbose_name for name in others],
        follows=version.is_outdated() and Following(version.article).is_present(revision.made_from),
        steps=steps.over_waiting(version, request.user),
    )
