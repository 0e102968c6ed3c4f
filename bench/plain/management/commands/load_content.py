from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand
from django.db import connection

from bench.plain.models import Article, Author, Category, Tag

BATCH = 500
Named = TypeVar("Named", Author, Category, Tag)


class Command(BaseCommand):
    help = "Load the stories of a file that bench/content.py wrote."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with file.open(encoding="utf-8") as lines:
            around = json.loads(next(lines))
            categories = named(Category, around["categories"])
            authors, tags = named(Author, around["authors"]), named(Tag, around["tags"])
            while batch := [json.loads(line) for line in islice(lines, BATCH)]:
                load(batch, categories, authors, tags)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def named(model: Callable[..., Named], records: list[dict[str, Any]]) -> dict[str, Named]:
    """Create what has names, and return it by slug."""
    made = {}
    for position, record in enumerate(records):
        thing = model(slug=record["slug"], **dict(translated(record, "name")))
        if isinstance(thing, Category):
            thing.position = position
            for column, text in translated(record, "description"):
                setattr(thing, column, text)
        thing.save()
        made[record["slug"]] = thing
    return made


def load(
    batch: list[dict[str, Any]],
    categories: dict[str, Category],
    authors: dict[str, Author],
    tags: dict[str, Tag],
) -> None:
    Article.objects.bulk_create(
        Article(
            pk=record["id"],
            category=categories[record["category"]],
            is_published=True,
            published_at=record["published_at"],
            **{
                key: text
                for name in ("title", "slug", "lead", "body")
                for key, text in translated(record, name)
            },
        )
        for record in batch
    )
    Article.authors.through.objects.bulk_create(
        Article.authors.through(article_id=record["id"], author_id=authors[slug].pk)
        for record in batch
        for slug in record["authors"]
    )
    Article.tags.through.objects.bulk_create(
        Article.tags.through(article_id=record["id"], tag_id=tags[slug].pk)
        for record in batch
        for slug in record["tags"]
    )


def translated(record: dict[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """Yield column and text for each language: ("title_en", ...)."""
    for language, text in record[name].items():
        yield f"{name}_{language}", text
