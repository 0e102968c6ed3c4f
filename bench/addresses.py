"""Addresses of every kind of public page in the paper of a database, drawn the same way in each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import Article, Byline, Tag, TaggedArticle
from authors.models import Author
from bench.corpus.plan import BUSY_DAYS
from bench.corpus.sentences import LANGUAGES
from bench.corpus.words import DID, WHO
from categories.models import Category
from reader import sitemaps
from reader.feeds.channels import LENGTH
from reader.pagination import MOST_PAGES, PER_PAGE

Addresses = Iterator[str]
Dice = random.Random
Draw = Callable[[Dice], Addresses]


def draw(count: int, seed: int) -> dict[str, list[str]]:
    """Return so many addresses of each kind; fewer different ones where there are not so many."""
    found = {}
    for kind, drawing in KINDS.items():
        dice = random.Random(f"{seed} {kind}")
        addresses = drawing(dice)
        found[kind] = [next(addresses) for _ in range(count)]
    return found


def _in_language(dice: Dice) -> Iterator[str]:
    """Yield languages by lot, each while it is active."""
    while True:
        code = dice.choice(LANGUAGES)
        with translation.override(code):
            yield code


def _fixed(name: str, *args: Any) -> Draw:
    def drawing(dice: Dice) -> Addresses:
        for _code in _in_language(dice):
            yield reverse(name, args=args)

    return drawing


def _listed(model: Any, name: str, rows: Callable[[Any], Any], *, last: bool = False) -> Draw:
    """Lists of things drawn evenly, rare and frequent, that fill a page: the first, or the last full one."""

    def drawing(dice: Dice) -> Addresses:
        things = list(model.objects.order_by("pk"))
        for _code in _in_language(dice):
            thing = dice.choice(things)
            pages = len(rows(thing).keys()[: MOST_PAGES * PER_PAGE]) // PER_PAGE
            if pages > last:
                address = reverse(f"reader:{name}", args=[thing.slug])
                yield f"{address}?page={pages}" if last else address

    return drawing


def _feeds(model: Any, keyword: str, rows: Callable[[Any], Any]) -> Draw:
    """Feeds of things drawn evenly, that are full."""

    def drawing(dice: Dice) -> Addresses:
        things = list(model.objects.order_by("pk"))
        for _code in _in_language(dice):
            thing = dice.choice(things)
            if len(rows(thing).keys()[:LENGTH]) == LENGTH:
                yield reverse("reader:feed", kwargs={keyword: thing.slug})

    return drawing


def _stories(dice: Dice) -> Addresses:
    last = _last_number()
    for code in _in_language(dice):
        some = Article.objects.live(code).numbered(dice.randint(1, last), last).addresses(code)[:1]
        yield from (story.version(code).get_absolute_url() for story in some)


def _not_here(dice: Dice) -> Addresses:
    """Stories that can be read in another language only."""
    last = _last_number()
    for code in _in_language(dice):
        other = dice.choice([language for language in LANGUAGES if language != code])
        candidates = list(Article.objects.live(other).numbered(dice.randint(1, last), last).keys()[:200])
        here = set(Article.objects.live(code).filter(pk__in=candidates).keys())
        numbers = [number for number in candidates if number not in here]
        yield from (f"/{code}/world/{number}-/" for number in numbers[:1])


def _days(dice: Dice) -> Addresses:
    """Days of the last month, in which the corpus is as busy at every size."""
    today = timezone.localdate()
    for _code in _in_language(dice):
        day = today - timedelta(days=dice.randint(1, BUSY_DAYS - 2))
        yield reverse("reader:archive", args=[day])


def _old_days(dice: Dice) -> Addresses:
    """Days of stories drawn by lot: with more stories, days are longer, up to the twenty of a page."""
    last = _last_number()
    for code in _in_language(dice):
        some = Article.objects.live(code).numbered(dice.randint(1, last), last).addresses(code)[:1]
        for story in some:
            yield reverse("reader:archive", args=[timezone.localdate(story.version(code).published_at)])


def _searches(words: int) -> Draw:
    """Searches for some words of the corpus; of none, for what stands nowhere."""

    def drawing(dice: Dice) -> Addresses:
        for code in _in_language(dice):
            lines = [line[LANGUAGES.index(code)] for line in (*WHO, *DID)]
            asked = (
                " ".join(dice.choice(lines).split()[-1] for _ in range(words)) or f"nothing{dice.random()}"
            )
            yield f"{reverse('reader:search')}?q={asked}"

    return drawing


def _sitemaps(dice: Dice) -> Addresses:
    """Files of stories that are full at every size: any but the last."""
    full = max(1, _last_number() // sitemaps.PER_FILE)
    for code in _in_language(dice):
        yield reverse("sitemap_stories", args=[code, dice.randint(1, full)])


def _sections(dice: Dice) -> Addresses:
    for code in _in_language(dice):
        yield reverse("sitemap_sections", args=[code])


def _last_number() -> int:
    last: int = Article.objects.live_anywhere().aggregate(last=Max("pk"))["last"]
    return last


def _in_section(thing: Any) -> Any:
    return Article.objects.live().in_category(thing).newest_first()


def _by_author(thing: Any) -> Any:
    return Byline.objects.live().filter(author=thing).newest_first()


def _on_tag(thing: Any) -> Any:
    return TaggedArticle.objects.live().filter(tag=thing).newest_first()


KINDS: dict[str, Draw] = {
    "home": _fixed("reader:home"),
    "section, first page": _listed(Category, "category", _in_section),
    "section, last page": _listed(Category, "category", _in_section, last=True),
    "author, first page": _listed(Author, "author", _by_author),
    "author, last page": _listed(Author, "author", _by_author, last=True),
    "tag, first page": _listed(Tag, "tag", _on_tag),
    "tag, last page": _listed(Tag, "tag", _on_tag, last=True),
    "archive, a day of the last month": _days,
    "archive, any day": _old_days,
    "archive, the newest day": _fixed("reader:newest_day"),
    "story": _stories,
    "story that is not in the language": _not_here,
    "most read": _fixed("reader:most_read"),
    "search, one word": _searches(1),
    "search, two words": _searches(2),
    "search, in vain": _searches(0),
    "static page": _fixed("reader:page", "about"),
    "feed": _fixed("reader:feed"),
    "feed, JSON": _fixed("reader:json_feed"),
    "feed of a section": _feeds(Category, "category", _in_section),
    "feed of an author": _feeds(Author, "author", _by_author),
    "feed of a tag": _feeds(Tag, "tag", _on_tag),
    "feed of the most read": _fixed("reader:most_read_feed"),
    "sitemap, index": _fixed("sitemap"),
    "sitemap, sections": _sections,
    "sitemap, stories": _sitemaps,
    "sitemap, news": _fixed("sitemap_news"),
}
