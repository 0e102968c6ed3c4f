from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand
from django.db import connection
from taggit.models import Tag
from wagtail.models import Locale, Page, Site

from bench.peers.wagtail_site.models import ArticlePage, ArticleTag, Author, HomePage, SectionPage

LANGUAGES = ("en", "ru", "hy")
BATCH = 500
# What Django does not create in bulk: the part of a page in a table of its own.
INSERT = "INSERT INTO wagtail_site_articlepage (page_ptr_id, lead, body, date) VALUES (%s, %s, %s, %s)"


class Command(BaseCommand):
    help = "Load the stories of a file that bench/content.py wrote, into an empty site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        with file.open(encoding="utf-8") as lines:
            loader = Loader(json.loads(next(lines)))
            while batch := [json.loads(line) for line in islice(lines, BATCH)]:
                loader.load(batch)
        loader.finish()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Loader:
    """Makes the trees of the languages, and thousands of pages in them at once.

    Wagtail adds one page at a time, which takes minutes; what readers see of these pages is the same.
    """

    def __init__(self, around: dict[str, Any]) -> None:
        self.locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
        self.sections = self._trees(around["categories"])
        self.authors = self._authors(around["authors"])
        self.tags = self._tags(around["tags"])
        self.children: Counter[tuple[str, str]] = Counter()
        self.type = ContentType.objects.get_for_model(ArticlePage)

    def load(self, batch: list[dict[str, Any]]) -> None:
        records = [(record, code) for record in batch for code in LANGUAGES]
        keys = {record["id"]: uuid4() for record in batch}
        pages = Page.objects.bulk_create(
            self._page(record, code, keys[record["id"]]) for record, code in records
        )
        found = list(zip(pages, records, strict=True))
        rows = [
            (page.pk, record["lead"][code], record["body"][code], record["published_at"])
            for page, (record, code) in found
        ]
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, rows)
        ArticlePage.authors.through.objects.bulk_create(
            ArticlePage.authors.through(articlepage_id=page.pk, author_id=self.authors[slug, code])
            for page, (record, code) in found
            for slug in record["authors"]
        )
        ArticleTag.objects.bulk_create(
            ArticleTag(content_object_id=page.pk, tag_id=self.tags[slug, code])
            for page, (record, code) in found
            for slug in record["tags"]
        )

    def finish(self) -> None:
        for place, number in self.children.items():
            Page.objects.filter(pk=self.sections[place].pk).update(numchild=number)

    def _page(self, record: dict[str, Any], code: str, key: Any) -> Page:
        section = self.sections[record["category"], code]
        self.children[record["category"], code] += 1
        slug = f"{record['id']}-{record['slug'][code]}"
        return Page(
            title=record["title"][code],
            draft_title=record["title"][code],
            slug=slug,
            search_description=record["lead"][code],
            content_type=self.type,
            locale=self.locales[code],
            translation_key=key,
            first_published_at=record["published_at"],
            last_published_at=record["published_at"],
            depth=section.depth + 1,
            path=Page._get_path(section.path, section.depth + 1, self.children[record["category"], code]),
            url_path=f"{section.url_path}{slug}/",
        )

    def _trees(self, categories: list[dict[str, Any]]) -> dict[tuple[str, str], SectionPage]:
        """Make a home page and its sections in each language; the English ones are the originals."""
        root, sections = Page.get_first_root_node(), {}
        home_key, keys = uuid4(), {one["slug"]: uuid4() for one in categories}
        for code, locale in self.locales.items():
            home = HomePage(
                title="Wagtail News", slug=f"home-{code}", locale=locale, translation_key=home_key
            )
            root.add_child(instance=home)
            if code == LANGUAGES[0]:
                Site.objects.update(root_page=home)
            for one in categories:
                section = SectionPage(
                    title=one["name"][code],
                    description=one["description"][code],
                    slug=one["slug"],
                    locale=locale,
                    translation_key=keys[one["slug"]],
                    show_in_menus=True,
                )
                sections[one["slug"], code] = home.add_child(instance=section)
        return sections

    def _authors(self, authors: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
        found = {}
        for one in authors:
            key = uuid4()
            for code, locale in self.locales.items():
                name = one["name"][code] or one["name"][LANGUAGES[0]]
                found[one["slug"], code] = Author.objects.create(
                    name=name, locale=locale, translation_key=key
                ).pk
        return found

    def _tags(self, tags: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
        """Make a tag for each language: Wagtail's tags are not translated."""
        return {
            (one["slug"], code): Tag.objects.create(
                name=f"{one['name'][code]} {one['slug']}", slug=f"{one['slug']}-{code}"
            ).pk
            for one in tags
            for code in LANGUAGES
        }
