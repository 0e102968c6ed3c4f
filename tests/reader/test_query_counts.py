"""A page asks the database at most eight questions, however much stands on it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, RelatedArticle
from tests import factories
from tests.reader.paper import LANGUAGES, SOUGHT, Paper, correct

pytestmark = pytest.mark.django_db
MOST = 8
every_language = pytest.mark.parametrize("language", LANGUAGES)


def questions(client: Client, address: str, status: int = 200) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == status, address
    return len(asked)


def make_world() -> dict[str, Any]:
    """Make the section, the author, the topic and the picture that all stories share."""
    anna = factories.make_author(slug="anna")
    anna.picture = factories.make_image()
    anna.save()
    return {
        "category": factories.make_category(slug="world"),
        "authors": (anna,),
        "tags": (factories.make_tag(slug="water"),),
        "lead_image": factories.make_image(),
    }


def grow(shared: dict[str, Any], count: int) -> None:
    """Add so many stories to everything that lists stories, and so many sections and pages of their own."""
    for _ in range(count):
        factories.make_article(languages=LANGUAGES, **shared)
        factories.make_article(languages=LANGUAGES, lead_image=shared["lead_image"])
        slug = f"page-{next(factories.number)}"
        factories.make_page(slug=slug, en="Page", ru="Страница", hy="Էջ")


def asked(client: Client, language: str, *places: str) -> dict[str, int]:
    return {place: questions(client, f"/{language}/{place}") for place in places}


@every_language
def test_a_list_asks_the_same_of_one_story_and_of_twenty(client: Client, language: str) -> None:
    shared = make_world()
    day = factories.day_of(factories.make_article(languages=LANGUAGES, **shared), language)
    sought = f"search/?q={SOUGHT[language]}"
    lists = ("world/", "authors/anna/", "tags/water/", f"archive/{day}/", sought)
    one = asked(client, language, *lists)

    for _ in range(19):
        factories.make_article(languages=LANGUAGES, **shared)

    assert asked(client, language, *lists) == one
    assert max(one.values()) <= MOST


@every_language
def test_a_page_asks_the_same_in_a_small_paper_and_in_a_large_one(client: Client, language: str) -> None:
    shared, places = make_world(), ("", "world/", "authors/anna/", "tags/water/", "pages/about/")
    factories.make_page(slug="about", en="About us", ru="О нас", hy="Մեր մասին")
    grow(shared, 8)  # fewer would leave the home page without its sections
    small = asked(client, language, *places)

    grow(shared, 20)

    assert asked(client, language, *places) == small
    assert max(small.values()) <= MOST


def enrich(story: Article, count: int) -> None:
    """Give a story so many authors, topics, corrections and related stories."""
    for position in range(count):
        author = factories.make_author()
        author.picture = story.lead_image
        author.save()
        story.bylines.create(author=author, position=position)
        story.tags.add(factories.make_tag())
        correct(story)
        other = factories.make_article(languages=LANGUAGES, lead_image=story.lead_image)
        RelatedArticle.objects.create(article=story, related=other, position=position)


@every_language
def test_a_story_asks_the_same_with_one_of_everything_and_with_twenty(client: Client, language: str) -> None:
    shared = make_world()
    story = factories.make_article(languages=LANGUAGES, **shared)
    address = story.version(language).get_absolute_url()
    bare = questions(client, address)
    enrich(story, 1)
    one = questions(client, address)

    enrich(story, 19)
    grow(shared, 19)

    assert bare <= questions(client, address) == one <= MOST


@every_language
def test_second_pages_and_dead_ends_ask_no_more_than_any_page(
    client: Client, paper: Paper, language: str
) -> None:
    for address in paper.pages(language):
        assert questions(client, address) <= MOST, address
    for address in paper.dead_ends(language):
        assert questions(client, address, status=404) <= MOST, address


@every_language
def test_a_withdrawn_story_asks_no_more_than_any_page(client: Client, language: str) -> None:
    story = factories.make_withdrawn(languages=LANGUAGES)

    assert questions(client, story.version(language).get_absolute_url(), status=410) <= MOST


def test_a_redirect_asks_for_the_story_and_its_section_alone(client: Client) -> None:
    story = factories.make_article()

    assert questions(client, f"/en/world/{story.pk}-", status=301) == 2
    assert questions(client, "/en/archive/", status=302) == 1
    assert questions(client, "/", status=302) == 0
    assert questions(client, "/arm/world/", status=301) == 0
