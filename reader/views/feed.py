from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from reader.feeds.channels import answer, channel
from reader.feeds.formats import RssFeed
from reader.former import follow_moves
from reader.public import polled, public


@public
@polled
@follow_moves
def feed(request: HttpRequest, **subject: Any) -> HttpResponse:
    """The newest stories of the paper, a section, an author or a topic, as RSS 2.0."""
    return answer(request, RssFeed, channel(**subject))
