"""Fills an empty database with the corpus."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import User
from articles.models import Tag
from authors.models import Author
from bench.corpus import bulk, plan, rows, words
from bench.corpus.sentences import LANGUAGES, texts
from categories.models import Category
from images.models import Image
from images.renditions import RECIPE
from languages.columns import column
from languages.slugs import slugify
from publication.models import ONLY_ROW, Page, Publication
from readership.models import MostRead, Period

TEXTS = 4_000  # different ones; stories share them, for the sake of the disk
REPORTERS = 8
POPULAR = 20
SEED = 20261128


def fill(count: int, now: datetime | None = None) -> int:
    """Store a paper with so many stories; return how many rows that took. The database must be empty."""
    moment = now or timezone.now()
    users = _people()
    _paper()
    _pictures()
    _names()
    writer = rows.Writer(texts(min(TEXTS, count), random.Random(SEED)), users, _stored)
    stories = plan.stories(count, moment, SEED)
    stored = bulk.store(rows.columns(), chain.from_iterable(map(writer.of_story, stories)))
    _rank(count)
    return stored


def _stored(moment: datetime | None) -> Any:
    return connection.ops.adapt_datetimefield_value(moment) if moment else None


def _people() -> list[int]:
    chief = User.objects.create_superuser("chief", password=None)
    reporters = [User.objects.create_user(f"reporter-{number}") for number in range(1, REPORTERS)]
    return [person.pk for person in (chief, *reporters)]


def _paper() -> None:
    publication, page = Publication(pk=ONLY_ROW), Page(slug="about")
    _translate(publication, "name", ("Meridian", "Меридиан", "Մերիդիան"))
    for thing, field in ((page, "title"), (page, "body")):
        _translate(thing, field, ("About the paper", "О газете", "Թերթի մասին"))
    publication.save()
    page.save()


def _pictures() -> None:
    """Store pictures without files, as if all were rendered: pages only name them."""
    pictures = []
    for number in range(1, plan.PICTURES + 1):
        image = Image(
            pk=number, file=f"images/bench/{number}.jpg", width=1600, height=900, rendered_by=RECIPE
        )
        image.credit = "Meridian"
        _translate(image, "alt", ("A square", "Площадь", "Հրապարակ"))
        pictures.append(image)
    Image.objects.bulk_create(pictures)


def _names() -> None:
    sections = [
        _named(Category(slug=slug, position=number), number, names)
        for number, (slug, names) in enumerate(words.SECTIONS, start=1)
    ]
    people = [_joined(first, last, " ") for last in words.LAST_NAMES for first in words.FIRST_NAMES]
    topics = [
        _joined(_joined(topic, place, ", "), way, ": ")
        for way in words.WAYS
        for topic in words.TOPICS
        for place in words.PLACES
    ]
    Category.objects.bulk_create(sections)
    Author.objects.bulk_create(_all_named(lambda slug: Author(slug=slug), people))
    Tag.objects.bulk_create(_all_named(lambda slug: Tag(slug=slug), topics))
    bulk.go_on_after(Category, Author, Tag, Image)


def _all_named(make: Callable[[str], Any], names: list[words.Line]) -> list[Any]:
    return [_named(make(slugify(line[0], "en")), number, line) for number, line in enumerate(names, start=1)]


def _named(thing: Any, number: int, names: words.Line) -> Any:
    thing.pk = number
    _translate(thing, "name", names)
    return thing


def _joined(one: words.Line, other: words.Line, between: str) -> words.Line:
    english, russian, armenian = (between.join(pair) for pair in zip(one, other, strict=True))
    return english, russian, armenian


def _translate(thing: Any, field: str, names: words.Line) -> None:
    for code, name in zip(LANGUAGES, names, strict=True):
        setattr(thing, column(field, code), name)


def _rank(count: int) -> None:
    """Note what is read most: some of the newest stories."""
    last = count - min(plan.SCHEDULED, count // 50)
    MostRead.objects.bulk_create(
        MostRead(article_id=last - 3 * place, language=code, period=period, place=place, views=900 - place)
        for code in LANGUAGES
        for period in Period
        for place in range(1, min(POPULAR, last // 3) + 1)
    )
