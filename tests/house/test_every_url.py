"""Every address of the project answers as it should, to a reader and to the staff, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, is_valid_path, resolve

from images.models import Image
from tests.house.paper import Paper, desk_addresses, make_paper, public_addresses

every_language = pytest.mark.parametrize("language", ["en", "ru", "hy"])
pytestmark = pytest.mark.django_db

# Patterns that no test visits, and why. So far there is no reason for any.
UNVISITED: dict[str, str] = {}


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Yield the whole route of every pattern, joined as Django joins them in a match."""
    for pattern in resolver.url_patterns:
        piece = str(pattern.pattern)
        route = before + piece.removeprefix("^") if before else piece
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def addresses_of_files(paper: Paper) -> dict[str, int]:
    """Return an address of an uploaded file and one of "see it on the site"."""
    picture = paper.things[Image]
    assert isinstance(picture, Image)
    kind = ContentType.objects.get_for_model(paper.story)
    return {picture.file.url: 200, f"/admin/r/{kind.pk}/{paper.story.pk}/": 302}


def addresses_without_language() -> dict[str, int]:
    return {
        "/": 302,
        "/arm/": 301,
        "/am/world/": 301,
        "/sitemap.xml": 200,
        "/sitemap-news.xml": 200,
        "/sitemap-news-1.xml": 404,
        "/sitemaps/hy.xml": 200,
        "/sitemaps/ru-1.xml": 200,
        "/sitemaps/ru-1999.xml": 404,
        "/robots.txt": 200,
        "/health/": 200,
        "/views/1/hy/": 405,
        "/.well-known/security.txt": 404,
    }


def check(response: Any, address: str, status: int, language: str) -> None:
    """A page answers as it should, in its language."""
    assert response.status_code == status, address
    if is_page(response):
        assert f'<html lang="{language}"' in response.text, address
        assert response.headers["Content-Language"] == language, address


def is_page(response: Any) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html") and bool(response.content)


@every_language
def test_readers_are_answered(client: Client, language: str) -> None:
    paper = make_paper(language)
    for address, status in public_addresses(paper).items():
        response = client.get(address)
        check(response, address, status, language)
        if is_page(response):  # and is HTML to the letter of the standard
            html5lib.HTMLParser(strict=True).parse(response.content)
    assert not client.cookies


@every_language
def test_the_staff_are_answered(client: Client, language: str) -> None:
    paper = make_paper(language)
    client.force_login(paper.superuser)
    for address, status in {**desk_addresses(paper), **public_addresses(paper)}.items():
        check(client.get(address), address, status, language)


@every_language
def test_a_stranger_at_the_desk_is_asked_to_log_in(client: Client, language: str) -> None:
    for address in desk_addresses(make_paper(language)):
        response = client.get(address, headers={"Accept-Language": language})
        asked, gone = "/admin/login/", {"/admin/logout/": "/admin/"}
        if address == asked:
            check(response, address, 200, language)
        else:
            assert response.status_code == 302, address
            assert response.headers["Location"].startswith(gone.get(address, asked)), address


def test_files_and_addresses_without_a_language_are_answered(client: Client) -> None:
    paper = make_paper("en")
    client.force_login(paper.superuser)
    for address, status in {**addresses_without_language(), **addresses_of_files(paper)}.items():
        response = client.get(address)
        response.getvalue()  # a file is closed when it is read
        assert response.status_code == status, address


def test_no_pattern_is_left_out() -> None:
    paper = make_paper(settings.LANGUAGE_CODE)
    visited = {
        resolve(address.partition("?")[0]).route
        for addresses in (
            public_addresses(paper),
            desk_addresses(paper),
            addresses_of_files(paper),
            addresses_without_language(),
        )
        for address in addresses
        if is_valid_path(address.partition("?")[0])
    }
    every = set(routes(get_resolver()))
    assert len(every) > 60
    assert every - visited == set(UNVISITED)
