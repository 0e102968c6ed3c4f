"""The RSS feeds, read as a feed reader reads them, and as XML."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Correction
from articles.states import State
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_tag,
    set_translated,
)
from tests.reader.paper import LANGUAGES, Paper
from tests.reader.reading import links, read

pytestmark = pytest.mark.django_db
every_language = pytest.mark.parametrize("language", LANGUAGES)
SITE = "http://testserver"
PREFIX = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
PLACES = ("", "world/", "authors/anna-petrosyan/", "tags/water/")


def parsed(client: Client, address: str) -> Any:
    """Return what feedparser makes of a feed that it finds nothing wrong with."""
    response = client.get(address)
    assert response.status_code == 200
    headers = {"content-type": response.headers["Content-Type"]}
    found = feedparser.parse(response.content, response_headers=headers)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "rss20"
    return found


def item(client: Client, address: str = "/en/feed.xml") -> ET.Element:
    """Return the first story of a feed as XML."""
    found = ET.fromstring(client.get(address).content).find("channel/item")  # noqa: S314
    assert found is not None
    return found


def said(element: ET.Element, path: str) -> str | None:
    return element.findtext(path, namespaces=PREFIX)


def titles(client: Client, address: str) -> list[str]:
    return [entry.title for entry in parsed(client, address).entries]


@every_language
@pytest.mark.parametrize("place", PLACES)
def test_every_feed_is_read_without_a_complaint(
    client: Client, paper: Paper, language: str, place: str
) -> None:
    found = parsed(client, f"/{language}/{place}feed.xml")

    assert len(found.entries) >= 22
    assert found.feed.language == language
    assert found.feed.link == f"{SITE}/{language}/{place}"
    itself = [link.href for link in found.feed.links if link.rel == "self"]
    assert itself == [f"{SITE}/{language}/{place}feed.xml"]
    assert found.feed.rights.startswith("© 20")
    assert all(entry.link.startswith(f"{SITE}/{language}/world/") for entry in found.entries)


@every_language
@pytest.mark.parametrize("place", PLACES)
def test_a_page_names_its_feed_and_the_paper_s(
    client: Client, paper: Paper, language: str, place: str
) -> None:
    named = links(read(client, f"/{language}/{place}"), 'head link[rel="alternate"][type]')

    feeds = [f"/{language}/{place}feed.xml", f"/{language}/{place}feed.json"]
    assert [address for address in named if place in address][-2:] == feeds
    assert f"/{language}/feed.xml" in named
    for address in named:
        assert client.get(address).status_code == 200


def test_a_story_names_the_feed_of_its_section(client: Client, paper: Paper) -> None:
    page = read(client, paper.article.version("hy").get_absolute_url())

    assert "/hy/world/feed.xml" in links(page, 'head link[type="application/rss+xml"]')


def make_full_story() -> Article:
    """Make a story with everything a feed can say of one."""
    picture = make_image(width=640, height=360, credit="Karen <Photo>", en="A lake")
    set_translated(picture, "caption", en="The lake at dawn")
    picture.save()
    anna, boris = make_author(slug="anna", en="Anna"), make_author(slug="boris", en="Boris")
    story = make_article(
        languages=("en", "ru"),
        published_at=datetime(2026, 2, 22, 10, 5, tzinfo=UTC),
        title="Fish & chips <5%",
        category=make_category(slug="world"),
        authors=(anna, boris),
        tags=(make_tag(slug="water", en="Water"),),
        lead_image=picture,
        source_name="Lake Agency",
        source_url="https://agency.example/lake",
    )
    set_translated(story, "body", en='<p>See <a href="/en/world/">all</a> or <a href="?x=1">this</a>.</p>')
    story.save()
    return story


def test_a_story_is_told_whole(client: Client) -> None:
    story = make_full_story()
    found = item(client)

    assert said(found, "title") == "Fish & chips <5%"
    assert said(found, "link") == f"{SITE}/en/world/{story.pk}-fish-chips-5/"
    assert said(found, "description") == "Fish &amp; chips &lt;5%"  # read as HTML
    assert said(found, "pubDate") == "Sun, 22 Feb 2026 14:05:00 +0400"
    assert [name.text for name in found.findall("dc:creator", PREFIX)] == ["Anna", "Boris"]
    assert found.find("author") is None
    assert [name.text for name in found.findall("category")] == ["World", "Water"]
    assert said(found, "source") == "Lake Agency"
    guid = found.find("guid")
    assert guid is not None and guid.attrib == {"isPermaLink": "false"}
    assert guid.text == f"tag:testserver,2026:article/{story.pk}/en"


def test_a_story_s_links_can_be_followed_from_anywhere(client: Client) -> None:
    story = make_full_story()
    content = said(item(client), "content:encoded") or ""

    assert f'href="{SITE}/en/world/"' in content
    assert f'href="{SITE}/en/world/{story.pk}-fish-chips-5/?x=1"' in content


def test_a_story_s_picture_comes_with_its_credit(client: Client) -> None:
    make_full_story()
    picture = item(client).find("media:content", PREFIX)

    assert picture is not None
    assert picture.attrib["url"].startswith(f"{SITE}/media/")
    assert (picture.attrib["medium"], picture.attrib["type"]) == ("image", "image/jpeg")
    assert (picture.attrib["width"], picture.attrib["height"]) == ("640", "360")
    assert said(picture, "media:credit") == "Karen <Photo>"
    assert said(picture, "media:description") == "The lake at dawn"


def test_a_correction_reaches_those_who_read_in_a_feed(client: Client) -> None:
    correction = Correction(article=make_article(languages=("en", "ru")))
    set_translated(correction, "text", ru="Девять, а не десять.")
    correction.save()

    assert "Девять, а не десять." in (said(item(client, "/ru/feed.xml"), "content:encoded") or "")
    assert "Correction" not in (said(item(client), "content:encoded") or "")


def test_an_id_outlives_a_new_slug_and_section(client: Client) -> None:
    story = make_article(category=make_category(slug="world"))
    before = said(item(client), "guid"), said(item(client), "link")
    story.category = make_category(slug="politics")
    set_translated(story, "slug", en="another")
    story.save()
    after = said(item(client), "guid"), said(item(client), "link")

    assert after[0] == before[0]
    assert after[1] != before[1]


def test_a_feed_holds_the_newest_fifty(client: Client) -> None:
    category, now = make_category(slug="world"), timezone.now()
    for age in range(51, 0, -1):
        make_article(category=category, title=f"No. {age}", published_at=now - timedelta(hours=age))

    assert titles(client, "/en/feed.xml") == [f"No. {age}" for age in range(1, 51)]


def test_only_what_readers_may_see_is_in_a_feed(client: Client) -> None:
    now, category = timezone.now(), make_category(slug="world")
    make_article(title="Live", category=category)
    make_article(title="Scheduled", category=category, published_at=now + timedelta(hours=1))
    for state in (State.DRAFT, State.REVIEW, State.WITHDRAWN):
        make_article(title=state, category=category, state=state)
    gone = make_article(title="Gone", category=category)
    set_translated(gone, "withdrawn_at", en=now)  # type: ignore[arg-type]
    gone.save()
    make_article(title="Русский", category=category, languages=("ru",))

    assert titles(client, "/en/feed.xml") == titles(client, "/en/world/feed.xml") == ["Live"]
    assert titles(client, "/ru/feed.xml") == ["Русский"]
    assert titles(client, "/hy/feed.xml") == []


def test_a_feed_keeps_to_its_section_author_or_topic(client: Client) -> None:
    world, anna, water = make_category(slug="world"), make_author(slug="anna"), make_tag(slug="water")
    make_article(title="In world", category=world)
    make_article(title="By Anna", authors=(anna,))
    make_article(title="On water", tags=(water,))

    assert titles(client, "/en/world/feed.xml") == ["In world"]
    assert titles(client, "/en/authors/anna/feed.xml") == ["By Anna"]
    assert titles(client, "/en/tags/water/feed.xml") == ["On water"]


@pytest.mark.parametrize("place", ["nowhere/", "authors/nobody/", "tags/nothing/", "authors/", "a/b/"])
def test_what_is_not_there_has_no_feed(client: Client, place: str) -> None:
    read(client, f"/ru/{place}feed.xml", status=404)
    read(client, f"/ru/{place}feed.json", status=404)


def smuggle(story: Article, text: str) -> None:
    """Write a text past all that cleans it, as a careless import would."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_article SET title_en = %s, lead_en = %s, body_en = %s WHERE id = %s",
            [text, text, f"<p>{text}</p>", story.pk],
        )


CONTROLS = "".join(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a]]>b", "a]]>b"),
        (f"a{CONTROLS}b", "ab"),
        ("<script>x</script> & <b>", "<script>x</script> & <b>"),
        ("</title></item>", "</title></item>"),
    ],
)
def test_no_text_can_break_a_feed(client: Client, text: str, shown: str) -> None:
    smuggle(make_article(category=make_category(slug="world")), text)

    parsed(client, "/en/feed.xml")
    assert said(item(client), "title") == shown
    assert "<script" not in (said(item(client), "content:encoded") or "")
    assert json.loads(client.get("/en/feed.json").content)["items"][0]["title"] == shown


def test_programs_that_ask_again_are_told_that_nothing_changed(client: Client) -> None:
    make_article(published_at=datetime(2026, 2, 22, 10, 5, tzinfo=UTC))
    first = client.get("/en/feed.xml")

    assert first.headers["Last-Modified"] == "Sun, 22 Feb 2026 10:05:00 GMT"
    assert first.headers["Cache-Control"] == "public, max-age=300"
    for condition in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = client.get("/en/feed.xml", headers=condition)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Cache-Control"] == "public, max-age=300"

    make_article()
    assert client.get("/en/feed.xml", headers=condition).status_code == 200


@pytest.mark.parametrize("file", ["feed.xml", "feed.json"])
@pytest.mark.parametrize("place", ["", "world/", "authors/anna/", "tags/water/"])
def test_fifty_stories_ask_no_more_than_one(client: Client, place: str, file: str) -> None:
    anna, water = make_author(slug="anna"), make_tag(slug="water")
    shared: Any = {"category": make_category(slug="world"), "authors": (anna,), "tags": (water,)}
    counts = []
    for more in (1, 49):
        for _ in range(more):
            Correction.objects.create(article=make_article(**shared, lead_image=None))
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/en/{place}{file}")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 8
