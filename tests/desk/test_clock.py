"""Each person's own clock: times of the desk are shown and taken in the time zone of their account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.states import State
from tests import cast
from tests.articles.rows import again, row
from tests.desk.forms import errors, opened, panel_says, press, soup, standings, told
from tests.factories import make_article

ZONE = "/admin/time-zone/"
BERLIN = ZoneInfo("Europe/Berlin")
pytestmark = pytest.mark.django_db


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def in_berlin(client: Client, language: str = "en") -> User:
    person = cast.editor(language)
    User.objects.filter(pk=person.pk).update(time_zone="Europe/Berlin")
    client.force_login(person)
    return person


def test_a_person_sets_their_own_time_zone_and_goes_back_to_where_they_were(editor: Client) -> None:
    assert "Yerevan, UTC+4" in soup(editor.get("/admin/")).select("#user-tools .desk-clock")[0].get_text()
    page = soup(editor.get(f"{ZONE}?next=/admin/articles/article/"))
    assert page.select("select[name=time_zone] option")[0].get_text() == "The paper's own: Yerevan"
    answer = editor.post(ZONE, {"time_zone": "Europe/Berlin", "next": "/admin/articles/article/"})
    assert answer.headers["Location"] == "/admin/articles/article/"
    back = editor.get("/admin/articles/article/")
    assert told(back) == ["Your time zone is set."] and "Berlin, UTC+" in back.content.decode()
    assert User.objects.get(username="editor").time_zone == "Europe/Berlin"
    editor.post(ZONE, {"time_zone": ""})
    assert "Yerevan, UTC+4" in editor.get("/admin/").content.decode()


@pytest.mark.parametrize("forged", ["Europe/Nowhere", "../../etc/passwd", "x" * 300])
def test_a_zone_of_nowhere_is_refused_and_sets_nothing(editor: Client, forged: str) -> None:
    response = editor.post(ZONE, {"time_zone": forged})
    assert response.status_code == 200 and soup(response).select(".errorlist li")
    assert User.objects.get(username="editor").time_zone == ""


def test_nobody_sets_a_zone_for_others_or_is_led_away(editor: Client, client: Client) -> None:
    answer = editor.post(ZONE, {"time_zone": "Asia/Tokyo", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/admin/"
    for stranger in (None, cast.outsider()):
        client.logout() if stranger is None else client.force_login(stranger)
        assert client.post(ZONE, {"time_zone": "Asia/Tokyo"}).headers["Location"].startswith("/admin/login/")


def test_a_zone_that_the_server_lost_is_the_paper_s_own(editor: Client) -> None:
    User.objects.update(time_zone="Mars/Olympus")
    assert "Yerevan, UTC+4" in editor.get("/admin/").content.decode()


def test_times_are_shown_and_taken_by_the_person_s_clock(client: Client) -> None:
    in_berlin(client)
    article = make_article(state=State.DRAFT)
    day = timezone.localdate(timezone=BERLIN) + timedelta(days=3)
    typed = {"publish_at_en_0": f"{day:%d/%m/%Y}", "publish_at_en_1": "18:00"}
    page = press(client, change(article), "schedule:en", **typed)
    moment = datetime(day.year, day.month, day.day, 18, tzinfo=BERLIN)
    assert again(article).version("en").published_at == moment.astimezone(UTC)
    assert "Time in Berlin, UTC+" in soup(page).select("#standing-en")[0].get_text()
    assert "18:00" in soup(page).select("#standing-en time")[0].get_text()
    shown = opened(client, change(article))
    assert (shown["publish_at_en_0"], shown["publish_at_en_1"]) == ([f"{day:%d/%m/%Y}"], ["18:00"])
    client.force_login(cast.chief_editor())
    hour = moment.astimezone(ZoneInfo("Asia/Yerevan"))
    assert opened(client, change(article))["publish_at_en_1"] == [f"{hour:%H:%M}"]


@pytest.mark.parametrize(
    ("language", "written"), [("en", "%d/%m/%Y"), ("ru", "%d.%m.%Y"), ("hy", "%d.%m.%Y")]
)
def test_a_day_is_typed_and_shown_in_the_order_of_the_language(
    client: Client, language: str, written: str
) -> None:
    client.force_login(cast.editor(language))
    article = make_article(state=State.DRAFT)
    day = (timezone.localtime() + timedelta(days=30)).strftime(written)
    page = press(client, change(article), "schedule:en", publish_at_en_0=day, publish_at_en_1="09:30")
    assert again(article).version("en").standing() == "scheduled"
    assert opened(client, change(article))["publish_at_en_0"] == [day]
    suggested = soup(page).select("#days-ahead option")
    assert len(suggested) == 8 and suggested[0]["value"] == timezone.localdate().strftime(written)


@pytest.mark.parametrize(
    ("day", "hour", "error"),
    [
        ("28/03/2027", "02:30", "There is no such time: the clocks go forward over it that night."),
        ("31/10/2027", "02:30", "This time comes twice: the clocks go back over it that night."),
    ],
)
def test_an_hour_that_does_not_exist_or_comes_twice_is_named(
    client: Client, day: str, hour: str, error: str
) -> None:
    in_berlin(client)
    article = make_article(state=State.DRAFT)
    before = row(article)
    response = press(
        client, change(article), "schedule:en", publish_at_en_0=day, publish_at_en_1=hour, title_en="New"
    )
    assert errors(response, "publish_at_en") == [f"{error} Choose another."]
    assert panel_says(response) == {"en": [f"{error} Choose another."]} and row(article) == before


@pytest.mark.parametrize(
    ("day", "hour", "error"),
    [
        ("", "", "Choose a date and a time."),
        ("01/01/0001", "00:00", "Enter a valid date."),
        ("31/12/9999", "23:59", "Enter a valid date."),
        ("01/01/2206", "10:00", "This is more than ten years ahead. Is the year right?"),
        ("tomorrow", "10:00", "Enter a valid date."),
        ("01/01/2030", "25:00", "Enter a valid time."),
    ],
)
def test_a_time_that_makes_no_sense_is_refused_beside_its_field(
    editor: Client, day: str, hour: str, error: str
) -> None:
    article = make_article(state=State.DRAFT)
    typed = {"publish_at_en_0": day, "publish_at_en_1": hour}
    response = press(editor, change(article), "schedule:en", **typed)
    assert response.status_code == 200 and errors(response, "publish_at_en") == [error]
    assert standings(response)["en"] == "Draft" and again(article).version("en").published_at is None


def test_a_time_beside_publish_now_is_a_contradiction_and_nothing_goes_out(editor: Client) -> None:
    article = make_article(state=State.DRAFT)
    typed = {"publish_at_en_0": "01/01/2030", "publish_at_en_1": "10:00"}
    response = press(editor, change(article), "publish:en", **typed)
    assert errors(response, "publish_at_en") == [
        "You typed a time: choose to schedule it, or empty the time."
    ]
    assert again(article).version("en").state == State.DRAFT


def test_the_page_of_a_schedule_for_several_says_whose_clock_it_asks_for(client: Client) -> None:
    in_berlin(client)
    chosen = {"language": "en", "_selected_action": [make_article(state=State.DRAFT).pk]}
    for action, said in (("schedule", ["Time in Berlin, UTC+1"]), ("publish", [])):
        page = soup(client.post("/admin/articles/article/", {**chosen, "action": action}))
        assert [zone.get_text() for zone in page.select(".bulk__zone")] == said
