from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reader import blocks, frame, made_of
from reader.public import public
from readership import most_read as ranking
from readership.models import Period


@public
def most_read(request: HttpRequest) -> HttpResponse:
    """What was read most in the last 24 hours and in the last 7 days."""
    made_of.popular(*Period, places=ranking.SHOWN)
    lists = {period: ranking.keys(period) for period in Period}
    found = blocks.cards(key for keys in lists.values() for key in keys)
    return frame.page(
        request,
        "reader/most_read.html",
        {
            "periods": [
                (period, [found[key] for key in keys if key in found]) for period, keys in lists.items()
            ]
        },
        versions=frame.everywhere("reader:most_read"),
    )
