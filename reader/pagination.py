"""Lists that are cut into numbered pages, each with one address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext

from languages.numbers import grouped

PER_PAGE = 20
BESIDE, AT_THE_ENDS = 2, 1  # how many numbers are always linked: 1 ... 4 5 [6] 7 8 ... 20


@dataclass(frozen=True)
class Step:
    """A number under a list and where it leads; a gap between numbers has neither."""

    number: int | None = None
    address: str = ""
    current: bool = False


class ListPage(Page[Any]):
    """One page of a list, which knows the addresses of all the others."""

    def __init__(self, page: Page[Any], kept: Mapping[str, str]) -> None:
        super().__init__(page.object_list, page.number, page.paginator)
        self.kept = kept

    @property
    def part(self) -> str:
        """What tells the title of this page from that of the list: nothing on the first page."""
        if self.number == 1:
            return ""
        return gettext("Page %(number)s") % {"number": grouped(self.number)}

    @property
    def newer(self) -> str:
        return self.address(self.previous_page_number()) if self.has_previous() else ""

    @property
    def older(self) -> str:
        return self.address(self.next_page_number()) if self.has_next() else ""

    @property
    def steps(self) -> list[Step]:
        """Return the numbers under the list: the first, the last and those around this page."""
        shown = self.paginator.get_elided_page_range(self.number, on_each_side=BESIDE, on_ends=AT_THE_ENDS)
        return [
            Step(number, self.address(number), current=number == self.number)
            if isinstance(number, int)
            else Step()
            for number in shown
        ]

    def address(self, number: int) -> str:
        """Return the address of a page, relative to the list; the first has no number in it."""
        query = QueryDict(mutable=True)
        query.update(self.kept)
        if number > 1:
            query["page"] = str(number)
        return f"?{query.urlencode()}" if query else "./"


def page_of(request: HttpRequest, stories: QuerySet[Any], kept: Mapping[str, str] | None = None) -> ListPage:
    """Return the page of a list that `?page=` asks for. Two queries: the count and the page.

    kept: what the addresses of the other pages carry along, such as the words searched for.
    Raises Http404 for a page that does not exist, or is not a plain number: there is one address for
    each page, and "?page=1" is not one of them.
    """
    number = request.GET.get("page", "1")
    if "page" in request.GET and (not number.isascii() or not number.isdecimal() or number[0] in "0"):
        raise Http404("not a page number")
    if request.GET.get("page") == "1" or len(number) > 6:
        raise Http404("no such page")
    try:
        return ListPage(Paginator(stories, PER_PAGE).page(number), kept or {})
    except InvalidPage as error:
        raise Http404("no such page") from error
