from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.states import State
from languages.dates import iso
from tests.factories import BODIES, make_article, make_category, make_publication, set_translated
from tests.reader.paper import LANGUAGES
from tests.reader.reading import read
from tests.reader.sitemaps import NEWS, entries, urls

pytestmark = pytest.mark.django_db


def make_many(count: int) -> None:
    """Make so many live English stories at once."""
    category, now = make_category(slug="world"), timezone.now()
    Article.objects.bulk_create(
        Article(
            category=category,
            title_en=f"No. {number}",
            slug_en=f"no-{number}",
            body_en=BODIES["en"],
            state_en=State.PUBLISHED,
            published_at_en=now - timedelta(minutes=number),
        )
        for number in range(count)
    )


@pytest.mark.parametrize(
    ("age", "listed"),
    [
        (timedelta(hours=47, minutes=59), True),
        (timedelta(hours=48, minutes=1), False),
        (timedelta(hours=-1), False),
    ],
)
def test_a_story_is_news_for_two_days(client: Client, age: timedelta, listed: bool) -> None:
    story = make_article(published_at=timezone.now() - age)

    assert urls(client, "/sitemap-news.xml") == ([story.get_absolute_url()] if listed else [])


def test_a_story_is_told_as_google_wants_it(client: Client) -> None:
    make_publication()
    moment = timezone.now() - timedelta(hours=2)
    story = make_article(languages=LANGUAGES, published_at=moment, title="Fish & <chips> ]]>")
    set_translated(story, "updated_at", en=moment + timedelta(hours=1))  # type: ignore[arg-type]
    story.save()
    found = entries(client, "/sitemap-news.xml")

    names = {"en": "Meridian", "ru": "Меридиан", "hy": "Մերիդիան"}
    assert set(found) == {story.version(code).get_absolute_url() for code in LANGUAGES}
    for code in LANGUAGES:
        news = found[story.version(code).get_absolute_url()][1]
        assert news.findtext(f"{NEWS}publication/{NEWS}name") == names[code]
        assert news.findtext(f"{NEWS}publication/{NEWS}language") == code
        assert news.findtext(f"{NEWS}publication_date") == iso(moment)
        assert news.findtext(f"{NEWS}title") == "Fish & <chips> ]]>"


def test_no_text_can_break_the_file(client: Client) -> None:
    make_article()
    with connection.cursor() as cursor:  # past all that cleans it
        cursor.execute("UPDATE articles_article SET title_en = %s", ["a\x01\x0b\x1f\ufffeb"])

    [entry] = entries(client, "/sitemap-news.xml").values()
    assert entry[1].findtext(f"{NEWS}title") == "ab"


def test_what_readers_may_not_see_is_no_news(client: Client) -> None:
    for state in (State.DRAFT, State.REVIEW, State.WITHDRAWN):
        hidden = make_article(state=state)
        set_translated(hidden, "published_at", en=timezone.now())  # type: ignore[arg-type]
        hidden.save()
    gone = make_article()
    set_translated(gone, "withdrawn_at", en=timezone.now())  # type: ignore[arg-type]
    gone.save()

    assert urls(client, "/sitemap-news.xml") == []
    assert client.get("/sitemap-news.xml").status_code == 200


def test_a_thousand_stories_are_one_file(client: Client) -> None:
    make_many(1000)

    assert len(urls(client, "/sitemap-news.xml")) == 1000
    read(client, "/sitemap-news-1.xml", status=404)


def test_one_more_makes_two_files_and_an_index(client: Client) -> None:
    make_many(1001)

    assert urls(client, "/sitemap-news.xml") == ["/sitemap-news-1.xml", "/sitemap-news-2.xml"]
    first, second = urls(client, "/sitemap-news-1.xml"), urls(client, "/sitemap-news-2.xml")
    assert (len(first), len(second)) == (1000, 1)
    assert first[0].endswith("-no-0/") and second[0].endswith("-no-1000/")
    read(client, "/sitemap-news-3.xml", status=404)


def test_programs_that_ask_again_are_told_that_nothing_changed(client: Client) -> None:
    make_article()
    first = client.get("/sitemap-news.xml")

    assert first.headers["Cache-Control"] == "public, max-age=300"
    condition = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/sitemap-news.xml", headers=condition).status_code == 304
    make_article()
    assert client.get("/sitemap-news.xml", headers=condition).status_code == 200


def test_fifty_stories_ask_no_more_than_one(client: Client) -> None:
    counts = []
    for more in (1, 49):
        make_article(languages=LANGUAGES)
        for _ in range(more - 1):
            make_article(languages=LANGUAGES)
        with CaptureQueriesContext(connection) as asked:
            client.get("/sitemap-news.xml")
        counts.append(len(asked))

    assert counts == [4, 4]
