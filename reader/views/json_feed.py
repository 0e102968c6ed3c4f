from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from reader.feeds.channels import answer, channel
from reader.feeds.formats import JsonFeed
from reader.former import follow_moves
from reader.public import polled, public


@public
@polled
@follow_moves
def json_feed(request: HttpRequest, **subject: Any) -> HttpResponse:
    """The newest stories of the paper, a section, an author or a topic, as JSON Feed 1.1."""
    return answer(request, JsonFeed, channel(**subject))
