"""Lists of stories on a page, found by key first, so that a page asks for all its cards in one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from articles.models import Article, RelatedArticle
from categories.models import Category
from reader import made_of
from readership.models import Period
from readership.most_read import places

RELATED = 4
PER_SECTION = 5
POPULAR = 5
# Enough of the newest to still fill a block when this story and all its relatives are among them.
MORE_DEPTH = PER_SECTION + RELATED + 1


def nth_keys(prefix: str, count: int, stories: QuerySet[Any], key: str = "pk") -> dict[str, Subquery]:
    """Return annotations prefix0..prefixN holding the keys of the first stories of a correlated list.

    Each is one look-up in an index, whatever the size of the table.
    """
    return {
        f"{prefix}{position}": Subquery(stories.values(key)[position : position + 1])
        for position in range(count)
    }


def keys(thing: Any, prefix: str, count: int) -> list[int]:
    """Return the keys that `nth_keys` found for a row, without the gaps."""
    found = (getattr(thing, f"{prefix}{position}") for position in range(count))
    return [key for key in found if key is not None]


def newest_in(section: str, count: int) -> dict[str, Subquery]:
    """Annotate rows with the newest live stories of the category that `section` refers to."""
    stories = Article.objects.live().filter(category=OuterRef(section)).newest_first()
    return nth_keys("newest", count, stories)


def related_to_row() -> dict[str, Subquery]:
    """Annotate articles with the stories that an editor put under them and that can be read here."""
    readable = Exists(Article.objects.live().filter(pk=OuterRef("related")))
    links = RelatedArticle.objects.filter(readable, article=OuterRef("pk")).order_by("position", "id")
    return nth_keys("related", RELATED, links, "related")


def popular() -> dict[str, Subquery]:
    """Annotate articles with those that are read most, which are the same for all."""
    return nth_keys("popular", POPULAR, places(Period.DAY), "article")


def cards(wanted: Iterable[int]) -> dict[int, Article]:
    """Return the live ones of these stories by key, ready for cards. One query."""
    found = made_of.cards(list(Article.objects.live().cards().filter(pk__in=set(wanted))))
    return {story.pk: story for story in found}


def sections(shown_above: Iterable[int]) -> list[tuple[Category, list[Article]]]:
    """Return every category that has live stories, with its newest ones not shown already.

    Queries: two, whatever the number of categories.
    """
    above = set(shown_above)
    depth = PER_SECTION + len(above)
    categories = list(Category.objects.annotate(**newest_in("pk", depth)))
    wanted = {
        category.pk: [key for key in keys(category, "newest", depth) if key not in above]
        for category in categories
    }
    found = cards(key for stories in wanted.values() for key in stories[:PER_SECTION])
    listed = [
        (category, [found[key] for key in wanted[category.pk][:PER_SECTION] if key in found])
        for category in categories
    ]
    for category, stories in listed:
        made_of.things(category)
        made_of.newest(stories, PER_SECTION, of=category)
    return [(category, stories) for category, stories in listed if stories]
