"""What a feed is about, and the answer that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext

from articles.models import Article, Byline, Tag, TaggedArticle
from authors.models import Author
from categories.models import Category
from delivery import recording
from languages import registry
from languages.columns import phrase
from publication.models import Publication
from reader import made_of
from reader.feeds.entries import entry
from reader.feeds.formats import JsonFeed, RssFeed
from reader.former import found
from readership.models import Period
from readership.most_read import PLACES, places

LENGTH = 50


@dataclass(frozen=True)
class Channel:
    """The list a feed is cut from, as keys, and the page that shows the same stories to people."""

    url: str
    keys: QuerySet[Any, int]
    name: str = ""
    description: str = ""
    about: Category | Author | Tag | None = None
    is_ranking: bool = False


def channel(*, category: str = "", author: str = "", tag: str = "", most_read: bool = False) -> Channel:
    """Return the channel of a section, author or topic by its slug, or of the most read; else of the paper.

    Raises Http404 for an unknown slug, Moved for a former one. At most one query for a channel that is there.
    """
    live = Article.objects.live()
    if category:
        section = found(Category.objects.all(), category)
        return _about(section, live.in_category(section).newest_first().keys(), "description")
    if author:
        person = get_object_or_404(Author, slug=author)
        signed = Byline.objects.live().filter(author=person)
        return _about(person, signed.newest_first().keys(), "biography")
    if tag:
        subject = found(Tag.objects.all(), tag)
        tagged = TaggedArticle.objects.live().filter(tag=subject)
        return _about(subject, tagged.newest_first().keys(), "name")
    if most_read:
        keys = places(Period.DAY).values_list("article_id", flat=True)
        return Channel(reverse("reader:most_read"), keys, gettext("Most read"), is_ranking=True)
    return Channel(reverse("reader:home"), live.newest_first().keys())


def answer(request: HttpRequest, feed_type: type[RssFeed] | type[JsonFeed], channel: Channel) -> HttpResponse:
    """Write a channel's newest stories in a format. Queries: six."""
    publication = Publication.current()
    site = phrase(publication, "name").text
    feed = feed_type(
        title=f"{site} — {channel.name}" if channel.name else site,
        link=request.build_absolute_uri(channel.url),
        description=channel.description or phrase(publication, "tagline").text or site,
        language=registry.current().code,
        feed_url=request.build_absolute_uri(request.path),
        feed_copyright=f"© {timezone.localtime().year} {site}",
        icon=request.build_absolute_uri(static("icons/icon-512.png")),
        image=request.build_absolute_uri(static("icons/apple-touch-icon.png")),
    )
    made_of.paper()
    recording.until_midnight()  # it names the year
    stories = list(_stories(channel.keys[:LENGTH]))
    for story in stories:
        feed.add_item(**entry(story, request.build_absolute_uri))
    _note(channel, stories)
    response = HttpResponse(content_type=feed.content_type)
    if feed.num_items():
        response["Last-Modified"] = http_date(feed.latest_post_date().timestamp())
    feed.write(response, "utf-8")
    return response


def _note(channel: Channel, stories: list[Article]) -> None:
    """Tell the page cache what the feed is made of."""
    for story in stories:
        tags = [item.tag for item in story.tagged_items.all()]
        made_of.whole(story, [byline.author for byline in story.bylines.all()], tags)
    if channel.about:
        made_of.things(channel.about)
    if channel.is_ranking:
        made_of.popular(Period.DAY, places=PLACES)
    else:
        made_of.newest(stories, LENGTH, of=channel.about)


def _about(thing: Category | Author | Tag, keys: QuerySet[Any, int], description: str) -> Channel:
    name = phrase(thing, "name").text
    return Channel(thing.get_absolute_url(), keys, name, phrase(thing, description).text, about=thing)


def _stories(keys: QuerySet[Any, int]) -> Any:
    """Return the stories of a feed, the newest first, with all that an entry says of them. Queries: five."""
    return (
        Article.objects.live()
        .filter(pk__in=list(keys))
        .newest_first()
        .for_reading()
        .prefetch_related(
            Prefetch("bylines", Byline.objects.as_shown().select_related("author")),
            Prefetch(
                "tagged_items", TaggedArticle.objects.as_shown().select_related("tag").order_by("tag__slug")
            ),
            "corrections",
        )
    )
