"""Lists that are cut into numbered pages, each with one address.

A list is found by its keys, which stand in an index, and only the stories of one page are loaded: so every
page costs the same, the last like the first, whatever the number of stories.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext

from languages.numbers import grouped
from reader.blocks import cards
from reader.days import archive_of

PER_PAGE = 20
MOST_PAGES = 100  # what is older is found in the archive
BESIDE, AT_THE_ENDS = 2, 1  # how many numbers are always linked: 1 ... 4 5 [6] 7 8 ... 20


@dataclass(frozen=True)
class Step:
    """A number under a list and where it leads; a gap between numbers has neither."""

    number: int | None = None
    address: str = ""
    current: bool = False


class Stories(Protocol):
    """An ordered list of stories that can tell their keys: articles, or rows that list them."""

    def keys(self) -> QuerySet[Any, int]: ...


class ListPage(Page[Any]):
    """One page of a list, which knows the addresses of all the others.

    is_cut: the list goes on after its last page.
    """

    def __init__(self, page: Page[Any], kept: Mapping[str, str], *, is_cut: bool) -> None:
        found = cards(page.object_list)
        stories = [found[key] for key in page.object_list if key in found]
        super().__init__(stories, page.number, page.paginator)
        self.kept, self.is_cut = kept, is_cut

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
    def archive(self) -> str:
        """The day on which the last story shown was published, from where a list that was cut goes on."""
        stories: Any = self.object_list
        last = stories[-1].version().published_at if stories else None
        return archive_of(last) if last and self.is_cut and not self.has_next() else ""

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


def page_of(
    request: HttpRequest,
    stories: Stories,
    kept: Mapping[str, str] | None = None,
    *,
    is_short: bool = False,
) -> ListPage:
    """Return the page of a list that `?page=` asks for. Two queries: the keys and the page.

    kept: what the addresses of the other pages carry along, such as the words searched for.
    is_short: the list ends by its nature, like that of a day, and is shown to its end.
    Raises Http404 for a page that does not exist, or is not a plain number: there is one address for
    each page, and "?page=1" is not one of them.
    """
    number = request.GET.get("page", "1")
    if "page" in request.GET and (not number.isascii() or not number.isdecimal() or number[0] in "0"):
        raise Http404("not a page number")
    if request.GET.get("page") == "1" or len(number) > 6:
        raise Http404("no such page")
    most = MOST_PAGES * PER_PAGE
    keys = list(stories.keys() if is_short else stories.keys()[: most + 1])
    is_cut = not is_short and len(keys) > most
    try:
        page = Paginator(keys[:most] if is_cut else keys, PER_PAGE).page(number)
        return ListPage(page, kept or {}, is_cut=is_cut)
    except InvalidPage as error:
        raise Http404("no such page") from error
