"""What stands around every page: the language switch, the addresses for search engines, the menus."""

from __future__ import annotations

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_page,
    make_publication,
    make_tag,
    set_translated,
)
from tests.reader.paper import Paper
from tests.reader.reading import links, read, text, texts

pytestmark = pytest.mark.django_db
every_language = pytest.mark.parametrize("language", ["en", "ru", "hy"])
SITE = "http://testserver"


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.select("head link[hreflang]")}


def switch(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.select(".languages a")}


def make_story(*languages: str) -> Article:
    return make_article(languages=languages, category=make_category(slug="world"))


@every_language
def test_every_page_is_in_the_language_of_its_address_and_switches_to_all(
    client: Client, paper: Paper, language: str
) -> None:
    for address in (*paper.pages(language), *paper.dead_ends(language)):
        page = document_of(client, address)
        assert page.html is not None and page.html["lang"] == language, address
        assert list(switch(page)) == ["en", "ru", "hy"], address
        assert texts(page, ".languages__name") == ["English", "Русский", "Հայերեն"]
        current = page.select(".languages a[aria-current]")
        assert [link["lang"] for link in current] == [language], address


def document_of(client: Client, address: str) -> BeautifulSoup:
    return read(client, address, status=client.head(address).status_code)


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("/en/", {"ru": "/ru/", "hy": "/hy/"}),
        ("/en/world/?page=2", {"ru": "/ru/world/", "hy": "/hy/world/"}),
        ("/en/tags/water/", {"ru": "/ru/tags/water/", "hy": "/hy/tags/water/"}),
        ("/ru/pages/about/", {"en": "/en/pages/about/", "hy": "/hy/pages/about/"}),
        ("/hy/authors/anna-petrosyan/", {"en": "/en/authors/anna-petrosyan/"}),
    ],
)
def test_the_switch_leads_to_the_same_page(
    client: Client, paper: Paper, address: str, others: dict[str, str]
) -> None:
    found = switch(read(client, address))

    assert others.items() <= found.items()
    for other in found.values():
        read(client, other)


@every_language
def test_a_story_s_versions_name_each_other_and_english_as_the_default(client: Client, language: str) -> None:
    story = make_story("hy", "ru", "en")
    urls = {code: story.version(code).get_absolute_url() for code in ("en", "ru", "hy")}

    page = read(client, urls[language])

    assert switch(page) == urls
    absolute = {code: f"{SITE}{url}" for code, url in urls.items()}
    assert alternates(page) == {**absolute, "x-default": absolute["en"]}
    assert links(page, "link[rel=canonical]") == [absolute[language]]


@pytest.mark.parametrize(("original", "other"), [("hy", "ru"), ("ru", "hy")])
def test_without_english_the_original_is_the_default(client: Client, original: str, other: str) -> None:
    story = make_story(original, other)

    default = alternates(read(client, story.version(other).get_absolute_url()))["x-default"]

    assert default == f"{SITE}{story.version(original).get_absolute_url()}"


def test_the_default_of_the_home_pages_is_the_front_door(client: Client) -> None:
    assert alternates(read(client, "/ru/")) == {
        "en": f"{SITE}/en/",
        "ru": f"{SITE}/ru/",
        "hy": f"{SITE}/hy/",
        "x-default": f"{SITE}/",
    }


def test_a_missing_translation_is_not_announced_and_leads_to_a_note_in_the_same_section(
    client: Client,
) -> None:
    story = make_story("en", "ru")

    page = read(client, story.get_absolute_url())

    assert switch(page)["hy"] == "/hy/world/#not-translated"
    assert set(alternates(page)) == {"en", "ru", "x-default"}
    note = read(client, "/hy/world/").select_one("#not-translated")
    assert note is not None and note.get_text().strip() != ""


def test_a_story_in_one_language_has_no_alternates(client: Client) -> None:
    story = make_story("ru")

    page = read(client, story.version("ru").get_absolute_url())

    assert alternates(page) == {}
    assert switch(page) == {
        "en": "/en/world/#not-translated",
        "ru": story.version("ru").get_absolute_url(),
        "hy": "/hy/world/#not-translated",
    }


def test_a_page_that_is_not_translated_switches_to_the_home_page_with_its_note(client: Client) -> None:
    make_page(slug="about", en="About us", ru="О нас")

    assert switch(read(client, "/en/pages/about/"))["hy"] == "/hy/#not-translated"
    assert len(read(client, "/hy/").select("#not-translated")) == 1


@every_language
def test_every_page_names_its_own_address_without_a_query(
    client: Client, paper: Paper, language: str
) -> None:
    for address in paper.pages(language):
        sign = "&" if "?" in address else "?"
        page = read(client, f"{address}{sign}utm_source=mail")
        kept = "/search/" not in address  # search engines are asked to forget what was searched for
        assert links(page, "link[rel=canonical]") == ([f"{SITE}{address}"] if kept else [])


def test_names_that_have_to_fall_back_say_in_which_language_they_are(client: Client) -> None:
    paper = make_publication()
    set_translated(paper, "name", en="Meridian", hy="")
    set_translated(paper, "tagline", ru="Три языка")
    paper.save()
    world = make_category(slug="world", en="World", ru="Мир")
    story = make_article(
        languages=("hy",),
        category=world,
        authors=(make_author(slug="anna", ru="Анна"),),
        tags=(make_tag(slug="water", en="Water"),),
    )

    page = read(client, story.version("hy").get_absolute_url())

    fallen = {found.get_text(): str(found["lang"]) for found in page.select("body span[lang]")}
    assert fallen == {
        "Meridian": "en",
        "RSS": "en",  # called so in every language
        "Три языка": "ru",
        "World": "en",
        "Анна": "ru",
        "Water": "en",
        "English": "en",
        "Русский": "ru",
    }


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/hy/world/", "World"), ("/hy/authors/anna/", "Анна"), ("/hy/tags/water/", "Water")],
)
def test_a_heading_that_has_to_fall_back_says_so(client: Client, address: str, heading: str) -> None:
    make_category(slug="world", en="World", ru="Мир")
    make_author(slug="anna", ru="Анна")
    make_tag(slug="water", en="Water", ru="Вода")

    page = read(client, address)

    assert text(page, "h1") == heading
    assert len(page.select("h1 > [lang]")) == 1
    assert read(client, address.replace("/hy/", "/ru/")).select("h1 > [lang]") == []


def test_the_menu_lists_the_sections_in_their_order(client: Client) -> None:
    make_category(slug="sport", position=2, en="Sport", ru="Спорт")
    make_category(slug="world", position=1, en="World", ru="Мир")

    page = read(client, "/ru/")

    assert texts(page, ".sections a") == ["Мир", "Спорт"]
    assert links(page, ".sections a") == ["/ru/world/", "/ru/sport/"]


def test_the_foot_leads_to_the_channels_that_are_filled_in(client: Client) -> None:
    make_publication(telegram_url="https://t.me/meridian", x_url="https://x.com/meridian")

    channels = read(client, "/en/").select(".footer .channel")

    assert [channel["href"] for channel in channels] == ["https://x.com/meridian", "https://t.me/meridian"]
    assert all("noopener" in channel["rel"] for channel in channels)


def test_the_foot_has_the_notice_and_the_year(client: Client) -> None:
    paper = make_publication()
    set_translated(paper, "footer_notice", ru="Цитируйте со ссылкой.")
    paper.save()

    notice = text(read(client, "/ru/"), ".footer__notice")

    assert notice == f"Цитируйте со ссылкой. © {timezone.localtime().year} Меридиан"


@every_language
def test_asking_for_the_head_works_and_everything_else_is_not_allowed(paper: Paper, language: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    for address in paper.pages(language):
        head = browser.head(address)
        assert (head.status_code, head.content) == (200, b""), address
        for method in (browser.post, browser.put, browser.patch, browser.delete, browser.options):
            assert method(address).status_code == 405, (method, address)


@every_language
def test_every_page_has_one_heading_and_skips_no_level(client: Client, paper: Paper, language: str) -> None:
    for address in (*paper.pages(language), *paper.dead_ends(language)):
        page = document_of(client, address)
        levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1 and levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), address


@every_language
def test_every_page_can_be_walked_by_those_who_listen(client: Client, paper: Paper, language: str) -> None:
    for address in (*paper.pages(language), *paper.dead_ends(language)):
        page = document_of(client, address)
        ids = [str(found["id"]) for found in page.select("[id]")]
        assert len(ids) == len(set(ids)), address
        assert links(page, "body > a:first-child") == ["#main"] and len(page.select("main#main")) == 1
        labels = [str(place["aria-label"]) for place in page.select("nav")]
        assert len(labels) == len(set(labels)) and all(labels), address
        assert all(image.has_attr("alt") for image in page.select("img")), address
        for link in page.select("a:not([aria-hidden])"):
            assert link.get_text().strip() or link.get("aria-label"), (address, link)
        named = [str(place["aria-labelledby"]) for place in page.select("[aria-labelledby]")]
        assert set(named) <= set(ids), address
