"""The names of what pages are made of. Pages record them, changes name them; a CDN gets them too.

A list is named together with moments: a page that shows the newest twenty stories records how far back it
reaches, a change says where in the list it is.
"""

from __future__ import annotations

from typing import NamedTuple

ADDRESSES = "addresses"  # which sections, authors, topics and static pages there are
SECTIONS = "sections"  # the addresses of the sections, which are part of those of stories
BEGINNING, END = float("-inf"), float("inf")


class Touched(NamedTuple):
    """Something that changed. at: where in a list, in seconds since 1970; None for what is no list."""

    key: str
    at: float | None = None


def frame(language: str) -> str:
    """What stands around every page: the paper, its sections, its static pages."""
    return f"frame:{language}"


def paper(language: str) -> str:
    """The name of the paper and the line under it."""
    return f"paper:{language}"


def article(number: int, language: str) -> str:
    """What the page of a story says beside its text: where else it can be read, what is tied to it."""
    return f"article:{number}:{language}"


def text(number: int, language: str) -> str:
    """The whole text of a story, with its authors, topics and corrections."""
    return f"text:{number}:{language}"


def card(number: int, language: str) -> str:
    """What a list shows of a story: address, headline, picture, time."""
    return f"card:{number}:{language}"


def presence(number: int, language: str) -> str:
    """Whether and where a story can be read."""
    return f"presence:{number}:{language}"


def file(number: int) -> str:
    """A picture without its words."""
    return f"file:{number}"


def thing(kind: str, number: int, language: str) -> str:
    """A category, author, tag, image or static page; "section" is a category's name and address alone."""
    return f"{kind}:{number}:{language}"


def stories(language: str, of: str = "") -> str:
    """The list of stories of the paper, or of something: `stories("ru", "category:3")`."""
    return f"stories:{language}:{of}" if of else f"stories:{language}"


def days(language: str) -> str:
    """The days on which stories were published: one comes or goes with its first or last story."""
    return f"days:{language}"


def times(language: str) -> str:
    """When stories changed last, in the order of their publication: what sitemaps say."""
    return f"times:{language}"


def popular(language: str, period: str, places: int) -> str:
    """The ranking of the most read, down to a place: one of `most_read.DEPTHS`."""
    return f"popular:{language}:{period}:{places}"
