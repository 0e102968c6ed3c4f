from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_page, set_translated
from tests.reader.reading import links, read, text, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "title"), [("en", "About us"), ("ru", "О нас"), ("hy", "Մեր մասին")])
def test_a_page_is_read_in_each_of_its_languages(client: Client, language: str, title: str) -> None:
    make_page(slug="about", en="About us", ru="О нас", hy="Մեր մասին")

    page = read(client, f"/{language}/pages/about/")

    assert text(page, "h1") == text(page, ".prose") == title
    assert text(page, "title").startswith(f"{title} — ")


def test_a_page_that_is_not_translated_leads_exactly_to_the_versions_there_are(client: Client) -> None:
    make_page(slug="about", en="About us", hy="Մեր մասին")

    page = read(client, "/ru/pages/about/", status=404)

    assert texts(page, ".message-page__choices a") == ["English", "Հայերեն"]
    assert links(page, ".message-page__choices a") == ["/en/pages/about/", "/hy/pages/about/"]
    assert page.select("link[hreflang], link[rel=canonical]") == []


def test_a_page_without_text_is_not_a_version(client: Client) -> None:
    about = make_page(slug="about", en="About us")
    set_translated(about, "title", ru="О нас")
    set_translated(about, "body", ru="<p></p>")
    about.save()

    assert texts(read(client, "/ru/pages/about/", status=404), ".message-page__choices a") == ["English"]


def test_a_page_nobody_has_written_yet_is_not_found(client: Client) -> None:
    about = make_page(slug="about", en="About us")
    set_translated(about, "body", en="")
    about.save()

    page = read(client, "/en/pages/about/", status=404)

    assert page.select(".message-page__choices") == []


def test_pages_stand_at_the_foot_of_every_page_in_the_languages_they_have(client: Client) -> None:
    second, first = make_page(slug="contact", en="Contact"), make_page(slug="about", en="About", ru="О нас")
    first.position, second.position = 1, 2
    first.save()
    second.save()

    def foot(address: str) -> list[str]:
        return [link for link in links(read(client, address), ".footer a") if "/pages/" in link]

    assert foot("/en/") == ["/en/pages/about/", "/en/pages/contact/"]
    assert foot("/ru/") == ["/ru/pages/about/"]
    assert foot("/hy/") == []


def test_an_unknown_page_is_not_found(client: Client) -> None:
    make_page(slug="about")

    read(client, "/en/pages/terms/", status=404)
    read(client, "/en/pages/", status=404)
    assert client.get("/en/pages/about").headers["Location"] == "/en/pages/about/"
