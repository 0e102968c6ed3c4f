"""The front of the desk: what waits for a person, each view cut short, and the ways to the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.states import State
from tests import cast
from tests.desk.forms import soup
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db


def sections(client: Client) -> dict[str, list[str]]:
    """Return the titles of the stories in each section, and what it says where there is none."""
    found = {}
    for section in soup(client.get("/admin/")).select(".today__section"):
        name = section.select("h2")[0].get_text(" ", strip=True)
        found[name] = [words.get_text(strip=True) for words in section.select(".today__title, .today__empty")]
    return found


def test_a_translator_sees_at_once_what_to_translate(client: Client) -> None:
    client.force_login(cast.translator())
    story = make_article(languages=("en",), title="Out in English")
    make_article(languages=("en",), state=State.DRAFT, title="Nobody waits for this")
    assert sections(client) == {
        "To translate into Armenian 1": ["Out in English"],
        "Outdated 0": ["Every translation is up to date."],
        "Scheduled today 0": ["Nothing more goes out today."],
    }
    (link,) = soup(client.get("/admin/")).select(".today__title")
    assert link["href"] == f"/admin/articles/article/{story.pk}/change/#hy"


def test_a_story_says_where_its_languages_stand_and_when_it_goes_out(editor: Client) -> None:
    moment = timezone.localtime().replace(hour=23, minute=59, second=59)
    make_article(languages=("en", "ru"), published_at=moment)
    page = soup(editor.get("/admin/"))
    said = [" ".join(standing.get_text().split()) for standing in page.select(".today__standings .standing")]
    assert said[:3] == ["EN Scheduled 23:59", "RU Scheduled 23:59", "ARM Missing"]


def test_a_long_view_shows_five_and_the_way_to_all(editor: Client) -> None:
    for number in range(5):
        make_article(title=f"Story {number}", languages=("en",), state=State.REVIEW)
    page = soup(editor.get("/admin/"))
    assert not page.select(".today__more")
    for number in range(7):
        make_article(title=f"More {number}", languages=("en",), state=State.REVIEW)
    assert len(sections(editor)["To review 12"]) == 5
    (more, *_others) = soup(editor.get("/admin/")).select(".today__more a")
    assert more.get_text(strip=True) == "All 12"
    assert more["href"] == "/admin/articles/article/?view=review"


def test_who_sees_no_stories_sees_the_places_of_the_desk(client: Client) -> None:
    client.force_login(cast.administrator())
    page = soup(client.get("/admin/"))
    assert not page.select(".today__section")
    assert page.select("#content-main th a[href='/admin/accounts/user/']")


def test_the_ways_to_everything_else_stand_at_the_side(editor: Client) -> None:
    assert soup(editor.get("/admin/")).select("#content-related th a[href='/admin/articles/tag/']")


def test_the_front_asks_as_often_for_many_stories_as_for_one(editor: Client) -> None:
    def make() -> None:
        tomorrow = timezone.now() + timedelta(days=1)
        make_article(languages=("en",), state=State.REVIEW, lead_image=make_image())
        make_article(languages=("en", "ru"), published_at=tomorrow, created_by=User.objects.get())

    make()
    editor.get("/admin/")
    with CaptureQueriesContext(connection) as one:
        editor.get("/admin/")
    for _number in range(6):
        make()
    with CaptureQueriesContext(connection) as many:
        editor.get("/admin/")
    assert len(many) == len(one) < 20
