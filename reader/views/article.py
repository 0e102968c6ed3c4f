from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from articles.models import Article
from articles.versions import LanguageVersion
from languages import registry
from reader import blocks, frame, made_of
from reader import story as stories
from reader.public import moved, public
from reader.views.errors import missing_translation, withdrawn
from readership.middleware import opens

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
    addresses = _addresses(story, versions)
    if request.path != addresses[here.language]:
        return moved(request, addresses[here.language])
    return opens(_page(request, story, here, addresses), story.pk, here.language)


def live_versions(story: Article) -> dict[str, LanguageVersion]:
    """Return the versions of a story that readers may see, by language code."""
    return {version.language: version for version in story.versions() if version.is_live()}


def _find(number: int) -> Any:
    """Return a story that can be read in some language; else one that could be read in this language, with
    nothing but what its notice needs."""
    return stories.find(number) or Article.objects.withdrawn().filter(pk=number).first()


def _addresses(story: Article, versions: dict[str, LanguageVersion]) -> dict[str, str]:
    """Return the address of each version by language code, the original first."""
    codes = sorted(versions, key=lambda code: code != story.original_language)
    return {code: versions[code].get_absolute_url() for code in codes}


def _page(
    request: HttpRequest,
    story: Any,
    here: LanguageVersion,
    addresses: dict[str, str],
) -> HttpResponse:
    authors, tags = stories.authors(story.author_keys), stories.tags(story.tag_keys)
    made_of.whole(story, authors, tags)
    made_of.around(story)
    made_of.views()
    is_somewhere_missing = len(addresses) < len(registry.codes())
    return frame.page(
        request,
        "reader/article.html",
        {
            "article": story,
            "version": here,
            "authors": authors,
            "tags": tags,
            "corrections": stories.corrections(story),
            "views_from": settings.VIEWS_FROM,
            **_below(story),
        },
        versions=addresses,
        elsewhere=frame.everywhere("reader:category", story.category.slug) if is_somewhere_missing else None,
    )


def _below(story: Any) -> dict[str, Any]:
    """Return the stories below a story: related ones, more of its section, those that are read most."""
    newest, popular = blocks.newest_in(story.category), blocks.popular(beside=story)
    found = blocks.cards([*newest[: blocks.MORE_DEPTH], *story.related_keys, *popular], is_part=True)
    related = [key for key in story.related_keys if key in found][: blocks.RELATED]
    others = [key for key in newest if key not in {story.pk, *related}]
    more = [found[key] for key in others[: blocks.PER_SECTION] if key in found]
    made_of.things(story.category)
    made_of.newest(more, blocks.PER_SECTION, of=story.category)
    return {
        "related": made_of.cards([found[key] for key in related]),
        "more": blocks.block(more),
        "popular": blocks.block(found[key] for key in popular if key in found),
    }
