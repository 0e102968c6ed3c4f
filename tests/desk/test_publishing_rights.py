"""What readers see, or soon will, is changed only by those who may publish; others let their changes wait."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.states import State
from tests import cast
from tests.articles.rows import again, differences, put, row
from tests.desk.forms import errors, opened, press, send, sent_by, soup, standings, steps, told
from tests.desk.test_permissions import CAST
from tests.factories import make_article, make_author, make_category

ALL = ("en", "ru", "hy")
NOT_THEIRS = "Only those who work in this language, and whoever began the story, can change this."
FACTS = (
    "This is the same in all languages: editors of the original language can change it, "
    "and whoever began the story until it is out."
)
CLOSED = "Readers see this, or soon will: only those who may publish can change it."
PUBLISHERS = ("editor", "chief editor")
pytestmark = pytest.mark.django_db


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def at_work(client: Client, person: str, **facts: Any) -> Article:
    """Log somebody in, and give them a story that they began."""
    user = CAST[person]()
    client.force_login(user)
    return make_article(created_by=user, **facts)


@pytest.mark.parametrize("person", CAST)
def test_publishing_by_hand_is_for_those_who_may(client: Client, person: str) -> None:
    article = at_work(client, person, languages=ALL, state=State.DRAFT)
    before = row(article)
    ahead = {"publish_at_ru_0": "2035-01-01", "publish_at_ru_1": "10:00"}
    first = press(client, change(article), "publish:hy", title_hy="Ինչպես գրվեց")
    second = press(client, change(article), "schedule:ru", **ahead)
    if person in PUBLISHERS:
        assert standings(second) == {"en": "Draft", "ru": "Scheduled", "hy": "Published"}
        assert again(article).version("hy").title == "Ինչպես գրվեց"
    else:
        assert (first.status_code, second.status_code) == (403, 403)
        assert row(article) == before


@pytest.mark.parametrize("step", ["draft", "withdraw"])
@pytest.mark.parametrize("person", CAST)
def test_taking_back_what_is_out_is_for_those_who_may(client: Client, person: str, step: str) -> None:
    article = at_work(client, person, languages=("en",))
    response = press(client, change(article), f"{step}:en")
    after = {"draft": "Draft", "withdraw": "Withdrawn"}[step]
    assert response.status_code == (200 if person in PUBLISHERS else 403)
    stands = standings(client.get(change(article)))["en"]
    assert stands == (after if person in PUBLISHERS else "Published")


@pytest.mark.parametrize(("person", "languages"), [("reporter", ALL), ("translator", ("hy",))])
def test_they_send_to_review_and_take_back_from_it(
    client: Client, person: str, languages: tuple[str, ...]
) -> None:
    article = at_work(client, person, languages=ALL, state=State.DRAFT)
    assert steps(client.get(change(article))) == [f"submit:{code}" for code in languages]
    response = press(client, change(article), "submit:hy", title_hy="Պատրաստ է")
    assert told(response)[0] == "Armenian is sent to review."
    assert again(article).version("hy").title == "Պատրաստ է"
    assert standings(response) == {"en": "Draft", "ru": "Draft", "hy": "In review"}
    assert standings(press(client, change(article), "draft:hy"))["hy"] == "Draft"


@pytest.mark.parametrize("person", ["reporter", "translator"])
def test_a_step_with_the_language_of_others_is_refused(client: Client, person: str) -> None:
    client.force_login(CAST[person]())
    article = make_article(languages=ALL, state=State.DRAFT)
    before = row(article)
    assert client.post(change(article), {"_step": "submit:ru", "title_ru": "Чужой"}).status_code == 403
    form = opened(client, change(article)) if person == "translator" else {}
    assert client.post(change(article), form | {"_step": "submit:ru"}).status_code == 403
    assert row(article) == before


def test_an_editor_publishes_in_the_languages_given(client: Client) -> None:
    client.force_login(cast.editor(works_in=("ru",)))
    article = make_article(languages=ALL, state=State.DRAFT)
    page = client.get(change(article))
    assert steps(page) == ["publish:ru", "schedule:ru"]
    assert [name for name in sent_by(soup(page)) if name.startswith(("title", "publish_at", "category"))] == [
        *("title_ru", "publish_at_ru_0", "publish_at_ru_1")
    ]
    assert press(client, change(article), "publish:hy").status_code == 403
    assert standings(press(client, change(article), "publish:ru"))["ru"] == "Published"


@pytest.mark.parametrize(
    "forged", [{"state_en": "published"}, {"state_en": "published", "_step": "publish:en"}]
)
def test_no_field_written_by_hand_publishes(client: Client, forged: dict[str, str]) -> None:
    article = at_work(client, "reporter", state=State.DRAFT)
    form: dict[str, Any] = opened(client, change(article))
    client.post(
        change(article), form | forged | {"published_at_en_0": "2020-01-01", "published_at_en": "2020-01-01"}
    )
    assert again(article).version("en").state == State.DRAFT
    assert again(article).version("en").published_at is None


@pytest.mark.parametrize("days", [-1, 1])
def test_facts_of_what_is_out_are_read_only_to_those_who_may_not_publish(client: Client, days: int) -> None:
    closed = {"category", "lead_image", "tags", "kind"}
    for person, reads_only in (("reporter", True), ("editor", False)):
        moment = timezone.now() + timedelta(days=days)
        article = at_work(client, person, languages=("en",), published_at=moment)
        page = soup(client.get(change(article)))
        assert closed.isdisjoint(sent_by(page)) is reads_only
        assert (CLOSED in page.get_text()) is reads_only
        assert {"title_en", "lead_en", "body_en", "slug_en", "title_ru", "body_ru"} <= set(sent_by(page))


def test_a_translator_reads_what_is_not_theirs_and_is_told_why(client: Client) -> None:
    client.force_login(cast.translator())
    page = soup(client.get(change(make_article(languages=ALL, state=State.DRAFT))))
    open_fields = {name for name in sent_by(page) if not name.startswith("_")}
    texts = {"title_hy", "slug_hy", "lead_hy", "body_hy", "seo_title_hy", "seo_description_hy"}
    assert texts <= open_fields and not [name for name in open_fields if name.endswith(("_en", "_ru"))]
    assert {"category", "kind", "tags", "bylines-0-author"}.isdisjoint(open_fields)
    assert page.get_text().count(NOT_THEIRS) == 2 and FACTS in page.get_text()


def test_a_reporter_reads_the_stories_of_others(client: Client) -> None:
    client.force_login(cast.reporter())
    article = make_article(languages=ALL, state=State.DRAFT, created_by=cast.editor())
    page = client.get(change(article))
    assert page.status_code == 200 and steps(page) == [] and NOT_THEIRS in page.content.decode()
    assert not soup(page).select("#content [type=submit]")
    assert client.post(change(article), {"title_en": "Forged"}).status_code == 403


def test_a_translator_works_on_beside_what_is_out(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=("en",), authors=(make_author(),))
    before = row(article)
    send(client, change(article), "_continue", title_hy="Թարգմանություն", body_hy="<p>Նոր</p>")
    response = press(client, change(article), "submit:hy")
    assert standings(response) == {"en": "Published", "ru": "Missing", "hy": "In review"}
    changed = {name.removesuffix("_id") for name in differences(before, row(article))}
    assert all(name.endswith("_hy") for name in changed)
    assert article.bylines.count() == 1


@pytest.mark.parametrize(
    ("person", "forged"),
    [
        *product(("reporter", "translator"), ("category", "publish_at_hy_0", "note_hy")),
        ("translator", "title_en"),
    ],
)
def test_what_is_sent_by_hand_to_closed_fields_is_refused(client: Client, person: str, forged: str) -> None:
    article = at_work(client, person, languages=("en",))
    before = row(article)
    form = opened(client, change(article)) | {"title_hy": ["Նոր"]}
    response = press(client, change(article), "_continue", form, **{forged: make_category().pk})
    assert response.status_code == 403 and "Your account may not do this." in response.content.decode()
    assert row(article) == before
    assert press(client, change(article), "_continue", form).status_code == 200
    assert again(article).version("hy").title == "Նոր"


def test_authors_sent_by_hand_change_nothing(client: Client) -> None:
    client.force_login(cast.translator())
    article = make_article(languages=("en",), state=State.DRAFT)
    row_of_form = {"bylines-0-author": make_author().pk, "bylines-0-position": 0, "bylines-0-id": ""}
    forged = {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 0, **row_of_form}
    send(client, change(article), "_continue", title_hy="Նոր", **forged)
    assert again(article).version("hy").title == "Նոր" and article.bylines.count() == 0


def test_what_was_typed_while_it_came_out_waits_to_be_published(client: Client) -> None:
    article = at_work(client, "reporter", languages=("en",), state=State.DRAFT)
    form = opened(client, change(article))
    put(article, "en", state=State.PUBLISHED, published_at=timezone.now())
    response = press(client, change(article), "_continue", form, title_en="Half an hour of work")
    assert sent_by(soup(response))["title_en"] == ["Half an hour of work"]
    assert again(article).version("en").title == article.version("en").title


def test_a_fact_that_was_typed_while_the_story_came_out_stays_on_the_screen(client: Client) -> None:
    article = at_work(client, "reporter", languages=("en",), state=State.DRAFT)
    form = opened(client, change(article))
    put(article, "en", state=State.PUBLISHED, published_at=timezone.now())
    response = press(client, change(article), "_continue", form, source_name="Half an hour of work")
    assert errors(response, "source_name") == [CLOSED]
    assert sent_by(soup(response))["source_name"] == ["Half an hour of work"]
    assert again(article).source_name == ""


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
