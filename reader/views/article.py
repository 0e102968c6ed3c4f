from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from articles.models import Article
from articles.versions import LanguageVersion
from languages import registry
from reader import blocks, frame, made_of
from reader.public import moved, public
from reader.views.errors import missing_translation, withdrawn
from readership.middleware import opens
from readership.models import Period
from readership.most_read import total

# An id that still fits the column, and whatever is left of the slug.
NUMBER_AND_SLUG = re.compile(r"(?P<number>[0-9]{1,18})(?:-.*)?", re.ASCII)


@public
def article(request: HttpRequest, category: str, number_and_slug: str) -> HttpResponse:
    """A story. The number decides; any other category or slug is redirected to the right address."""
    match = NUMBER_AND_SLUG.fullmatch(number_and_slug)
    story = _find(int(match["number"])) if match else None
    if story is None:
        raise Http404("no such article")
    versions = live_versions(story)
    here = versions.get(registry.current().code)
    if here is None:
        absent = withdrawn if story.version().was_withdrawn() else missing_translation
        return absent(request, story, list(versions.values()))
    if request.path != here.get_absolute_url():
        return moved(request, here.get_absolute_url())
    return opens(_page(request, story, here, versions), story.pk, here.language)


def live_versions(story: Article) -> dict[str, LanguageVersion]:
    """Return the versions of a story that readers may see, by language code."""
    return {version.language: version for version in story.versions() if version.is_live()}


def _find(number: int) -> Article | None:
    """Return a story that can be read in some language, with the keys of what stands below it.

    Else one that could be read in this language, with nothing but what its notice needs.
    """
    stories: QuerySet[Article] = Article.objects.live_anywhere().for_reading().filter(pk=number)
    below = {
        "newest": blocks.newest_in("category", blocks.MORE_DEPTH),
        "related_keys": blocks.related_to_row(),
        "popular": blocks.popular(),
        "views": total(),
    }
    return stories.annotate(**below).first() or Article.objects.withdrawn().filter(pk=number).first()


def _addresses(story: Article, versions: dict[str, LanguageVersion]) -> dict[str, str]:
    """Return the address of each version by language code, the original first."""
    codes = sorted(versions, key=lambda code: code != story.original_language)
    return {code: versions[code].get_absolute_url() for code in codes}


def _page(
    request: HttpRequest,
    story: Any,
    here: LanguageVersion,
    versions: dict[str, LanguageVersion],
) -> HttpResponse:
    bylines = list(story.bylines.as_shown().select_related("author__picture"))
    tags = [item.tag for item in story.tagged_items.as_shown().select_related("tag")]
    made_of.whole(story, bylines, tags)
    made_of.around(story)
    made_of.views()
    return frame.page(
        request,
        "reader/article.html",
        {
            "article": story,
            "version": here,
            "bylines": bylines,
            "tags": tags,
            "corrections": [note for note in story.corrections.all() if note.text],
            "views_from": settings.VIEWS_FROM,
            **_below(story),
        },
        versions=_addresses(story, versions),
        elsewhere=frame.everywhere("reader:category", story.category.slug),
    )


def _below(story: Any) -> dict[str, list[Article]]:
    """Return the stories below a story: related ones, more of its section, the most read. One query."""
    related = story.related_keys
    more = [key for key in story.newest if key not in {story.pk, *related}][: blocks.PER_SECTION]
    popular = [key for key in story.popular if key != story.pk]
    found = blocks.cards([*more, *related, *popular])
    wanted = {"related": related, "more": more, "popular": popular}
    below = {name: [found[key] for key in keys if key in found] for name, keys in wanted.items()}
    made_of.things(story.category)
    made_of.newest(below["more"], blocks.PER_SECTION, of=story.category)
    made_of.popular(Period.DAY)
    return below
