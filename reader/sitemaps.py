"""What search engines are told to read: sitemaps.org 0.9, and Google's additions for news.

Stories are spread over files by their numbers, so that neither a file nor the index has to count any. No
priority and no changefreq, which Google ignores, and no hreflang, which stands in the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone, translation

from articles.models import Article, Byline, Tag, TaggedArticle
from articles.versions import LanguageVersion
from authors.models import Author
from categories.models import Category
from languages import registry
from languages.columns import phrase
from languages.text import without_invisible
from publication.models import Page, Publication

PER_FILE = 5_000  # numbers of stories
MOST = 50_000  # what the standard allows in one file
NEWS_PER_FILE = 1_000  # support.google.com/news/publisher-center/answer/9606710
NEWS_AGE = timedelta(hours=48)


class Entry(NamedTuple):
    """A page, and when what it says last changed; None where that is not known."""

    url: str
    changed_at: datetime | None = None


class NewsEntry(NamedTuple):
    url: str
    publication: str
    language: str
    published_at: datetime
    title: str


def index() -> list[str]:
    """Return the address of every sitemap. Two queries a language."""
    return [file for code in registry.codes() for file in _files_in(code)]


def stories(language: str, number: int) -> list[Entry]:
    """Return the stories of one file, in the order of their numbers. One query."""
    last = number * PER_FILE
    found = Article.objects.live(language).numbered(last - PER_FILE + 1, last).addresses(language)
    with translation.override(language):  # once, instead of for every address
        return [_story(article.version(language)) for article in found]


def goes_beyond(language: str, number: int) -> bool:
    """Tell whether there are stories after a file, so that it may be empty itself. One query."""
    return bool(Article.objects.live(language).filter(pk__gt=number * PER_FILE).exists())


def sections(language: str) -> list[Entry]:
    """Return the pages that list stories, where there are any, and the static pages. Four queries."""
    live = Article.objects.live(language)
    signed, tagged = Byline.objects.live(language), TaggedArticle.objects.live(language)
    slugs = (
        ("category", Category.objects.filter(Exists(live.filter(category=OuterRef("pk"))))),
        ("author", Author.objects.filter(Exists(signed.filter(author=OuterRef("pk"))))),
        ("tag", Tag.objects.filter(Exists(tagged.filter(tag=OuterRef("pk"))))),
        ("page", Page.objects.live(language)),
    )
    with translation.override(language):
        entries = [Entry(reverse("reader:home"))]
        for name, things in slugs:
            found = things.values_list("slug", flat=True)[:MOST]
            entries += [Entry(reverse(f"reader:{name}", args=[slug])) for slug in found]
    return entries[:MOST]


def news(now: datetime | None = None) -> list[NewsEntry]:
    """Return the language versions first published in the last 48 hours, the newest first.

    Queries: one, and one a language.
    """
    moment = now or timezone.now()
    publication = Publication.current()
    found = [
        _news_entry(article.version(code), phrase(publication, "name", code).text)
        for code in registry.codes()
        for article in Article.objects.live(code, moment)
        .published_since(moment - NEWS_AGE, code)
        .addresses(code)
    ]
    return sorted(found, key=lambda entry: entry.published_at, reverse=True)


def last_change(entries: list[Entry]) -> datetime | None:
    return max((entry.changed_at for entry in entries if entry.changed_at), default=None)


def _files_in(language: str) -> Iterator[str]:
    """Yield the files of a language, the newest first after the sections.

    From that of its first story to that of its last, so one in between may be empty. None says when it
    changed: to know would mean to read it.
    """
    yield reverse("sitemap_sections", args=[language])
    numbers = Article.objects.live(language).order_by("pk").keys()
    if first := numbers.first():
        last = numbers.reverse().first() or first
        address = reverse("sitemap_stories", args=[language, 1]).replace("-1.xml", "-{}.xml")  # once for all
        for number in range(_file_of(last), _file_of(first) - 1, -1):
            yield address.format(number)


def _file_of(key: int) -> int:
    """Return the number of the file in which a story is."""
    return (key - 1) // PER_FILE + 1


def _story(version: LanguageVersion) -> Entry:
    changed_at = version.updated_at if version.was_revised() else version.published_at
    return Entry(version.get_absolute_url(), changed_at)


def _news_entry(version: LanguageVersion, publication: str) -> NewsEntry:
    if version.published_at is None:  # for the type checker: what is live was published
        raise ValueError(version)
    return NewsEntry(
        version.get_absolute_url(),
        without_invisible(publication),
        version.language,
        version.published_at,
        without_invisible(version.title),
    )
