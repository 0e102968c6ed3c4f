from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from articles.models import Article
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_publication,
    make_tag,
    set_translated,
)
from tests.reader.paper import LANGUAGES, Paper

pytestmark = pytest.mark.django_db
SITE = "http://testserver"
OUT = datetime(2026, 2, 22, 10, 5, tzinfo=UTC)


def feed(client: Client, address: str = "/en/feed.json") -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/feed+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["", "world/", "authors/anna-petrosyan/", "tags/water/"])
def test_every_feed_has_what_the_format_asks_for(
    client: Client, paper: Paper, language: str, place: str
) -> None:
    found = feed(client, f"/{language}/{place}feed.json")

    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["language"] == language
    assert found["title"].startswith({"en": "Meridian", "ru": "Меридиан", "hy": "Մերիդիան"}[language])
    assert found["home_page_url"] == f"{SITE}/{language}/{place}"
    assert found["feed_url"] == f"{SITE}/{language}/{place}feed.json"
    assert finders.find(found["icon"].removeprefix(f"{SITE}/static/"))
    assert len(found["items"]) >= 22
    for item in found["items"]:
        assert {"id", "url", "title", "content_html", "date_published"} <= set(item)
        assert client.get(item["url"].removeprefix(SITE)).status_code == 200


def make_story() -> Article:
    story = make_article(
        published_at=OUT,
        category=make_category(slug="world"),
        authors=(make_author(slug="anna", en="Anna"),),
        tags=(make_tag(en="Water"),),
        lead_image=make_image(width=640, height=360),
    )
    set_translated(story, "body", en='<p>See <a href="/en/world/">all</a>.</p>')
    set_translated(story, "updated_at", en=OUT + timedelta(hours=1))  # type: ignore[arg-type]
    story.save()
    return story


def test_a_story_is_told_whole(client: Client) -> None:
    story = make_story()
    [item] = feed(client)["items"]

    assert item["id"] == f"tag:testserver,2026:article/{story.pk}/en"
    assert item["url"] == f"{SITE}{story.get_absolute_url()}"
    assert item["title"] == item["summary"] == "Lake level rises for the third year"
    assert f'href="{SITE}/en/world/"' in item["content_html"]
    assert item["image"].startswith(f"{SITE}/media/")
    assert item["date_published"] == "2026-02-22T14:05:00+04:00"
    assert item["date_modified"] == "2026-02-22T15:05:00+04:00"
    assert item["authors"] == [{"name": "Anna", "url": f"{SITE}/en/authors/anna/"}]
    assert item["tags"] == ["World", "Water"]
    assert item["language"] == "en"


def test_what_a_story_does_not_have_is_left_out(client: Client) -> None:
    make_article()
    [item] = feed(client)["items"]

    assert not {"image", "authors", "date_modified"} & set(item)


def test_a_feed_without_stories_is_a_feed(client: Client) -> None:
    make_publication()

    assert feed(client, "/hy/feed.json")["items"] == []
    assert "Last-Modified" not in client.get("/hy/feed.json").headers


def test_programs_that_ask_again_are_told_that_nothing_changed(client: Client) -> None:
    make_article()
    first = client.get("/en/feed.json")

    assert first.headers["Cache-Control"] == "public, max-age=300"
    condition = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/en/feed.json", headers=condition).status_code == 304
    make_article()
    assert client.get("/en/feed.json", headers=condition).status_code == 200
