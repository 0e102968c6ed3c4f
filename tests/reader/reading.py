"""What a browser makes of a public page: the document, parsed without forgiveness, asked by CSS selectors."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from bs4.builder._html5lib import HTML5TreeBuilder
from django.test import Client
from html5lib import HTMLParser


class Unforgiving(HTML5TreeBuilder):
    """Parses as browsers do, and refuses what they would forgive; so one reading of a page is enough."""

    def feed(self, markup: str | bytes) -> None:
        parser = HTMLParser(tree=self.create_treebuilder, strict=True)  # type: ignore[arg-type]
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None


def read(client: Client, address: str, *, status: int = 200) -> BeautifulSoup:
    """Open a page that must answer with a status, and return its document."""
    response = client.get(address)
    assert response.status_code == status, f"{address} answers {response.status_code}"
    return document(response.content)


def document(content: bytes) -> BeautifulSoup:
    """Return the document of a page. Raises html5lib's ParseError for any breach of the HTML standard."""
    return BeautifulSoup(content.decode(), builder=Unforgiving)


def text(page: Tag, selector: str = "main") -> str:
    """Return what is written in the first place that a selector finds, with single spaces."""
    found = page.select_one(selector)
    assert found is not None, f"nothing is {selector}"
    return words(found)


def texts(page: Tag, selector: str) -> list[str]:
    return [words(found) for found in page.select(selector)]


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


def links(page: Tag, selector: str = "a") -> list[str]:
    """Return the addresses of the links, or stylesheets, that a selector finds."""
    return [str(found["href"]) for found in page.select(selector)]


def headlines(page: Tag, selector: str = "main") -> list[str]:
    """Return the titles of the stories listed in a place."""
    return texts(page, f"{selector} .card__title")
