from __future__ import annotations

from datetime import date

from django.db.models import Value
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.models import Article
from languages import registry
from reader import frame, made_of
from reader.pagination import page_of
from reader.public import public


@public
def archive(request: HttpRequest, day: date) -> HttpResponse:
    """What was published on a day of the site's time zone, newest first."""
    live = Article.objects.live()
    stories = page_of(request, live.published_on(day).newest_first(), is_short=True)
    if not stories:
        raise Http404("nothing was published on that day")
    addresses, languages = frame.everywhere("reader:archive", day), _languages_on(day)
    earlier, later = live.newest_day(before=day), live.next_day(after=day)
    made_of.cards(stories)
    made_of.day(day, earlier, later)
    return frame.page(
        request,
        "reader/archive.html",
        {
            "day": day,
            "stories": stories,
            "earlier": earlier,
            "later": later,
        },
        versions={code: addresses[code] for code in addresses if code in languages},
        number=stories.number,
    )


@public
def newest_day(request: HttpRequest) -> HttpResponse:
    """Send a reader who names no day to the newest one; tomorrow that is another.

    Every page links here. While nothing is published there is no day: the home page says so.
    """
    day = Article.objects.live().newest_day()
    address = reverse("reader:archive", args=[day]) if day else reverse("reader:home")
    return HttpResponseRedirect(address)


def _languages_on(day: date) -> set[str]:
    """Return the languages in which something was published on a day. One query."""
    first, *others = (
        Article.objects.live(code).published_on(day, code).order_by().values_list(Value(code))
        for code in registry.codes()
    )
    return {code for (code,) in first.union(*others)}
