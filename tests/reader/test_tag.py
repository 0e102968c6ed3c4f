from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_article, make_tag
from tests.reader.reading import headlines, read, text, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "name"), [("en", "Water"), ("ru", "Вода"), ("hy", "Ջուր")])
def test_a_topic_is_called_by_its_name_in_the_language(client: Client, language: str, name: str) -> None:
    make_tag(slug="water", en="Water", ru="Вода", hy="Ջուր")

    page = read(client, f"/{language}/tags/water/")

    assert text(page, "h1") == name
    assert text(page, "title").startswith(f"{name} — ")


def test_stories_on_a_topic_are_listed_newest_first(client: Client) -> None:
    water, ice = make_tag(slug="water"), make_tag(slug="ice")
    now = timezone.now()
    make_article(title="Older", tags=(water,), published_at=now - timedelta(hours=2))
    make_article(title="Both", tags=(water, ice), published_at=now - timedelta(hours=1))
    make_article(title="On something else", tags=(ice,))
    make_article(title="Только по-русски", languages=("ru",), tags=(water,))

    assert headlines(read(client, "/en/tags/water/")) == ["Both", "Older"]
    assert headlines(read(client, "/ru/tags/water/")) == ["Только по-русски"]


def test_a_topic_nobody_wrote_about_says_so(client: Client) -> None:
    make_tag(slug="water")

    assert text(read(client, "/en/tags/water/"), ".empty") == "Nothing has been published here yet."


def test_a_story_in_a_list_says_its_section(client: Client) -> None:
    story = make_article(tags=(make_tag(slug="water"),))

    assert texts(read(client, "/en/tags/water/"), ".card .kicker") == [str(story.category)]


def test_a_great_topic_has_several_pages(client: Client) -> None:
    water = make_tag(slug="water")
    for _ in range(21):
        make_article(tags=(water,))

    assert len(headlines(read(client, "/en/tags/water/?page=2"))) == 1
    read(client, "/en/tags/water/?page=3", status=404)


def test_an_unknown_topic_is_not_found(client: Client) -> None:
    make_tag(slug="water")

    read(client, "/en/tags/fire/", status=404)
    read(client, "/en/tags/", status=404)
    assert client.get("/en/tags/water").headers["Location"] == "/en/tags/water/"
