from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from articles.models import Tag, TaggedArticle
from reader import frame, made_of
from reader.former import follow_moves, found
from reader.pagination import page_of
from reader.public import public


@public
@follow_moves
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """A subject that runs through stories."""
    subject = found(Tag.objects.all(), slug)
    stories = page_of(request, TaggedArticle.objects.live().filter(tag=subject).newest_first())
    made_of.things(subject)
    made_of.whole_list(of=subject)
    made_of.cards(stories)
    return frame.page(
        request,
        "reader/tag.html",
        {"tag": subject, "stories": stories},
        versions=frame.everywhere("reader:tag", subject.slug),
        number=stories.number,
    )
