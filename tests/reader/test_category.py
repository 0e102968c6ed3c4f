from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from categories.models import Category
from tests.factories import make_article, make_category, set_translated
from tests.reader.reading import headlines, links, read, text, texts

pytestmark = pytest.mark.django_db


def fill(category: Category, count: int) -> None:
    """Publish stories called 1, 2, 3 ..., the first one being the newest."""
    now = timezone.now()
    for number in range(1, count + 1):
        make_article(title=str(number), category=category, published_at=now - timedelta(hours=number))


def test_a_section_lists_its_own_stories_newest_first(client: Client) -> None:
    world = make_category(slug="world", en="World")
    fill(world, 3)
    make_article(title="From elsewhere")

    page = read(client, "/en/world/")

    assert headlines(page) == ["1", "2", "3"]
    assert text(page, "h1") == "World"
    assert text(page, "title").startswith("World — ")


def test_a_section_is_described_and_marked_in_the_menu(client: Client) -> None:
    world = make_category(slug="world", en="World")
    make_category(slug="sport", en="Sport")
    set_translated(world, "description", en="The most important world news")
    world.save()

    page = read(client, "/en/world/")

    assert text(page, ".page-head__lead") == "The most important world news"
    meta = page.select_one("meta[name=description]")
    assert meta is not None and meta["content"] == "The most important world news"
    assert texts(page, ".sections [aria-current]") == ["World"]


def test_only_stories_of_the_language_are_listed(client: Client) -> None:
    world = make_category(slug="world")
    make_article(languages=("ru",), title="Озеро", category=world)
    make_article(languages=("en",), title="Lake", category=world)

    assert headlines(read(client, "/en/world/")) == ["Lake"]
    assert headlines(read(client, "/ru/world/")) == ["Озеро"]


def test_a_section_without_stories_says_so(client: Client) -> None:
    make_category(slug="world")

    assert text(read(client, "/en/world/"), ".empty") == "Nothing has been published here yet."


def test_the_note_for_those_who_missed_a_translation_waits_in_the_page(client: Client) -> None:
    make_category(slug="world")

    assert len(read(client, "/hy/world/").select("#not-translated")) == 1


def test_a_long_section_is_cut_into_pages_that_do_not_overlap(client: Client) -> None:
    fill(make_category(slug="world"), 41)

    pages = ["/en/world/", "/en/world/?page=2", "/en/world/?page=3"]

    assert [len(headlines(read(client, page))) for page in pages] == [20, 20, 1]
    listed = [headline for page in pages for headline in headlines(read(client, page))]
    assert listed == [str(number) for number in range(1, 42)]


def test_stories_of_the_same_moment_are_on_one_page_each(client: Client) -> None:
    world, moment = make_category(slug="world"), timezone.now() - timedelta(hours=1)
    for number in range(30):
        make_article(title=str(number), category=world, published_at=moment)

    first, second = read(client, "/en/world/"), read(client, "/en/world/?page=2")

    listed = [*headlines(first), *headlines(second)]
    assert listed == [str(number) for number in reversed(range(30))]  # the last one written comes first


def test_pages_lead_to_their_neighbours(client: Client) -> None:
    fill(make_category(slug="world"), 41)

    def steps(address: str) -> dict[str, str]:
        found = read(client, address).select(".pagination a[rel]")
        return {str(step["rel"][0]): str(step["href"]) for step in found}

    assert steps("/en/world/") == {"next": "?page=2"}
    assert steps("/en/world/?page=2") == {"prev": "./", "next": "?page=3"}
    assert steps("/en/world/?page=3") == {"prev": "?page=2"}


def test_pages_lead_to_the_first_the_last_and_those_around_by_their_numbers(client: Client) -> None:
    fill(make_category(slug="world"), 10 * 20)

    first, sixth = read(client, "/en/world/"), read(client, "/en/world/?page=6")

    assert texts(first, ".pagination li") == ["1", "2", "3", "…", "10"]
    assert texts(sixth, ".pagination li") == ["1", "…", "4", "5", "6", "7", "8", "9", "10"]
    assert links(sixth, ".pagination li a") == ["./", *(f"?page={number}" for number in range(4, 11))]
    assert texts(sixth, ".pagination [aria-current=page]") == ["6"]
    assert texts(first, ".pagination [aria-current=page]") == ["1"]


def test_the_title_of_a_page_after_the_first_names_it(client: Client) -> None:
    fill(make_category(slug="world", en="World"), 21)

    assert "Page" not in text(read(client, "/en/world/"), "title")
    assert text(read(client, "/en/world/?page=2"), "title").startswith("World — Page 2 — ")


def test_a_section_of_one_page_has_no_steps(client: Client) -> None:
    fill(make_category(slug="world"), 20)

    assert read(client, "/en/world/").select(".pagination") == []


def test_every_page_of_a_section_is_its_own_original(client: Client) -> None:
    fill(make_category(slug="world"), 21)

    first, second = read(client, "/en/world/"), read(client, "/en/world/?page=2")

    assert links(first, "link[rel=canonical]") == ["http://testserver/en/world/"]
    assert links(second, "link[rel=canonical]") == ["http://testserver/en/world/?page=2"]
    assert first.select("link[hreflang]") != []
    assert second.select("link[hreflang]") == []  # nobody promised a second page in another language


@pytest.mark.parametrize(
    "number",
    [
        "0",
        "-1",
        "1",
        "4",
        "02",
        "1000000000",
        pytest.param("9" * 400, id="very long"),
        "last",
        "٣",
        "３",
        "2.0",
        "2,",
        "%202",
        "²",
        "",
        "%00",
    ],
)
def test_a_page_that_does_not_exist_is_not_found(client: Client, number: str) -> None:
    fill(make_category(slug="world"), 41)

    assert read(client, "/en/world/?page=3").select(".card") != []
    read(client, f"/en/world/?page={number}", status=404)


def test_an_unknown_section_is_not_found(client: Client) -> None:
    read(client, "/en/world/", status=404)

    make_category(slug="world")

    read(client, "/en/world/")


def test_a_section_without_its_last_slash_is_found(client: Client) -> None:
    make_category(slug="world")

    response = client.get("/en/world?page=2")

    assert (response.status_code, response.headers["Location"]) == (301, "/en/world/?page=2")
