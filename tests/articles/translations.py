"""Translations in every relation to their original that there can be."""

from __future__ import annotations

from itertools import product
from typing import Any

from articles.models import Article, Revision
from articles.models.revision import text_hash
from articles.states import State
from articles.versions import LanguageVersion
from languages import registry
from languages.columns import column
from tests.articles.rows import EARLIER, LATER
from tests.factories import make_category

TEXT = {"title": "Text", "slug": "text", "body": "<p>Text</p>"}
OUT = {**TEXT, "state": State.PUBLISHED, "published_at": EARLIER}
VERSIONS: tuple[dict[str, Any], ...] = (
    {},
    TEXT,
    OUT,
    {**TEXT, "state": State.REVIEW},
    {**OUT, "published_at": LATER},
    {**OUT, "withdrawn_at": EARLIER},
    {**OUT, "state": State.WITHDRAWN},
)
BEFORE, NEWER = "before", "newer"  # two texts of the original


def every_translation(language: str) -> list[LanguageVersion]:
    """Store a version of this language in every place, made from every text of every original."""
    other = next(code for code in registry.codes() if code != language)
    category = make_category()
    cases = list(product(VERSIONS, VERSIONS, ((), (BEFORE,), (BEFORE, NEWER)), (None, BEFORE, NEWER)))
    articles = []
    for ours, originals, _published, _pin in cases:
        article = Article(category=category, original_language=other)
        for code, values in ((language, ours), (other, originals)):
            for field, value in values.items():
                setattr(article, column(field, code), value)
        articles.append(article)
    Article.objects.bulk_create(articles)
    for article, (_ours, _originals, published, pin) in zip(articles, cases, strict=True):
        revisions = {text: _revision(article, other, text, text in published) for text in (BEFORE, NEWER)}
        key = revisions[pin].pk if pin else None
        setattr(article, f"{column('translated_from', language)}_id", key)
    Article.objects.bulk_update(articles, [column("translated_from", language)])
    Article.objects.bulk_create(Article(category=category, original_language=language) for _ in range(2))
    return [article.version(language) for article in articles]


def _revision(article: Article, language: str, text: str, is_published: bool) -> Revision:
    fields = {**dict.fromkeys(("lead", "seo_title", "seo_description"), ""), **TEXT, "title": text}
    kind = Revision.Kind.PUBLISHED if is_published else Revision.Kind.SAVED
    revision: Revision = Revision.objects.create(
        article=article, language=language, kind=kind, fields=fields, text_hash=text_hash(fields)
    )
    return revision
