"""A story for its own page: its text from one query, what it shares with others from pieces that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article, Byline, Correction, Tag, TaggedArticle
from articles.querysets import IMAGE_FACTS
from authors.models import Author
from delivery.pieces import pieces_of
from images.models import Image
from languages import registry
from languages.columns import columns
from reader import blocks, made_of
from reader.keys import FirstKeys, read_keys
from readership.most_read import total

MOST = 50  # authors and topics of a story
# What stands in the composed query for the number that is asked for, and for the present.
ANY, SOME_DAY = -1, datetime(1000, 1, 1, tzinfo=UTC)
KEYS = ("author_keys", "tag_keys", "related_keys")
PICTURE = "picture_"  # how columns of the lead picture begin


def find(number: int) -> Any:
    """Return a story that can be read in some language, with its section and picture, and with what else its
    page shows: see `_prepared`.

    None when there is none. At most two queries.
    """
    sql, params = _prepared(registry.current().code)
    given = {ANY: number, _stored(SOME_DAY): _stored(timezone.now())}
    for story in Article.objects.raw(sql, [given.get(param, param) for param in params]):
        return _joined(story)
    return None


def authors(numbers: Iterable[int]) -> list[Author]:
    """Return authors in the order of these keys, with their portraits. At most one query."""

    def load(missing: set[int]) -> dict[int, Author]:
        return Author.objects.select_related("picture").in_bulk(missing)

    wanted = list(numbers)
    kind = ("author", registry.current().code)
    found = pieces_of(kind, wanted, load, lambda _, author: made_of.author(author))
    return [found[number] for number in wanted if number in found]


def tags(numbers: Iterable[int]) -> list[Tag]:
    """Return topics in the order of these keys. At most one query."""
    wanted = list(numbers)
    kind = ("tag", registry.current().code)
    found = pieces_of(kind, wanted, Tag.objects.in_bulk, lambda _, tag: made_of.things(tag))
    return [found[number] for number in wanted if number in found]


def corrections(story: Any) -> list[Correction]:
    """Return the corrections of a story that can be read here. A query if it has any."""
    return [note for note in story.corrections.all() if note.text] if story.is_corrected else []


@cache
def _prepared(language: str) -> tuple[str, tuple[Any, ...]]:
    """Return the query for a story and its parameters, with ANY and SOME_DAY among them.

    It adds the keys of its authors, topics and related stories, `is_corrected`, `views`, and the columns of
    its picture. Django takes longer to compose this than the database to answer, so it is composed once.
    """
    beside = {
        "author_keys": FirstKeys(_rows(Byline, "article").order_by("position", "id"), MOST, "author"),
        "tag_keys": FirstKeys(_rows(TaggedArticle, "content_object").order_by("id"), MOST, "tag"),
        "related_keys": blocks.related_to_row(),
        "is_corrected": Exists(_rows(Correction, "article")),
        "views": total(),
        **{f"{PICTURE}{name}": F(f"lead_image__{name}") for name in _of_picture(language)},
    }
    stories = Article.objects.live_anywhere(SOME_DAY).text(language)
    sql, params = stories.filter(pk=ANY).annotate(**beside).order_by().query.sql_with_params()
    return sql, params


def _stored(moment: datetime) -> Any:
    """Return a moment as the database takes it for a parameter."""
    return connection.ops.adapt_datetimefield_value(moment)


def _rows(model: type[Model], of: str) -> QuerySet[Any]:
    """Return the rows that belong to an article of the query around."""
    return model._default_manager.filter(**{of: OuterRef("pk")})


@cache
def _of_picture(language: str) -> list[str]:
    """Return the columns of a picture that its page shows, in their order in the table."""
    shown = {*IMAGE_FACTS, "credit", "rights", *columns(("alt", "caption"), [language])}
    return [field.attname for field in Image._meta.concrete_fields if field.attname in shown]


def _joined(story: Any) -> Any:
    """Put together what a row holds, and the section, unless it was made a moment ago and is loaded later."""
    for name in KEYS:
        setattr(story, name, read_keys(getattr(story, name)))
    if category := blocks.lists().category(story.category_id):
        story.category = category
    if story.lead_image_id:
        names = _of_picture(registry.current().code)
        values = [story.lead_image_id, *(getattr(story, f"{PICTURE}{name}") for name in names)]
        story.lead_image = Image.from_db(story._state.db, ["id", *names], values)
    return story
