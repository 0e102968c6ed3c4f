"""What was public and was taken back is gone, not unknown: 410, and not a word of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.states import State
from tests.factories import make_article, make_category, make_withdrawn
from tests.reader.reading import links, read, text, texts

pytestmark = pytest.mark.django_db

ALL = ("en", "ru", "hy")
SECRET = "Regrettable"


def take_back(article: Article, *languages: str, state: str = State.WITHDRAWN) -> Article:
    for language in languages:
        article.version(language).state = state
    article.save()
    return article


@pytest.mark.parametrize("language", ALL)
def test_a_story_taken_back_everywhere_is_gone_in_every_language(client: Client, language: str) -> None:
    world = make_category(slug="world")
    by_state = take_back(make_article(languages=ALL, title=SECRET, category=world), *ALL)
    by_time = make_withdrawn(languages=ALL, title=SECRET, category=world)

    for story in (by_state, by_time):
        page = read(client, story.version(language).get_absolute_url(), status=410)
        assert page.html is not None and page.html["lang"] == language
        assert links(page, ".message-page a") == [f"/{language}/world/", f"/{language}/"]
        assert page.select("link[rel=canonical], link[hreflang], meta[property]") == []


def test_the_page_says_so_and_shows_nothing_of_the_story(client: Client) -> None:
    story = make_withdrawn(title=SECRET, category=make_category(slug="world"))

    response = client.get(story.get_absolute_url())

    assert response.status_code == 410
    content = response.content.decode()
    assert SECRET not in content and SECRET.lower() not in content
    assert "The water rose" not in content
    page = read(client, story.get_absolute_url(), status=410)
    assert text(page, "h1") == "This story was withdrawn"


def test_it_leads_to_the_versions_that_can_still_be_read(client: Client) -> None:
    story = take_back(make_article(languages=ALL, title=SECRET, category=make_category(slug="world")), "ru")
    take_back(story, "hy", state=State.DRAFT)

    page = read(client, story.version("ru").get_absolute_url(), status=410)

    assert texts(page, ".message-page__choices a") == ["English"]
    assert links(page, ".message-page__choices a") == [story.version("en").get_absolute_url()]
    assert links(page, ".languages__link--missing") == [
        "/ru/world/#not-translated",
        "/hy/world/#not-translated",
    ]
    read(client, story.version("en").get_absolute_url())


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW])
def test_what_was_never_public_is_unknown_as_ever(client: Client, state: str) -> None:
    draft = make_article(languages=("en",), state=state, category=make_category(slug="world"))
    nothing = client.get("/en/world/999999-x/")

    response = client.get(draft.get_absolute_url())

    assert response.status_code == nothing.status_code == 404
    assert response.content == nothing.content


def test_what_was_withdrawn_before_its_time_came_is_unknown(client: Client) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    story = take_back(make_article(published_at=tomorrow), "en")

    read(client, story.get_absolute_url(), status=404)


def test_a_translation_that_never_was_is_missing_and_not_withdrawn(client: Client) -> None:
    gone = make_withdrawn(languages=("en",), category=make_category(slug="world"))
    half = make_article(languages=("en", "ru"))
    take_back(half, "ru")

    read(client, f"/hy/world/{gone.pk}-x/", status=404)
    page = read(client, f"/hy/world/{half.pk}-x/", status=404)
    assert texts(page, ".message-page__choices a") == ["English"]


@pytest.mark.parametrize("address", ["{pk}", "{pk}-", "{pk}-wrong/", "{pk}/"])
def test_any_way_of_writing_its_address_is_answered_the_same(client: Client, address: str) -> None:
    story = make_withdrawn(category=make_category(slug="world"))
    make_category(slug="sport")

    for section in ("world", "sport"):
        read(client, f"/en/{section}/{address.format(pk=story.pk)}", status=410)


def test_a_story_that_is_published_again_is_back(client: Client) -> None:
    story = make_withdrawn()
    read(client, story.get_absolute_url(), status=410)

    story.version("en").withdrawn_at = None
    story.save()

    read(client, story.get_absolute_url())
