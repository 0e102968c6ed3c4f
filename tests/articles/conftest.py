from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from articles.models import Article
from articles.signals import article_changed


@pytest.fixture
def heard() -> Iterator[list[tuple[Article, list[str]]]]:
    """What an app above is told: the articles and the languages, in order."""
    told: list[tuple[Article, list[str]]] = []

    def listen(article: Article, languages: list[str], **kwargs: Any) -> None:
        told.append((article, languages))

    article_changed.connect(listen)
    yield told
    article_changed.disconnect(listen)
