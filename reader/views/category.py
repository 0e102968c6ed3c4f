from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from articles.models import Article
from categories.models import Category
from reader import frame, made_of
from reader.former import follow_moves, found
from reader.pagination import page_of
from reader.public import public


@public
@follow_moves
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """A section of the paper, newest stories first."""
    section = found(Category.objects.all(), slug)
    stories = page_of(request, Article.objects.live().in_category(section).newest_first())
    made_of.things(section)
    made_of.whole_list(of=section)
    made_of.cards(stories)
    return frame.page(
        request,
        "reader/category.html",
        {"category": section, "stories": stories},
        versions=frame.everywhere("reader:category", section.slug),
        number=stories.number,
    )
