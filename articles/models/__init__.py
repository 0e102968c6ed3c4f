from __future__ import annotations

from articles.models.article import Article, RelatedArticle
from articles.models.byline import Byline
from articles.models.correction import Correction
from articles.models.tag import Tag, TaggedArticle

__all__ = ["Article", "Byline", "Correction", "RelatedArticle", "Tag", "TaggedArticle"]
