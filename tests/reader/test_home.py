from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_article, make_category, make_image, make_publication
from tests.reader.reading import headlines, links, read, text, texts

pytestmark = pytest.mark.django_db


def test_the_newest_story_with_a_picture_leads(client: Client) -> None:
    now = timezone.now()
    make_article(title="Without a picture", published_at=now - timedelta(hours=1))
    make_article(title="With a picture", lead_image=make_image(), published_at=now - timedelta(hours=2))
    make_article(title="Older picture", lead_image=make_image(), published_at=now - timedelta(hours=3))

    page = read(client, "/en/")

    assert headlines(page, ".front__lead") == ["With a picture"]
    assert page.select_one(".front__lead img") is not None


def test_without_any_picture_the_newest_story_leads(client: Client) -> None:
    make_article(title="Older", published_at=timezone.now() - timedelta(days=1))
    make_article(title="Newer")

    page = read(client, "/en/")

    assert headlines(page, ".front__lead") == ["Newer"]
    assert page.select("main img") == []


def test_stories_come_newest_first_and_stand_once_above_the_sections(client: Client) -> None:
    now = timezone.now()
    for hours in range(15):
        make_article(title=f"Story {hours}", published_at=now - timedelta(hours=hours, minutes=1))

    page = read(client, "/en/")

    above = [
        *headlines(page, ".front__lead"),
        *headlines(page, ".row-of-three"),
        *headlines(page, ".front__latest"),
    ]
    assert above == [f"Story {hours}" for hours in range(12)]


def test_sections_stand_in_the_order_of_the_paper_with_what_is_not_shown_above(client: Client) -> None:
    last, first = make_category(slug="sport", position=2, en="Sport"), make_category(slug="world", en="World")
    make_category(slug="empty", position=1, en="Empty")
    now = timezone.now()
    for hours in range(7):
        make_article(title=f"World {hours}", category=first, published_at=now - timedelta(hours=hours))
    make_article(title="Match", category=last, published_at=now - timedelta(days=1))

    page = read(client, "/en/")

    assert texts(page, ".block .block-title") == ["World", "Sport"]
    world, sport = page.select("main > .block")
    assert texts(world, ".card__title") == ["World 4", "World 5", "World 6"]
    assert texts(sport, ".card__title") == ["Match"]
    assert links(world, ".block-title a") == ["/en/world/"]


def test_a_section_shows_five_stories(client: Client) -> None:
    category, now = make_category(), timezone.now()
    for hours in range(12):
        make_article(title=f"Story {hours}", category=category, published_at=now - timedelta(hours=hours))

    assert headlines(read(client, "/en/"), "main > .block") == [f"Story {hours}" for hours in range(4, 9)]


def test_only_stories_of_the_language_are_shown(client: Client) -> None:
    make_article(languages=("en",), title="Lake")
    make_article(languages=("ru",), title="Озеро")
    make_article(languages=("en", "ru"), title="Both")

    assert set(headlines(read(client, "/en/"))) == {"Lake", "Both"}
    assert set(headlines(read(client, "/ru/"))) == {"Озеро", "Both"}
    assert headlines(read(client, "/hy/")) == []


def test_an_empty_paper_says_so(client: Client) -> None:
    assert read(client, "/en/").select_one(".empty") is not None

    make_article()

    assert read(client, "/en/").select_one(".empty") is None


def test_a_paper_nobody_has_named_yet_can_be_read(client: Client) -> None:
    page = read(client, "/ru/")

    assert text(page, "h1") == text(page, "title") == "Newsroom"


def test_the_page_is_named_after_the_paper(client: Client) -> None:
    make_publication()

    assert text(read(client, "/hy/"), "h1") == "Մերիդիան"
    assert text(read(client, "/ru/"), ".nameplate__name") == "Меридиан"
    assert text(read(client, "/en/"), "title") == "Meridian"


def test_a_story_shows_its_section_its_lead_and_when_it_came_out(client: Client) -> None:
    moment = timezone.now() - timedelta(minutes=1)
    story = make_article(category=make_category(en="World"), published_at=moment)

    card = read(client, "/en/").select_one(".front__lead .card")

    assert card is not None
    assert text(card, ".kicker") == "World"
    assert text(card, ".card__lead") == "Lake level rises for the third year"
    written = timezone.localtime(moment)
    assert [str(time["datetime"]) for time in card.select("time")] == [written.isoformat(timespec="seconds")]
    assert links(card, ".card__title a") == [story.get_absolute_url()]


@pytest.mark.parametrize(("kind", "said"), [("photo", "Photo story"), ("opinion", "Opinion"), ("news", "")])
def test_a_story_of_another_kind_than_news_says_so(client: Client, kind: str, said: str) -> None:
    make_article(kind=kind)

    assert "".join(texts(read(client, "/en/"), ".front__lead .kicker__kind")) == said
