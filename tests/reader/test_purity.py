"""A public page is the same bytes for everybody, leaves nothing behind and loads nothing from elsewhere."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import cast
from tests.reader.paper import Paper
from tests.reader.reading import document

pytestmark = pytest.mark.django_db
every_language = pytest.mark.parametrize("language", ["en", "ru", "hy"])
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
ENCODING = "Accept-Encoding"  # the one thing that a page depends on beside its address
# Elements that make a browser fetch something by themselves, and where they say what.
LOADED = "link, script, img, source, iframe, audio, video, track, embed, object, input, use, image"
INLINE = "script:not([src], [type='application/ld+json'])"  # a data block is never run
ADDRESSES = ("href", "src", "data", "poster", "xlink:href")


def addresses(paper: Paper, language: str) -> list[str]:
    return [*paper.pages(language), *paper.dead_ends(language)]


def loaded(page: BeautifulSoup) -> set[str]:
    """Return every address that opening the page makes a browser fetch from, or tells it to."""
    found: set[str] = set()
    for element in page.select(LOADED):
        if {"canonical", "alternate", "manifest"} & set(element.get_attribute_list("rel")):
            continue  # said to search engines and feed readers, or ours: see test_manifest.py
        found.update(str(element[name]) for name in ADDRESSES if element.has_attr(name))
        candidates = str(element.get("srcset", "")).split(",")
        found.update(candidate.split()[0] for candidate in candidates if candidate.strip())
    return found


@every_language
def test_no_page_keeps_anything_on_a_reader_s_machine_or_varies(
    client: Client, paper: Paper, language: str
) -> None:
    for address in addresses(paper, language):
        response = client.get(address)
        assert not response.cookies, address
        assert response.headers.get("Vary", ENCODING) == ENCODING, address
    assert not client.cookies


@every_language
def test_every_browser_gets_the_same_bytes(client: Client, paper: Paper, language: str) -> None:
    cookies = "sessionid=x; csrftoken=y; django_language=ru; lang=hy; messages=z"
    for address in addresses(paper, language):
        plain = client.get(address)
        for headers in (
            {"accept-language": "hy", "user-agent": "Mozilla/5.0 (iPhone)"},
            {"accept-language": "ru;q=0.9,en;q=0.1", "cookie": ""},
            {"cookie": cookies, "referer": "https://elsewhere.example/"},
        ):
            other = client.get(address, headers=headers)
            assert other.content == plain.content, (address, headers)
            assert other.headers == plain.headers, (address, headers)


@every_language
def test_a_page_travels_compressed(client: Client, paper: Paper, language: str) -> None:
    for address in paper.pages(language):
        plain, small = client.get(address), client.get(address, headers={"accept-encoding": "br, gzip"})
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.content) == plain.content
        assert len(small.content) < len(plain.content) / 3


def test_what_travels_compressed_is_not_sent_again_for_nothing(client: Client, paper: Paper) -> None:
    first = client.get("/en/feed.xml", headers={"accept-encoding": "gzip"})
    again = {"accept-encoding": "gzip", "if-none-match": first.headers["ETag"]}
    assert first.headers["Content-Encoding"] == "gzip"
    assert client.get("/en/feed.xml", headers=again).status_code == 304


@every_language
def test_the_staff_get_the_same_bytes_as_readers(client: Client, paper: Paper, language: str) -> None:
    desk = Client()
    desk.force_login(cast.editor("ru"))
    desk.cookies["sessionid"]  # really logged in
    for address in addresses(paper, language):
        staff, reader = desk.get(address), client.get(address)
        assert staff.content == reader.content, address
        assert staff.headers == reader.headers and not staff.cookies, address


@every_language
def test_nothing_is_written_into_a_page_that_a_strict_policy_would_block(
    client: Client, paper: Paper, language: str
) -> None:
    for address in addresses(paper, language):
        page = document(client.get(address).content)
        assert page.select(f"style, {INLINE}, [style], iframe, object, embed, base") == [], address
        names = {name for element in page.find_all(True) for name in element.attrs}
        assert not [name for name in names if name.startswith("on")], address
        assert page.select('[href^="javascript:" i], [src^="data:" i], meta[http-equiv]') == [], address


@every_language
def test_nothing_is_loaded_from_another_host(client: Client, paper: Paper, language: str) -> None:
    for address in addresses(paper, language):
        found = loaded(document(client.get(address).content))
        assert any(url.startswith("/static/css/") for url in found), address
        assert [
            url for url in found if urlsplit(url).netloc or not url.startswith(("/static/", "/media/"))
        ] == []


def test_pictures_are_among_what_is_looked_at(client: Client, paper: Paper) -> None:
    found = loaded(document(client.get("/en/").content))

    assert any(url.startswith("/media/") for url in found)
    assert any(url.startswith("/static/icons/sprite.svg#") for url in found)


@every_language
def test_the_policy_is_strict_on_every_page(client: Client, paper: Paper, language: str) -> None:
    for address in addresses(paper, language):
        header = client.get(address).headers["Content-Security-Policy"]
        parts = (part.strip().partition(" ") for part in header.split(";") if part.strip())
        assert {name: value for name, _, value in parts} == POLICY, address


@pytest.mark.parametrize("address", ["/", "/arm/world/", "/en", "/nowhere/"])
def test_answers_without_a_language_are_as_strict(client: Client, address: str) -> None:
    response = client.get(address)

    assert not response.cookies
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers.get("Vary") == ("Accept-Language" if address == "/" else None)


def test_the_page_of_a_failure_is_as_strict(client: Client) -> None:
    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("categories.models.Category.objects", None)
        response = client.get("/ru/")

    assert response.status_code == 500
    page = document(response.content)
    assert page.select("style, script:not([src]), [style]") == []
    assert [url for url in loaded(page) if not url.startswith("/static/")] == []
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert not response.cookies and "Vary" not in response.headers
