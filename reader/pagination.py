from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

PER_PAGE = 20


def page_of(request: HttpRequest, stories: QuerySet[Any]) -> Page[Any]:
    """Return the page of a list that `?page=` asks for. Two queries: the count and the page.

    Raises Http404 for a page that does not exist, or is not a plain number: there is one address for
    each page, and "?page=1" is not one of them.
    """
    number = request.GET.get("page", "1")
    if "page" in request.GET and (not number.isascii() or not number.isdecimal() or number[0] in "0"):
        raise Http404("not a page number")
    if request.GET.get("page") == "1" or len(number) > 6:
        raise Http404("no such page")
    try:
        return Paginator(stories, PER_PAGE).page(number)
    except InvalidPage as error:
        raise Http404("no such page") from error
