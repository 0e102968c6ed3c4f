from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.models import Article
from reader import blocks, frame, made_of
from reader.public import public

SECONDARY = 3
LATEST = 8
SHOWN = 1 + SECONDARY + LATEST


@public
def home(request: HttpRequest) -> HttpResponse:
    """The home page: the newest story with a picture leads until somebody curates it."""
    keys, popular = list(Article.objects.live().newest_first().keys()[:SHOWN]), blocks.popular()
    found = blocks.cards([*keys, *popular])
    newest = [found[key] for key in keys if key in found]
    made_of.newest(newest, SHOWN)
    lead = next((story for story in newest if story.lead_image), newest[0] if newest else None)
    others = [story for story in newest if story is not lead]
    secondary, latest = others[:SECONDARY], others[SECONDARY:]
    above = [story.pk for story in (lead, *secondary) if story]
    return frame.page(
        request,
        "reader/home.html",
        {
            "lead": lead,
            "secondary": secondary,
            "latest": latest,
            "sections": blocks.sections(above),
            "popular": blocks.block(found[key] for key in popular if key in found),
        },
        versions=frame.everywhere("reader:home"),
        default=reverse("front_door"),
    )
