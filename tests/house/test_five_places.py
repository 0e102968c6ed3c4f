"""One name, five places: who knows the name of a page finds its view, its template and its tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern

from reader import urls
from tests.house.sources import ROOT

# Addresses without a page, by the module that answers them.
NO_PAGE = {
    "front_door": "front_door",  # "/" only redirects to a home page
    "newest_day": "archive",  # /archive/ only redirects to the newest day
    "alias_arm": "front_door",  # /arm/ and /am/ only redirect to /hy/: one view for every alias
    "alias_am": "front_door",
    "feed": "feed",  # what programs read: written by code, or in XML
    "json_feed": "json_feed",
    "health": "health",
    "manifest": "manifest",
    "robots": "robots",
    "security": "security",
    "sitemap": "sitemap",  # the index and its files are one thing
    "sitemap_stories": "sitemap",
    "sitemap_sections": "sitemap",
    "sitemap_news": "sitemap_news",
    "speculation": "speculation",
    "beacon": "beacon",  # what pages tell the server
    "most_read_feed": "feed",
    "most_read_json_feed": "json_feed",
}


def named() -> Iterator[tuple[str, URLPattern]]:
    """Every named public address."""
    for pattern in (*urls.without_language, *urls.urlpatterns):
        if isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name, pattern


PAGES = [(name, pattern) for name, pattern in named() if name not in NO_PAGE]
PAGELESS = [(name, pattern) for name, pattern in named() if name in NO_PAGE]


def test_the_exceptions_are_addresses_of_the_site() -> None:
    assert set(NO_PAGE) == {name for name, _pattern in PAGELESS}


@pytest.mark.parametrize(("name", "pattern"), PAGES, ids=[name for name, _pattern in PAGES])
def test_a_page_has_its_view_its_template_and_its_tests_under_its_name(
    name: str, pattern: URLPattern
) -> None:
    view = pattern.callback
    assert (view.__module__, view.__name__) == (f"reader.views.{name}", name)
    assert (ROOT / f"templates/reader/{name}.html").is_file()
    assert (ROOT / f"tests/reader/test_{name}.py").is_file()


@pytest.mark.parametrize(("name", "pattern"), PAGELESS, ids=[name for name, _pattern in PAGELESS])
def test_an_address_without_a_page_has_its_view_and_its_tests(name: str, pattern: URLPattern) -> None:
    assert pattern.callback.__module__ == f"reader.views.{NO_PAGE[name]}"
    assert (ROOT / f"tests/reader/test_{NO_PAGE[name]}.py").is_file()


def test_every_template_of_a_page_belongs_to_an_address() -> None:
    shared = {"base", "400", "404", "410", "500"}  # the frame, and the pages that apologise
    templates = {path.stem for path in (ROOT / "templates/reader").glob("*.html")}
    assert templates - shared == {name for name, _pattern in PAGES}
