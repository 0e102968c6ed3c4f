"""Lists of stories on a page, found by key first, so that a page asks for all its cards in one query.

Keys and cards are pieces that pages share (`delivery.pieces`): once they are kept, they cost no query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef

from articles.models import Article, RelatedArticle
from categories.models import Category
from delivery.pieces import piece, pieces_of
from languages import registry
from reader import made_of
from reader.keys import FirstKeys
from readership import most_read
from readership.models import Period

RELATED = 4
PER_SECTION = 5
# How many of the newest of a section are known: enough to fill a block with those that are not shown already.
DEPTH = 20
# Enough of the newest to still fill the block of a section when a story and all its relatives are among them.
MORE_DEPTH = PER_SECTION + RELATED + 1
MOST_LINKED = 12  # stories that an editor put under a story, of which some may not be readable here


def related_to_row() -> FirstKeys:
    """Annotate articles with the stories that an editor put under them."""
    links = RelatedArticle.objects.filter(article=OuterRef("pk")).order_by("position", "id")
    return FirstKeys(links, MOST_LINKED, "related")


@dataclass
class Lists:
    """What stands in the lists of the paper, in a language.

    categories: the sections in their order, each with `newest`, the keys of its newest live stories.
    popular: the keys of the stories that are read most and can be read here.
    """

    categories: list[Any]
    popular: list[int]

    def category(self, number: int) -> Any:
        """Return a section; None for one that was made a moment ago."""
        return next((category for category in self.categories if category.pk == number), None)


def lists() -> Lists:
    """Return what stands in the lists of the paper. At most one query.

    The page says itself what of it it shows.
    """

    def load() -> Lists:
        newest = Article.objects.live().filter(category=OuterRef("pk")).newest_first()
        keys = {
            "newest": FirstKeys(newest, DEPTH),
            "popular": FirstKeys(most_read.places(Period.DAY), most_read.BESIDE, "article"),
        }
        found: list[Any] = list(Category.objects.annotate(**keys))
        made_of.frame()
        made_of.popular(Period.DAY, places=most_read.BESIDE)
        made_of.things(*found)
        for category in found:
            made_of.whole_list(of=category)
        return Lists(found, found[0].popular if found else [])

    return piece(("lists", registry.current().code), load, is_part=True)


def newest_in(category: Category) -> list[int]:
    """Return the keys of the newest live stories of a section, at most DEPTH."""
    found: list[int] = getattr(lists().category(category.pk), "newest", [])
    return found


def popular(beside: Article | None = None) -> list[int]:
    """Return the keys of the stories that are read most, but for the one they stand beside."""
    made_of.popular(Period.DAY, places=most_read.BESIDE)
    return [key for key in lists().popular if beside is None or key != beside.pk]


class Block(list[Any]):
    """Stories that stand together on many pages, which share it with what is printed of it."""


def block(stories: Iterable[Article]) -> Block:
    """Return these stories as a block. The page is made of their cards."""
    shown = list(stories)

    def make() -> Block:
        for story in shown:
            _record_card(story.pk, story)
        return Block(shown)

    return piece(("block", registry.current().code, *(story.pk for story in shown)), make)


def cards(wanted: Iterable[int], *, is_part: bool = False) -> dict[int, Article]:
    """Return the live ones of these stories by key, ready for cards. At most one query.

    is_part: the page shows some of them, and says itself which (`made_of.cards`).
    """
    kind = ("card", registry.current().code)
    return pieces_of(kind, wanted, _load_cards, _record_card, is_part=is_part)


def sections(shown_above: Iterable[int]) -> list[tuple[Category, Block]]:
    """Return every category that has live stories, with its newest ones not shown already.

    At most two queries, whatever the number of categories.
    """
    above = set(shown_above)
    wanted = {
        category: [key for key in category.newest if key not in above][:PER_SECTION]
        for category in lists().categories
    }
    found = cards(key for keys in wanted.values() for key in keys)
    listed = [
        (category, block(found[key] for key in keys if key in found)) for category, keys in wanted.items()
    ]
    for category, stories in listed:
        made_of.things(category)
        made_of.newest(stories, PER_SECTION, of=category)
    return [(category, stories) for category, stories in listed if stories]


def _load_cards(numbers: set[int]) -> dict[int, Article]:
    return {story.pk: story for story in Article.objects.live().cards().filter(pk__in=numbers)}


def _record_card(number: int, story: Article | None) -> None:
    if story is None:  # it cannot be read here
        made_of.card(number)
    else:
        made_of.cards([story])
        made_of.section(story)
        made_of.today()
