"""What a person may only read in a story, and the word that says why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.models import Article
from articles.querysets import TEXT_FIELDS
from articles.versions import LanguageVersion
from desk.article.plan import NOTE
from desk.article.times import PUBLISH_AT
from languages.columns import columns

FOR_PUBLISHERS = (PUBLISH_AT, NOTE)  # the fields of the panel
CLOSED = gettext_lazy("Readers see this, or soon will: only those who may publish can change it.")
NOT_THEIR_LANGUAGE = gettext_lazy(
    "Only those who work in this language, and whoever began the story, can change this."
)
NOT_THEIR_FACTS = gettext_lazy(
    "This is the same in all languages: editors of the original language can change it, and whoever began "
    "the story until it is out."
)


def why_closed(version: LanguageVersion, request: HttpRequest) -> Any:
    """Return why this person may only read a version's text, "" when they may write it."""
    if permissions.may_write(request.user, version):
        return ""
    return NOT_THEIR_LANGUAGE


def why_facts_closed(article: Article, request: HttpRequest) -> Any:
    """Return why this person may only read what all languages share, "" when they may change it."""
    if permissions.may_change_facts(request.user, article):
        return ""
    return CLOSED if permissions.is_own(request.user, article) else NOT_THEIR_FACTS


def locked_fields(article: Article, request: HttpRequest, names: Iterable[str]) -> dict[str, Any]:
    """Return those of a form's fields that are closed to this person, with why."""
    reasons: dict[str, Any] = dict.fromkeys(names, why_facts_closed(article, request))
    for version in article.versions():
        reasons |= dict.fromkeys(columns(TEXT_FIELDS, [version.language]), why_closed(version, request))
        may_publish = permissions.may_publish(request.user, version)
        reasons |= dict.fromkeys(columns(FOR_PUBLISHERS, [version.language]), "" if may_publish else CLOSED)
    return {name: reasons[name] for name in names if reasons[name]}
