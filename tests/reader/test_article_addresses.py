"""The number decides: every way of writing a story's address leads to its one page, or to none."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_article, make_category, make_tag
from tests.reader.reading import links, read, text, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/en/world/{pk}",
        "/en/world/{pk}-",
        "/en/world/{pk}-la",
        "/en/world/{pk}/",
        "/en/world/{pk}-/",
        "/en/world/{pk}-wrong/",
        "/en/world/{pk}-LAKE-LEVEL-RISES-FOR-THE-THIRD-YEAR/",
        "/en/world/00{pk}-lake-level-rises-for-the-third-year/",
        "/en/world/{pk}-lake-level-rises-for-the-third-year",
        "/en/world/{pk}-%D0%BE%D0%B7%D0%B5%D1%80%D0%BE/",
        "/en/world/{pk}-%D0",
        "/en/world/{pk}-a%20b%3Fc/",
        "/en/sport/{pk}-lake-level-rises-for-the-third-year/",
        "/en/no-such-section/{pk}-lake-level-rises-for-the-third-year",
    ],
)
def test_any_other_way_of_writing_the_address_gives_one_redirect_to_the_page(
    client: Client, address: str
) -> None:
    make_category(slug="sport")
    story = make_article(category=make_category(slug="world"))
    right = f"/en/world/{story.pk}-lake-level-rises-for-the-third-year/"

    response = client.get(address.format(pk=story.pk))

    assert (response.status_code, response.headers["Location"]) == (301, right)
    read(client, right)


def test_a_story_in_another_language_has_its_own_slug(client: Client) -> None:
    story = make_article(languages=("en", "ru"), category=make_category(slug="world"))
    right = f"/ru/world/{story.pk}-uroven-ozera-rastet-trety-god-podryad/"

    response = client.get(f"/ru/world/{story.pk}-lake-level-rises-for-the-third-year/")

    assert (response.status_code, response.headers["Location"]) == (301, right)
    read(client, right)


def test_two_stories_may_share_a_slug(client: Client) -> None:
    world = make_category(slug="world")
    first, second = make_article(category=world), make_article(category=world)
    assert first.version("en").slug == second.version("en").slug
    second.version("en").body = "<p>Another lake.</p>"
    second.save()

    assert text(read(client, first.get_absolute_url()), ".prose") == "The water rose by nine centimetres."
    assert text(read(client, second.get_absolute_url()), ".prose") == "Another lake."


def test_a_query_string_changes_nothing_and_survives_a_redirect(client: Client) -> None:
    story = make_article(category=make_category(slug="world"))
    right = story.get_absolute_url()

    page = read(client, f"{right}?utm_source=mail&page=7")
    moved = client.get(f"/en/world/{story.pk}-wrong/?utm_source=mail&q=%D0%B0%26b")

    assert links(page, "link[rel=canonical]") == [f"http://testserver{right}"]
    assert moved.headers["Location"] == f"{right}?utm_source=mail&q=%D0%B0%26b"


@pytest.mark.parametrize(
    "number",
    [
        "0",
        "999999999",
        "9" * 18,
        "9" * 19,
        "9" * 20,
        pytest.param("9" * 5000, id="very long"),
        "-1",
        "1e3",
        "1.0",
        "x",
        "٣",
        "²",
        "%00",
        "1%0a",
    ],
)
@pytest.mark.parametrize("ending", ["", "-lake/", "/"])
def test_a_number_without_a_story_is_not_found(client: Client, number: str, ending: str) -> None:
    make_article(category=make_category(slug="world"))

    response = client.get(f"/en/world/{number}{ending}", follow=True)

    assert response.status_code == 404
    assert len(response.redirect_chain) <= 1  # at most the missing slash


def test_an_address_longer_than_a_story_s_is_not_found(client: Client) -> None:
    story = make_article(category=make_category(slug="world"))

    read(client, f"/en/world/{story.pk}-lake/amp/", status=404)
    read(client, f"/world/{story.pk}-lake/", status=404)


def test_a_topic_called_by_a_number_is_not_taken_for_a_story(client: Client) -> None:
    story = make_article(category=make_category(slug="world"))
    make_tag(slug=str(story.pk))

    response = client.get(f"/en/tags/{story.pk}")

    assert (response.status_code, response.headers["Location"]) == (301, f"/en/tags/{story.pk}/")


@pytest.mark.parametrize(
    ("written", "language", "offered"),
    [
        (("en",), "ru", ["English"]),
        (("en",), "hy", ["English"]),
        (("en", "ru"), "hy", ["English", "Русский"]),
        (("hy", "ru"), "en", ["Русский", "Հայերեն"]),
    ],
)
def test_a_missing_translation_leads_exactly_to_the_versions_there_are(
    client: Client, written: tuple[str, ...], language: str, offered: list[str]
) -> None:
    story = make_article(languages=written, category=make_category(slug="world"))

    page = read(client, f"/{language}/world/{story.pk}-lake/", status=404)

    assert texts(page, ".message-page__choices a") == offered
    assert set(links(page, ".message-page__choices a")) == {
        story.version(code).get_absolute_url() for code in written
    }
    assert links(page, ".message-page > p:last-child a") == [f"/{language}/world/", f"/{language}/"]
    assert page.select("link[hreflang], link[rel=canonical]") == []


def test_a_cut_off_address_of_a_missing_translation_is_answered_the_same(client: Client) -> None:
    story = make_article(languages=("en",), category=make_category(slug="world"))

    page = read(client, f"/hy/world/{story.pk}-", status=404)

    assert links(page, ".message-page__choices a") == [story.get_absolute_url()]


def test_a_version_that_is_not_public_is_not_offered(client: Client) -> None:
    story = make_article(languages=("en", "ru"), category=make_category(slug="world"))
    story.version("ru").state = "review"
    story.save()

    page = read(client, f"/hy/world/{story.pk}-lake/", status=404)

    assert texts(page, ".message-page__choices a") == ["English"]
