from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reader import frame
from reader.public import public


@public
def views_help(request: HttpRequest) -> HttpResponse:
    """What the number of views under a story means."""
    return frame.page(request, "reader/views_help.html", {}, versions=frame.everywhere("reader:views_help"))
