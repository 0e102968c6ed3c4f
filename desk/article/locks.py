"""What somebody who may not publish may not change either: that which readers see, or soon will."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles.models import Article
from articles.querysets import TEXT_FIELDS
from articles.states import Standing
from articles.versions import LanguageVersion
from desk.article import steps
from languages.columns import columns

CLOSED = gettext_lazy("Readers see this, or soon will: only those who may publish can change it.")
OUT = (Standing.PUBLISHED, Standing.SCHEDULED)


def locked(article: Article | None, request: HttpRequest) -> list[LanguageVersion]:
    """Return the versions that this person may only read."""
    if article is None or steps.may_publish(request):
        return []
    return [version for version in article.versions() if version.standing() in OUT]


def locked_fields(article: Article | None, request: HttpRequest, names: Iterable[str]) -> list[str]:
    """Return those of a form's fields that are closed: the locked text, and the facts all languages share."""
    closed = {version.language for version in locked(article, request)}
    if article is None or not closed:
        return []
    still_open = columns(TEXT_FIELDS, [v.language for v in article.versions() if v.language not in closed])
    return [name for name in names if name not in still_open]
