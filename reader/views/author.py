from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from articles.models import Byline
from authors.models import Author
from reader import frame, made_of
from reader.pagination import page_of
from reader.public import public


@public
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody who signs articles, and what they signed."""
    person: Author = get_object_or_404(Author.objects.select_related("picture"), slug=slug)
    stories = page_of(request, Byline.objects.live().filter(author=person).newest_first())
    made_of.things(person)
    made_of.picture(person.picture)
    made_of.whole_list(of=person)
    made_of.cards(stories)
    return frame.page(
        request,
        "reader/author.html",
        {"author": person, "stories": stories},
        versions=frame.everywhere("reader:author", person.slug),
        number=stories.number,
    )
