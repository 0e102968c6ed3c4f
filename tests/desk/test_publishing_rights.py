"""What readers see, or soon will, is changed only by those who may publish."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.states import State
from tests import cast
from tests.articles.rows import again, put, row
from tests.desk.forms import errors, opened, press, send, sent_by, soup, standings, steps, told
from tests.desk.test_permissions import CAST
from tests.factories import make_article, make_author, make_category

ALL = ("en", "ru", "hy")
NO = "You may not do this. What you typed is saved."
CLOSED = "Readers see this, or soon will: only those who may publish can change it."
PUBLISHERS = ("editor", "chief editor")
pytestmark = pytest.mark.django_db


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


@pytest.mark.parametrize("person", CAST)
def test_publishing_by_hand_is_for_those_who_may(client: Client, person: str) -> None:
    client.force_login(CAST[person]())
    article = make_article(languages=ALL, state=State.DRAFT)
    ahead = {"publish_at_ru_0": "2035-01-01", "publish_at_ru_1": "10:00"}
    first = press(client, change(article), "publish:en", title_en="As typed")
    second = press(client, change(article), "publish:ru", **ahead)
    if person in PUBLISHERS:
        assert standings(second) == {"en": "Published", "ru": "Scheduled", "hy": "Draft"}
    else:
        assert told(first)[0] == NO and told(second)[0] == NO
        assert standings(second) == {"en": "Draft", "ru": "Draft", "hy": "Draft"}
    assert again(article).version("en").title == "As typed"


@pytest.mark.parametrize("person", CAST)
def test_taking_back_what_is_out_is_for_those_who_may(client: Client, person: str) -> None:
    client.force_login(CAST[person]())
    article = make_article(languages=("en",))
    response = press(client, change(article), "draft:en")
    assert standings(response)["en"] == ("Draft" if person in PUBLISHERS else "Published")
    assert (told(response)[0] == NO) is (person not in PUBLISHERS)


@pytest.mark.parametrize("person", ["reporter", "translator"])
def test_they_send_to_review_and_take_back_from_it(client: Client, person: str) -> None:
    client.force_login(CAST[person]())
    article = make_article(languages=ALL, state=State.DRAFT)
    assert steps(client.get(change(article))) == [f"submit:{code}" for code in ALL]
    response = press(client, change(article), "submit:ru", title_ru="Готово")
    assert told(response)[0] == "Russian is sent to review."
    assert again(article).version("ru").title == "Готово"
    assert standings(response) == {"en": "Draft", "ru": "In review", "hy": "Draft"}
    assert standings(press(client, change(article), "draft:ru"))["ru"] == "Draft"


def test_a_time_is_asked_only_of_those_who_may_publish(client: Client) -> None:
    for person, asked in (("reporter", False), ("translator", False), ("editor", True)):
        client.force_login(CAST[person]())
        assert ("publish_at_en_0" in opened(client, change(make_article(state=State.DRAFT)))) is asked


@pytest.mark.parametrize(
    "forged", [{"state_en": "published"}, {"state_en": "published", "_step": "publish:en"}]
)
def test_no_field_written_by_hand_publishes(client: Client, forged: dict[str, str]) -> None:
    client.force_login(cast.reporter())
    article = make_article(state=State.DRAFT)
    form: dict[str, Any] = opened(client, change(article))
    client.post(
        change(article), form | forged | {"published_at_en_0": "2020-01-01", "published_at_en": "2020-01-01"}
    )
    assert again(article).version("en").state == State.DRAFT
    assert again(article).version("en").published_at is None


@pytest.mark.parametrize("days", [-1, 1])
def test_text_that_is_out_is_read_only_to_those_who_may_not_publish(client: Client, days: int) -> None:
    article = make_article(languages=("en",), published_at=timezone.now() + timedelta(days=days))
    closed = {"title_en", "lead_en", "body_en", "slug_en", "category", "lead_image", "tags", "kind"}
    for person, reads_only in (("translator", True), ("editor", False)):
        client.force_login(CAST[person]())
        page = soup(client.get(change(article)))
        assert closed.isdisjoint(sent_by(page)) is reads_only
        assert (CLOSED in page.get_text()) is reads_only
        assert {"title_ru", "body_ru", "title_hy"} <= set(sent_by(page))


def test_a_translator_works_on_beside_what_is_out(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=("en",), authors=(make_author(),))
    before = row(article)
    send(client, change(article), "_continue", title_ru="Перевод", body_ru="<p>Перевод</p>")
    response = press(client, change(article), "submit:ru")
    assert standings(response) == {"en": "Published", "ru": "In review", "hy": "Missing"}
    assert {name: row(article)[name] for name in before if not name.endswith("_ru")} == {
        name: before[name] for name in before if not name.endswith("_ru")
    }
    assert article.bylines.count() == 1


def test_text_sent_by_hand_to_what_is_out_is_refused(client: Client) -> None:
    client.force_login(cast.reporter())
    article = make_article(languages=("en",))
    before = row(article)
    typed = {"title_en": "Forged", "category": make_category().pk, "title_ru": "Новый"}
    response = press(client, change(article), "_continue", **typed)
    assert errors(response, "title_en") == [CLOSED] and errors(response, "category") == [CLOSED]
    assert row(article) == before


def test_what_was_typed_while_it_came_out_stays_on_the_screen(client: Client) -> None:
    client.force_login(cast.reporter())
    article = make_article(languages=("en",), state=State.DRAFT)
    form = opened(client, change(article))
    put(article, "en", state=State.PUBLISHED, published_at=timezone.now())
    response = press(client, change(article), "_continue", form, title_en="Half an hour of work")
    assert errors(response, "title_en") == [CLOSED]
    assert sent_by(soup(response))["title_en"] == ["Half an hour of work"]
    assert again(article).version("en").title == article.version("en").title


def test_who_may_only_read_is_shown_everything_and_no_button(client: Client) -> None:
    guest = cast.make_user("guest")
    guest.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(guest)
    article = make_article(languages=ALL, authors=(make_author(en="Anna"),), state=State.DRAFT)
    response = client.get(change(article))
    assert response.status_code == 200 and steps(response) == []
    assert article.version("ru").title in response.content.decode() and "Anna" in response.content.decode()
    assert not soup(response).select("#content [type=submit]")
    assert client.post(change(article), {"_step": "publish:en"}).status_code == 403
