from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from tests.factories import make_category, make_publication
from tests.reader.reading import document, links, read, text

LANGUAGES = ("en", "ru", "hy")
NOTHING = [
    *("nothing/", "nothing", "a/b/", "a/b/c/d", "world/", "authors/anna/", "tags/water/", "pages/about/"),
    *("12/", "world/12-lake/", "world/12", "%00/", "%D0%BE/", "a%20b/", "favicon.ico", "../../etc/passwd"),
]


def in_every_language(words: str) -> dict[str, str]:
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = gettext(words)
    assert len(set(said.values())) == len(LANGUAGES), f"{words!r} is not translated"
    return said


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", NOTHING)
def test_an_address_of_nothing_is_answered_in_the_language_of_the_address(
    client: Client, language: str, address: str
) -> None:
    response = client.get(f"/{language}/{address}", follow=True)

    assert response.status_code == 404
    assert len(response.redirect_chain) <= 1  # at most the missing slash
    page = document(response.content)
    assert page.html is not None and page.html["lang"] == response.headers["Content-Language"] == language
    assert text(page, "h1") == in_every_language("Page not found")[language]
    assert links(page, ".message-page a") == [f"/{language}/"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/nothing/", "/world/12-lake/", "/de/", "/EN/", "/media/none.jpg", "/ru.html"]
)
def test_an_address_without_a_language_is_answered_in_the_main_one(client: Client, address: str) -> None:
    response = client.get(address, headers={"accept-language": "hy"})

    assert response.status_code == 404
    page = document(response.content)
    assert page.html is not None and page.html["lang"] == response.headers["Content-Language"] == "en"
    assert links(page, ".message-page a") == ["/en/"]


@pytest.mark.django_db
def test_a_dead_end_stands_in_the_frame_of_the_paper(client: Client) -> None:
    make_publication()
    make_category(slug="world", en="World")

    page = read(client, "/en/nothing/", status=404)

    assert text(page, "title") == "Page not found — Meridian"
    assert links(page, ".sections a") == ["/en/world/"]


@pytest.mark.django_db
def test_the_language_switch_of_a_dead_end_leads_home_and_claims_no_missing_translation(
    client: Client,
) -> None:
    page = read(client, "/ru/nothing/", status=404)

    assert links(page, ".languages a") == ["/en/", "/ru/", "/hy/"]
    assert page.select("link[rel=canonical], link[hreflang]") == []


@pytest.mark.parametrize("address", ["", "world/", "world/12-lake/", "world/12", "nothing/at/all/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_database_readers_are_told_in_their_language(
    client: Client, language: str, address: str
) -> None:
    client.raise_request_exception = False  # and the database is out of reach of this test

    response = client.get(f"/{language}/{address}")

    assert response.status_code == 500
    page = document(response.content)
    assert page.html is not None and page.html["lang"] == response.headers["Content-Language"] == language
    assert text(page, "h1") == text(page, "title") == in_every_language("Something went wrong")[language]
    assert links(page, "main a") == [f"/{language}/"]


@pytest.mark.django_db
@pytest.mark.urls("tests.reader.broken_urls")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_of_ours_is_admitted_in_the_language_of_the_address(client: Client, language: str) -> None:
    client.raise_request_exception = False

    response = client.get(f"/{language}/broken/")

    assert response.status_code == 500
    page = document(response.content)
    assert page.html is not None and page.html["lang"] == language
    assert text(page, "h1") == in_every_language("Something went wrong")[language]
    assert "secret" not in response.content.decode()
    assert not response.cookies


@pytest.mark.urls("tests.reader.broken_urls")
def test_a_fault_outside_the_languages_is_admitted_in_the_main_one(client: Client) -> None:
    client.raise_request_exception = False

    page = document(client.get("/broken/").content)

    assert page.html is not None and page.html["lang"] == "en"
    assert links(page, "main a") == ["/en/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_that_makes_no_sense_is_refused_in_the_language_of_the_address(
    client: Client, language: str
) -> None:
    response = client.get(f"/{language}/", headers={"host": "not a host"})

    assert response.status_code == 400
    page = document(response.content)
    assert page.html is not None and page.html["lang"] == language
    assert text(page, "h1") == in_every_language("This address cannot be read")[language]
    assert links(page, "main a") == [f"/{language}/"]
