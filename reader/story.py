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
from reader.composed import Composed
from reader.keys import FirstKeys
from readership.most_read import total

MOST = 50  # authors and topics of a story
# What stands in the composed query for the number that is asked for, and for the present.
ANY, SOME_DAY = -1, datetime(1000, 1, 1, tzinfo=UTC)
PICTURE = "picture_"  # how columns of the lead picture begin


def find(number: int) -> Any:
    """Return a story that can be read in some language, with its section and picture, and with what else its
    page shows: see `_composed`.

    None when there is none. At most two queries.
    """
    given = {ANY: number, _stored(SOME_DAY): _stored(timezone.now())}
    story = _composed(registry.current().code).first(given)
    return story and _joined(story)


def authors(numbers: Iterable[int]) -> list[Author]:
    """Return authors in the order of these keys, with their portraits. At most one query."""

    def load(missing: set[int]) -> dict[int, Author]:
        return Author.objects.select_related("picture").in_bulk(missing)

    def record(_: int, author: Author | None) -> None:
        if author:
            made_of.author(author)

    wanted = list(numbers)
    found = pieces_of(("author", registry.current().code), wanted, load, record)
    return [found[number] for number in wanted if number in found]


def tags(numbers: Iterable[int]) -> list[Tag]:
    """Return topics in the order of these keys. At most one query."""

    def record(_: int, tag: Tag | None) -> None:
        if tag:
            made_of.things(tag)

    wanted = list(numbers)
    found = pieces_of(("tag", registry.current().code), wanted, Tag.objects.in_bulk, record)
    return [found[number] for number in wanted if number in found]


def corrections(story: Any) -> list[Correction]:
    """Return the corrections of a story that can be read here. A query if it has any."""
    return [note for note in story.corrections.all() if note.text] if story.is_corrected else []


@cache
def _composed(language: str) -> Composed:
    """Return the query for a story, with ANY and SOME_DAY in the place of the number and the present.

    It adds the keys of its authors, topics and related stories, `is_corrected`, `views`, and the columns of
    its picture.
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
    return Composed(stories.filter(pk=ANY).annotate(**beside).order_by())


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
    if category := blocks.lists().category(story.category_id):
        story.category = category
    if story.lead_image_id:
        story.lead_image = _picture(story)
    return story


def _picture(story: Any) -> Image:
    """Return the picture of a story, of which the page says itself that it shows it."""
    code = registry.current().code

    def load(numbers: set[int]) -> dict[int, Image]:
        names = _of_picture(code)
        values = [getattr(story, f"{PICTURE}{name}") for name in names]
        image = Image.from_db(story._state.db, ["id", *names], [story.lead_image_id, *values])
        return dict.fromkeys(numbers, image)

    def record(_: int, image: Image | None) -> None:
        made_of.picture(image)

    key: int = story.lead_image_id
    return pieces_of(("picture", code), [key], load, record, is_part=True)[key]
