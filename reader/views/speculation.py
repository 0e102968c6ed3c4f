from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reader import made_of
from reader.public import polled, public


@public
@polled
def speculation(request: HttpRequest) -> HttpResponse:
    """Which links a browser may follow ahead of its reader: those to stories of the same language.

    Speculation rules, as github.com/WICG/nav-speculation defines them. "moderate" waits until a pointer rests
    on a link. Only the page is fetched ahead, and none of its scripts run.
    """
    made_of.paper()
    stories = f"{reverse('reader:home')}:category/:story([0-9]+-.*)/"
    ahead = {"where": {"href_matches": stories}, "eagerness": "moderate"}
    rules = json.dumps({"prefetch": [ahead]})
    return HttpResponse(rules, content_type="application/speculationrules+json")
