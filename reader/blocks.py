"""Lists of stories on a page, found by key first, so that a page asks for all its cards in one query."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from articles.models import Article, RelatedArticle
from categories.models import Category
from reader import made_of
from reader.keys import FirstKeys
from readership.models import Period
from readership.most_read import places

RELATED = 4
PER_SECTION = 5
POPULAR = 5
# Enough of the newest to still fill a block when this story and all its relatives are among them.
MORE_DEPTH = PER_SECTION + RELATED + 1


def newest_in(section: str, count: int) -> FirstKeys:
    """Annotate rows with the newest live stories of the category that `section` refers to."""
    return FirstKeys(Article.objects.live().filter(category=OuterRef(section)).newest_first(), count)


def related_to_row() -> FirstKeys:
    """Annotate articles with the stories that an editor put under them and that can be read here."""
    readable = Exists(Article.objects.live().filter(pk=OuterRef("related")))
    links = RelatedArticle.objects.filter(readable, article=OuterRef("pk")).order_by("position", "id")
    return FirstKeys(links, RELATED, "related")


def popular() -> FirstKeys:
    """Annotate articles with those that are read most, which are the same for all."""
    return FirstKeys(places(Period.DAY), POPULAR, "article")


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
    categories = list(Category.objects.annotate(newest=newest_in("pk", depth)))
    wanted = {category.pk: [key for key in category.newest if key not in above] for category in categories}
    found = cards(key for stories in wanted.values() for key in stories[:PER_SECTION])
    listed = [
        (category, [found[key] for key in wanted[category.pk][:PER_SECTION] if key in found])
        for category in categories
    ]
    for category, stories in listed:
        made_of.things(category)
        made_of.newest(stories, PER_SECTION, of=category)
    return [(category, stories) for category, stories in listed if stories]
