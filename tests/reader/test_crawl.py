"""What a crawler finds that starts at the front door and follows links, as anybody can without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from articles.models import Article
from tests.factories import make_withdrawn
from tests.reader.paper import LANGUAGES, make_paper
from tests.reader.reading import document, links
from tests.reader.sitemaps import urls

HERE = "http://testserver"
ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "form": "action"}


@dataclass
class Site:
    """Every address that a crawl reached, with the document of each page, and what was wrong on the way.

    withdrawn: the number of a story that was taken back. stories: the addresses of those that readers may
    see, by language. listed: the addresses in the sitemaps.
    """

    pages: dict[str, BeautifulSoup] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)
    with_cookies: list[str] = field(default_factory=list)
    withdrawn: int = 0
    stories: dict[str, set[str]] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)


def addresses_on(page: BeautifulSoup, base: str) -> Iterator[str]:
    """Yield every address of this site that a page names, absolute and without its fragment."""
    for name, attribute in ADDRESSES.items():
        for found in page.find_all(name):
            yield from _here(found, attribute, base)
    for source in page.select("[srcset]"):
        for candidate in str(source["srcset"]).split(","):
            yield urljoin(base, candidate.split()[0])


def _here(found: Tag, attribute: str, base: str) -> Iterator[str]:
    address = urldefrag(urljoin(base, str(found.get(attribute) or ""))).url
    if address.startswith(f"{HERE}/"):
        yield address


def crawl(client: Client, *starts: str) -> Site:
    """Follow every link from these addresses until nothing is new."""
    site, waiting, known = Site(), list(starts), set(starts)
    while waiting:
        address = waiting.pop()
        for found in visit(client, site, address):
            if found not in known:
                known.add(found)
                waiting.append(found)
    return site


def visit(client: Client, site: Site, address: str) -> list[str]:
    """Open an address, note what it answers, and return what it leads to."""
    path = address.removeprefix(HERE)
    if path.startswith("/static/"):  # served by WhiteNoise, which answers what the finders find
        if finders.find(urlsplit(path).path.removeprefix("/static/")) is None:
            site.dead.append(address)
        return []
    response = client.get(path, headers={"Accept-Language": "ru"})
    content = response.getvalue()
    if response.cookies or "cookie" in response.headers.get("Vary", "").lower():
        site.with_cookies.append(address)
    if response.status_code in {301, 302}:
        return [urljoin(address, response.headers["Location"])]
    if response.status_code != 200:
        site.dead.append(f"{address} answers {response.status_code}")
        return []
    if not response.headers["Content-Type"].startswith("text/html"):
        site.others.add(address)
        return []
    site.pages[address] = document(content)
    return list(addresses_on(site.pages[address], address))


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.select("link[hreflang]")}


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Site:
    """Crawl a paper once for all the questions of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        paper, client = make_paper(), Client()
        withdrawn = make_withdrawn(languages=LANGUAGES, category=paper.category)
        site = crawl(client, f"{HERE}/")
        site.withdrawn = withdrawn.pk
        site.stories = {code: set(_stories(code)) for code in LANGUAGES}
        site.listed = {HERE + url for file in urls(client, "/sitemap.xml") for url in urls(client, file)}
        transaction.set_rollback(True)
    return site


def _stories(language: str) -> Iterator[str]:
    for story in Article.objects.live(language):
        yield HERE + story.version(language).get_absolute_url()


def test_no_link_on_the_site_is_dead(site: Site) -> None:
    assert len(site.pages) > 100
    assert site.dead == []


def test_every_story_is_reached_in_every_language_it_is_in(site: Site) -> None:
    for language in LANGUAGES:
        assert len(site.stories[language]) > 20
        assert site.stories[language] - set(site.pages) == set(), language


def test_a_story_that_was_withdrawn_is_linked_from_nowhere(site: Site) -> None:
    assert [address for address in site.pages if f"/{site.withdrawn}-" in address] == []


def test_the_versions_of_a_page_name_each_other(site: Site) -> None:
    with_versions = {address: found for address, page in site.pages.items() if (found := alternates(page))}
    assert len(with_versions) > 80
    for address, versions in with_versions.items():
        own = {code: url for code, url in versions.items() if code != "x-default"}
        assert address in own.values(), address
        assert len(own) > 1, address
        for code, url in own.items():
            assert alternates(site.pages[url]) == versions, (address, code)
            assert f'lang="{code}"' in str(site.pages[url].html)[:40], url


def test_every_page_is_its_own_canonical_or_names_none(site: Site) -> None:
    for address, page in site.pages.items():
        wanted = [] if "/search/" in address else [address]
        assert links(page, "link[rel=canonical]") == wanted, address


def test_nothing_on_the_site_sets_a_cookie_or_depends_on_one(site: Site) -> None:
    assert site.others
    assert site.with_cookies == []


def test_a_page_loads_nothing_from_elsewhere(site: Site) -> None:
    for address, page in site.pages.items():
        loaded = [
            str(found.get(attribute))
            for name, attribute in (("link", "href"), ("img", "src"), ("script", "src"), ("source", "srcset"))
            for found in page.find_all(name)
            if found.get(attribute) and found.get("rel") not in (["canonical"], ["alternate"])
        ]
        assert loaded
        assert [url for url in loaded if "//" in url] == [], address


def test_the_sitemaps_list_what_a_reader_can_reach_and_search_engines_may_keep(site: Site) -> None:
    assert len(site.listed) > 80
    assert site.listed - set(site.pages) == set()
    for address in site.listed:
        assert site.pages[address].select('meta[name="robots"][content*="noindex"]') == [], address
