"""Writes the stories of the database to a file, for other sites to load: they know nothing of our tables.

One JSON document a line: first sections, authors and tags, then the newest stories that can be read in every
language, each with its texts by language. All sites serve a story at the same address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils import timezone

from articles.models import Article, Tag
from authors.models import Author
from categories.models import Category
from languages import registry
from languages.columns import column, columns

BATCH = 500
FACTS = ("category", "category_name", "title", "path")
TEXTS = ("title", "slug", "lead", "body")


def write(file: Path, most: int) -> list[dict[str, Any]]:
    """Write at most so many stories. Return their facts: section, titles and addresses by language."""
    facts = []
    with file.open("w", encoding="utf-8") as out:
        for record in chain([_around()], _stories(most)):
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            if "body" in record:
                facts.append({name: record[name] for name in FACTS})
    return facts


def _around() -> dict[str, Any]:
    """Return what stands around the stories."""
    sections, people, topics = (
        Category.objects.all(),
        Author.objects.order_by("pk"),
        Tag.objects.order_by("pk"),
    )
    return {
        "written_at": timezone.now().isoformat(),
        "categories": [{"slug": one.slug, **_texts(one, "name", "description")} for one in sections],
        "authors": [{"slug": one.slug, **_texts(one, "name")} for one in people],
        "tags": [{"slug": one.slug, **_texts(one, "name")} for one in topics],
    }


def _stories(most: int) -> Iterator[dict[str, Any]]:
    codes = registry.codes()
    found = Article.objects.all()
    for code in codes:
        found = found.live(code)
    found = found.newest_first(codes[0]).select_related("category")
    found = found.prefetch_related("authors", "tagged_items__tag").only(
        *("category__slug", *(f"category__{name}" for name in columns(["name"]))),
        *columns((*TEXTS, "published_at")),
    )
    for story in found[:most].iterator(BATCH):
        yield {
            "id": story.pk,
            "category": story.category.slug,
            "category_name": _texts(story.category, "name")["name"],
            "authors": [author.slug for author in story.authors.all()],
            "tags": [item.tag.slug for item in story.tagged_items.all()],
            "published_at": getattr(story, column("published_at", codes[0])).isoformat(),
            "path": {code: story.version(code).get_absolute_url() for code in codes},
            **_texts(story, *TEXTS),
        }


def _texts(thing: Any, *names: str) -> dict[str, dict[str, str]]:
    """Return the texts of translated fields by language: {"title": {"en": ..., "ru": ...}}."""
    return {
        name: {code: getattr(thing, column(name, code)) or "" for code in registry.codes()} for name in names
    }
