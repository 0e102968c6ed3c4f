"""What the tests of the articles share: one fixed moment, and an article's row as the database holds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

from django.db import connection

from articles import staging
from articles.models import Article
from articles.states import State
from articles.versions import LanguageVersion
from languages.columns import column
from tests.factories import make_category

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
SECOND = timedelta(seconds=1)


def row(article: Article) -> dict[str, Any]:
    """Return every column of the stored row, base columns included, past the ORM."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM articles_article WHERE id = %s", [article.pk])
        names = [described[0] for described in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


def differences(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Return the names of the columns whose values differ."""
    return {name for name in before if before[name] != after[name]}


def put(article: Article, language: str, **values: Any) -> None:
    """Store values of one language, whatever the rules say: what was there before a test begins."""
    named = {column(field, language): value for field, value in values.items()}
    Article.objects.filter(pk=article.pk).update(**named)
    for name, value in named.items():
        setattr(article, name, value)


def again(article: Article) -> Article:
    """Return the stored article as another process reads it."""
    return Article.objects.get(pk=article.pk)


def text_at_desk(article: Article, language: str) -> dict[str, str]:
    """Return the text of a language as the desk has it: what waits to be published, else what is stored."""
    version = again(article).version(language)
    waits = staging.of_version(version)
    return waits.fields if waits else version.snapshot()


def every_combination(language: str) -> list[LanguageVersion]:
    """Store a language version in every combination of state, times and text that the database allows."""
    category = make_category()
    versions = []
    for state, published_at, withdrawn_at, title, body in _values():
        version = Article(category=category).version(language)
        version.state, version.published_at, version.withdrawn_at = state, published_at, withdrawn_at
        for field, text in (("title", title), ("slug", title), ("body", body)):
            setattr(version.article, column(field, language), text)
        versions.append(version)
    Article.objects.bulk_create(version.article for version in versions)
    return versions


def _values() -> Iterator[tuple[str, datetime | None, datetime | None, str | None, str | None]]:
    times = (None, EARLIER, NOW, LATER)
    texts = (None, "", "text")
    for state, published_at, withdrawn_at, title, body in product(State.values, times, times, texts, texts):
        is_whole = bool(published_at and title and body)
        if (state != State.PUBLISHED or is_whole) and (published_at or not withdrawn_at):
            yield state, published_at, withdrawn_at, title, body
