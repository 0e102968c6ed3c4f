from __future__ import annotations

from articles.models.article import Article, RelatedArticle
from articles.models.byline import Byline
from articles.models.correction import Correction
from articles.models.event import Event, EventKind
from articles.models.record import WrittenOnce
from articles.models.revision import Revision
from articles.models.tag import Tag, TaggedArticle, TagRedirect

__all__ = [
    "Article",
    "Byline",
    "Correction",
    "Event",
    "EventKind",
    "RelatedArticle",
    "Revision",
    "Tag",
    "TagRedirect",
    "TaggedArticle",
    "WrittenOnce",
]
