"""What a feed says of one story, in whatever format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.utils import timezone

from articles.models import Article
from articles.versions import LanguageVersion
from authors.models import Author
from images import renditions
from images.cuts import Cut, cut, original
from images.models import Image
from languages.columns import column, phrase
from publication.richtext import with_whole_addresses

Absolute = Callable[[str], str]
SINCE = 2026  # the year in which the paper's addresses became these: part of every id, for ever (RFC 4151)


class Picture(NamedTuple):
    url: str
    file: Cut
    credit: str
    description: str


class Person(NamedTuple):
    name: str
    url: str


def entry(article: Article, absolute: Absolute) -> dict[str, Any]:
    """Return a live story in the active language as what `SyndicationFeed.add_item` takes. Queries nothing.

    absolute: turns a path of the site into an absolute address.
    """
    version = article.version()
    url = absolute(version.get_absolute_url())
    return {
        "title": version.title,
        "link": url,
        "description": version.lead,
        "unique_id": _lasting_id(version, absolute),
        "unique_id_is_permalink": False,
        "pubdate": _local(version.published_at),
        "updateddate": _local(version.updated_at) if version.was_revised() else None,
        "categories": [
            phrase(article.category, "name").text,
            *(phrase(item.tag, "name").text for item in article.tagged_items.all()),
        ],
        "authors": [_person(byline.author, absolute) for byline in article.bylines.all()],
        "content": _content(version, url),
        "picture": _picture(article.lead_image, absolute) if article.lead_image else None,
        "source": Person(article.source_name, article.source_url),
    }


def _lasting_id(version: LanguageVersion, absolute: Absolute) -> str:
    """Return an id that survives a change of title, slug or category."""
    host = urlsplit(absolute("/")).hostname
    return f"tag:{host},{SINCE}:article/{version.article.pk}/{version.language}"


def _person(author: Author, absolute: Absolute) -> Person:
    return Person(phrase(author, "name").text, absolute(author.get_absolute_url()))


def _content(version: LanguageVersion, url: str) -> str:
    """Return the whole story as HTML that can be read away from the site."""
    context = {
        "lead": version.lead,
        "body": with_whole_addresses(version.body, url),
        "corrections": [note for note in version.article.corrections.all() if note.text],
    }
    return render_to_string("components/feed_content.html", context).strip()


def _picture(image: Image, absolute: Absolute) -> Picture | None:
    """Return the largest file of a picture, uncut, in a format that all know; None when there is none."""
    if not (file := cut(image, renditions.FULL) or original(image)):
        return None
    described = getattr(image, column("caption")) or getattr(image, column("alt")) or ""
    return Picture(absolute(file.url), file, image.credit, described)


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment else None
