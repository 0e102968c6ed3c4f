"""The panel over the form: several languages in one step, all or nothing, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.states import State
from tests import cast
from tests.articles.rows import again, put, row
from tests.desk.forms import (
    all_errors,
    errors,
    opened,
    panel_says,
    press,
    send,
    sent_by,
    soup,
    standings,
    steps,
    told,
)
from tests.factories import make_article, make_image

ADD = "/admin/articles/article/add/"
ALL = ("en", "ru", "hy")
MOVED = "Somebody else changed its state meanwhile. What you typed is saved."
pytestmark = pytest.mark.django_db


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def at_six(language: str, **days: int) -> dict[str, str]:
    day = timezone.localdate() + timedelta(**(days or {"days": 1}))
    return {f"publish_at_{language}_0": f"{day:%d/%m/%Y}", f"publish_at_{language}_1": "18:00"}


def take(client: Client, article: Article, fields: Any = None, /, **typed: Any) -> Any:
    return press(client, change(article), "together", fields, **typed)


def test_two_languages_go_out_now_and_one_at_six(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    chosen = {"step_en": "publish", "step_ru": "publish", "step_hy": "schedule"}
    answer = send(editor, change(article), "together", **chosen, **at_six("hy"), title_hy="Ինչպես գրվեց")
    assert answer.headers["Location"] == f"{change(article)}#en"
    page = editor.get(change(article))
    assert told(page) == ["English is published.", "Russian is published.", "Armenian is scheduled."]
    assert standings(page) == {"en": "Published", "ru": "Published", "hy": "Scheduled"}
    assert again(article).version("hy").title == "Ինչպես գրվեց"


def test_every_step_can_be_one_of_several(editor: Client) -> None:
    article = make_article(languages=ALL)
    put(article, "ru", state=State.REVIEW)
    chosen = {"step_en": "withdraw", "step_ru": "return", "note_ru": "Кто?", "step_hy": "draft"}
    page = take(editor, article, **chosen)
    assert standings(page) == {"en": "Withdrawn", "ru": "Draft", "hy": "Draft"}
    page = take(editor, article, step_en="publish_again", step_ru="publish")
    assert standings(page) == {"en": "Withdrawn", "ru": "Published", "hy": "Draft"}  # no such step
    assert standings(take(editor, article, step_en="republish"))["en"] == "Published"


def test_a_new_story_goes_out_in_several_languages_with_the_first_press(editor: Client) -> None:
    like = make_article(languages=ALL, state=State.DRAFT)
    texts = {
        f"{name}_{code}": getattr(like.version(code), name) for code in ALL for name in ("title", "body")
    }
    page = press(
        editor, ADD, "together", category=like.category_id, step_en="publish", step_ru="publish", **texts
    )
    assert standings(page) == {"en": "Published", "ru": "Published", "hy": "Draft"}


def test_nothing_goes_out_when_one_language_lacks_something_and_the_row_says_what(editor: Client) -> None:
    article = make_article(languages=("en",), state=State.DRAFT, lead_image=make_image(en="A lake"))
    before = row(article)
    chosen = {"step_en": "publish", "step_ru": "publish", "step_hy": "schedule"}
    page = take(editor, article, **chosen, **at_six("hy", days=-1), title_en="Typed", note_ru="Kept")
    says = panel_says(page)
    assert says["ru"] == [
        "Russian cannot be published without this: title.",
        "Russian cannot be published without this: text.",
        "Russian cannot be published without a description of this picture in it.",
    ]
    assert "This time has passed. Choose one that is ahead." in says["hy"] and "en" not in says
    assert set(says["ru"] + says["hy"]) == set(told(page))
    assert errors(page, "title_ru") == says["ru"][:1] and row(article) == before
    kept = sent_by(soup(page))
    assert kept["title_en"] == ["Typed"] and kept["publish_at_hy_1"] == ["18:00"]
    assert [kept[f"step_{code}"][0] for code in ALL] == ["publish", "publish", "schedule"]


def test_what_moved_meanwhile_stops_all_and_what_was_typed_is_saved(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.REVIEW)
    form = opened(editor, change(article))
    put(article, "ru", state=State.DRAFT)
    chosen = {"step_en": "publish", "step_ru": "return", "note_ru": "Кто это?", "step_hy": "schedule"}
    page = take(editor, article, form, **chosen, **at_six("hy"), title_hy="Նոր")
    assert told(page) == [MOVED] and panel_says(page) == {"ru": [MOVED]}
    assert standings(page) == {"en": "In review", "ru": "Draft", "hy": "In review"}
    assert again(article).version("hy").title == "Նոր"
    kept = sent_by(soup(page))
    assert kept["note_ru"] == ["Кто это?"] and kept["publish_at_hy_1"] == ["18:00"]
    assert (kept["step_en"], kept["step_hy"]) == (["publish"], ["schedule"])
    assert not panel_says(editor.get(change(article)))  # told once
    assert standings(take(editor, article, step_en="publish"))["en"] == "Published"


def test_every_refusal_is_named(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.REVIEW)
    form = opened(editor, change(article))
    for code in ("en", "hy"):
        put(article, code, state=State.DRAFT)
    page = take(editor, article, form, step_en="publish", step_ru="publish", step_hy="publish")
    assert panel_says(page) == {"en": [MOVED], "hy": [MOVED]} and told(page) == [MOVED, MOVED]
    assert standings(page)["ru"] == "In review"


def test_a_right_that_was_taken_away_meanwhile_is_a_message_in_the_form(client: Client) -> None:
    person = cast.editor()
    client.force_login(person)
    article = make_article(languages=ALL, state=State.DRAFT, created_by=person)
    form = opened(client, change(article))
    person.groups.remove(*person.groups.filter(name="Editor: ru"))
    page = take(client, article, form, step_en="publish", step_ru="publish", title_en="Typed")
    assert told(page) == ["You may not do this. What you typed is saved."]
    assert standings(page) == {"en": "Draft", "ru": "Draft", "hy": "Draft"}
    assert again(article).version("en").title == "Typed"


def test_a_return_without_a_word_is_refused_beside_the_others(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.REVIEW)
    page = take(editor, article, step_ru="return", step_en="publish", note_ru="   ")
    assert panel_says(page) == {"ru": ["Say why it goes back: write a word to its author."]}
    assert standings(page)["en"] == "In review"


def test_nothing_chosen_is_a_plain_save(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    page = take(editor, article, title_en="Typed")
    assert page.status_code == 200 and not all_errors(page)
    assert (
        again(article).version("en").title == "Typed"
        and standings(editor.get(change(article)))["en"] == "Draft"
    )


def test_a_plain_save_takes_no_step_that_is_only_chosen(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    send(editor, change(article), "_continue", step_en="publish", title_en="Typed")
    assert again(article).version("en").state == State.DRAFT


def test_the_panel_says_where_each_language_stands_and_what_it_lacks(editor: Client) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT, lead_image=make_image(en="A lake"))
    panel = soup(editor.get(change(article))).select("#publish-panel tbody tr")
    lacks = [
        [lack.get_text() for lack in line.select(".lack") if not lack.has_attr("hidden")] for line in panel
    ]
    picture = "description of the lead picture"
    assert lacks == [[], [picture], ["title", "text", picture]]
    assert [line.select(".standing")[0].get_text() for line in panel] == ["Draft", "Draft", "Missing"]


def test_everybody_is_offered_what_they_may_do_and_no_more(client: Client) -> None:
    author = cast.reporter()
    article = make_article(languages=ALL, state=State.DRAFT, created_by=author)
    offers = {
        author: {"submit:en", "submit:ru", "submit:hy"},
        cast.translator(): {"submit:hy"},
        cast.editor(works_in=("ru",)): {"publish:ru", "schedule:ru"},
        cast.chief_editor(): {f"{step}:{code}" for step in ("publish", "schedule") for code in ALL},
    }
    for person, offered in offers.items():
        client.force_login(person)
        assert set(steps(client.get(change(article)))) == offered, person
    page = soup(client.get(change(article)))
    assert [button["value"] for button in page.select(".steps .step--next")] == [
        "publish:en",
        "publish:ru",
        "publish:hy",
    ]


@pytest.mark.parametrize(
    ("state", "label"),
    [
        (State.DRAFT, "Publish Russian now"),
        (State.REVIEW, "Publish Russian now"),
        (State.PUBLISHED, "Save and publish changes"),
        (State.WITHDRAWN, "Publish Russian again"),
    ],
)
def test_the_button_of_a_language_says_exactly_what_it_does(editor: Client, state: str, label: str) -> None:
    article = make_article(languages=ALL)
    put(article, "ru", state=state)
    page = soup(editor.get(change(article)))
    (button,) = page.select('[data-steps="ru"] .step--next')
    assert button.get_text() == label
    assert button["name"] == "_step"


def test_who_may_only_submit_is_told_so_by_the_button(client: Client) -> None:
    client.force_login(cast.translator())
    page = soup(client.get(change(make_article(languages=ALL, state=State.DRAFT))))
    assert [button.get_text() for button in page.select(".steps .step--next")] == ["Send Armenian to review"]
