"""A page loads the texts it shows: no body in a list, and none of another language."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.reader.paper import LANGUAGES, Paper

pytestmark = pytest.mark.django_db
every_language = pytest.mark.parametrize("language", LANGUAGES)

# A body among the columns that are loaded, not one that a condition looks at.
BODY = re.compile(r'"(?P<table>articles_article|publication_page)"\."body(?:_(?P<language>en|ru|hy))?"')


def bodies(client: Client, address: str) -> set[tuple[str, str | None]]:
    """Return whose bodies in which languages are loaded for a page."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    loaded = (query["sql"].split(" FROM ")[0] for query in asked.captured_queries)
    return {
        (found["table"], found["language"])
        for columns in loaded
        for found in BODY.finditer(re.sub(r"\(.*?\) AS \"written_\w+\"", "", columns))
    }


@every_language
def test_a_list_loads_no_body(client: Client, paper: Paper, language: str) -> None:
    story = paper.article.version(language).get_absolute_url()
    lists = [page for page in paper.pages(language) if page not in (story, f"/{language}/pages/about/")]
    others = [f"/{language}/most-read/", "/sitemap.xml", f"/sitemaps/{language}.xml", "/sitemap-news.xml"]
    assert len(lists) > 8
    for address in (*lists, *others):
        assert bodies(client, address) == set(), address


@every_language
def test_a_story_and_a_static_page_load_their_own_body(client: Client, paper: Paper, language: str) -> None:
    story = paper.article.version(language).get_absolute_url()

    assert bodies(client, story) == {("articles_article", language)}
    assert bodies(client, f"/{language}/pages/about/") == {("publication_page", language)}


@every_language
@pytest.mark.parametrize("place", ["", "world/", "authors/anna-petrosyan/", "tags/water/"])
def test_a_feed_loads_bodies_of_its_language(client: Client, paper: Paper, language: str, place: str) -> None:
    for file in ("feed.xml", "feed.json"):
        assert bodies(client, f"/{language}/{place}{file}") == {("articles_article", language)}
