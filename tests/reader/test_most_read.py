from __future__ import annotations

import pytest
from django.test import Client

from articles import workflow
from articles.models import Article
from readership.models import MostRead, Period, Total
from tests.factories import make_article, make_category, make_publication
from tests.reader.paper import LANGUAGES
from tests.reader.reading import links, read, text, texts

pytestmark = pytest.mark.django_db
every_language = pytest.mark.parametrize("language", LANGUAGES)
PLACES = ".ranking__title"


def rank(*stories: Article, language: str = "en", period: Period = Period.DAY) -> None:
    for place, story in enumerate(stories, start=1):
        MostRead.objects.create(
            article=story, language=language, period=period, place=place, views=100 - place
        )


def make_stories(count: int, *languages: str) -> list[Article]:
    world = make_category(slug="world")
    return [
        make_article(languages=languages or ("en",), category=world, title=f"Story {number}")
        for number in range(count)
    ]


@every_language
def test_the_most_read_of_a_day_and_of_a_week_stand_beside_each_other(client: Client, language: str) -> None:
    one, two, three = make_stories(3, *LANGUAGES)
    rank(two, one, language=language)
    rank(three, two, one, language=language, period=Period.WEEK)
    page = read(client, f"/{language}/most-read/")
    assert texts(page, f"[aria-labelledby=day] {PLACES}") == ["Story 1", "Story 0"]
    assert texts(page, f"[aria-labelledby=week] {PLACES}") == ["Story 2", "Story 1", "Story 0"]


def test_each_language_has_its_own(client: Client) -> None:
    one, two = make_stories(2, "en", "ru")
    rank(one, language="en")
    rank(two, language="ru")
    assert texts(read(client, "/en/most-read/"), PLACES) == ["Story 0"]
    assert texts(read(client, "/ru/most-read/"), PLACES) == ["Story 1"]
    assert "Դեռ ոչինչ չի հաշվվել։" in text(read(client, "/hy/most-read/"))


def test_what_was_withdrawn_is_gone_at_once_and_the_others_move_up(client: Client) -> None:
    one, two, three = make_stories(3)
    rank(one, two, three)
    workflow.withdraw(one.version("en"), by=None)
    for path in ("/en/", "/en/most-read/"):
        assert texts(read(client, path), PLACES) == ["Story 1", "Story 2"], path
    feed = client.get("/en/most-read/feed.xml").text
    assert "Story 0" not in feed and "Story 2" in feed


@every_language
def test_home_and_stories_show_the_five_most_read(client: Client, language: str) -> None:
    stories = make_stories(7, *LANGUAGES)
    rank(*stories, language=language)
    home = read(client, f"/{language}/")
    assert texts(home, f".most-read {PLACES}") == [f"Story {number}" for number in range(5)]
    assert links(home, ".most-read h2 a") == [f"/{language}/most-read/"]
    story = read(client, stories[0].version(language).get_absolute_url())
    assert texts(story, f".most-read {PLACES}") == [f"Story {number}" for number in range(1, 5)]


def test_nothing_is_shown_before_anything_is_counted(client: Client) -> None:
    (story,) = make_stories(1)
    for path in ("/en/", story.get_absolute_url()):
        assert read(client, path).select(".most-read") == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Views: 1,160"),
        ("ru", "Просмотры: 1\N{NO-BREAK SPACE}160"),
        ("hy", "Դիտումներ՝ 1\N{NO-BREAK SPACE}160"),
    ],
)
def test_a_story_says_how_often_it_was_read(client: Client, language: str, words: str) -> None:
    (story,) = make_stories(1, *LANGUAGES)
    Total.objects.create(article=story, language=language, views=1160)
    page = read(client, story.version(language).get_absolute_url())
    shown = page.select_one(".article__views")
    assert shown is not None and "".join(shown.get_text()).strip() == words
    assert links(page, ".article__views a") == [f"/{language}/views/"]
    other = next(code for code in LANGUAGES if code != language)
    assert read(client, story.version(other).get_absolute_url()).select(".article__views") == []


@pytest.mark.parametrize(("least", "shown"), [(0, True), (50, True), (51, False)])
def test_a_small_number_is_not_shown(client: Client, least: int, shown: bool) -> None:
    publication = make_publication()
    publication.views_shown_from = least
    publication.save()
    (story,) = make_stories(1)
    Total.objects.create(article=story, language="en", views=50)
    page = read(client, story.get_absolute_url())
    assert bool(page.select(".article__views")) is shown
