"""Readers of a former address of a topic or section are sent on for good, with all they asked for."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles.merging import merge
from tests.factories import make_article, make_category, make_publication, make_tag

pytestmark = pytest.mark.django_db
FILES = ("", "feed.xml", "feed.json")


@pytest.fixture
def moved_tag() -> None:
    tag = make_tag(slug="old")
    tag.slug = "new"
    tag.save()


@pytest.fixture
def moved_category() -> None:
    category = make_category(slug="old")
    make_article(category=category)
    category.slug = "new"
    category.save()


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("query", ["", "?page=2&from=x%20y"])
def test_a_former_address_of_a_topic_leads_to_the_present_one(
    client: Client, moved_tag: None, language: str, file: str, query: str
) -> None:
    response = client.get(f"/{language}/tags/old/{file}{query}")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/{language}/tags/new/{file}{query}"


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("query", ["", "?page=2"])
def test_a_former_address_of_a_section_leads_to_the_present_one(
    client: Client, moved_category: None, language: str, file: str, query: str
) -> None:
    response = client.get(f"/{language}/old/{file}{query}")
    assert response.status_code == 301
    assert response.headers["Location"] == f"/{language}/new/{file}{query}"


def test_the_address_of_a_story_in_a_renamed_section_leads_to_it(client: Client) -> None:
    category = make_category(slug="old")
    story = make_article(category=category)
    former = story.version("en").get_absolute_url()
    category.slug = "new"
    category.save()
    answer = client.get(former)
    assert former.startswith("/en/old/")
    assert (answer.status_code, answer.headers["Location"]) == (301, former.replace("/old/", "/new/"))


def test_a_merged_topic_leads_to_the_one_that_stayed(client: Client) -> None:
    make_publication()
    kept, gone = make_tag(slug="court"), make_tag(slug="courts")
    make_article(tags=(gone,), title="About a court")
    merge([gone], into=kept)
    answer = client.get("/en/tags/courts/", follow=True)
    assert answer.redirect_chain == [("/en/tags/court/", 301)]
    assert "About a court" in answer.text


@pytest.mark.parametrize("address", ["/en/tags/never/", "/en/never/", "/en/tags/never/feed.xml"])
def test_an_address_that_never_was_is_not_found(client: Client, moved_tag: None, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_topic_that_took_a_former_address_is_shown_there(client: Client, moved_tag: None) -> None:
    make_publication()
    make_tag(slug="old", en="Another")
    assert client.get("/en/tags/old/").status_code == 200


def test_the_way_on_takes_two_queries(
    client: Client, moved_tag: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        client.get("/en/tags/old/")
