"""The buttons that publish, schedule and take back, one language at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.states import State
from articles.versions import LanguageVersion
from tests.articles.rows import again, differences, row
from tests.cast import reporter
from tests.desk.forms import errors, opened, press, send, standings, steps, tabs_with_errors, told
from tests.factories import BODIES, TITLES, make_article, make_category

ADD = "/admin/articles/article/add/"
ALL = ("en", "ru", "hy")
LANGUAGE_COLUMNS = ("state", "published_at", "updated_at", "withdrawn_at", "slug")


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def at(moment: datetime, language: str) -> dict[str, str]:
    """Return a time as the form's two fields take it."""
    here = timezone.localtime(moment)
    names = (f"publish_at_{language}_0", f"publish_at_{language}_1")
    return dict(zip(names, (f"{here:%d/%m/%Y}", f"{here:%H:%M}"), strict=True))


def ahead(**time: float) -> datetime:
    return (timezone.now() + timedelta(**time)).replace(second=0, microsecond=0)


def version(article: Article, language: str) -> LanguageVersion:
    return again(article).version(language)


@pytest.mark.parametrize("language", ALL)
def test_a_language_is_published_alone(editor: Client, language: str) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    before = row(article)
    answer = send(editor, change(article), f"publish:{language}")
    assert answer.headers["Location"] == f"{change(article)}#{language}"
    expected = dict.fromkeys(ALL, "Draft") | {language: "Published"}
    assert standings(editor.get(change(article))) == expected
    assert differences(before, row(article)) == {f"state_{language}", f"published_at_{language}"}
    assert version(article, language).is_live()


def test_a_new_story_is_published_with_the_first_press(editor: Client) -> None:
    typed = {"category": make_category().pk, "title_ru": TITLES["ru"], "body_ru": BODIES["ru"]}
    response = press(editor, ADD, "publish:ru", **typed)
    assert told(response)[0] == "Russian is published."
    assert standings(response) == {"en": "Missing", "ru": "Published", "hy": "Missing"}


def test_what_was_typed_is_published_with_the_same_press(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    send(editor, change(article), "publish:en", title_en="As typed", title_hy="Ինչպես գրվեց")
    assert version(article, "en").title == "As typed" and version(article, "en").is_live()
    assert version(article, "hy").title == "Ինչպես գրվեց" and not version(article, "hy").is_live()


def test_a_time_ahead_schedules(editor: Client) -> None:
    article, moment = make_article(languages=ALL, state=State.DRAFT), ahead(days=1)
    response = press(editor, change(article), "schedule:hy", **at(moment, "hy"))
    assert told(response)[0] == "Armenian is scheduled."
    assert standings(response) == {"en": "Draft", "ru": "Draft", "hy": "Scheduled"}
    assert version(article, "hy").published_at == moment
    assert not version(article, "hy").is_live() and version(article, "hy").is_live(moment)


def test_the_form_shows_the_scheduled_time_which_can_be_moved_or_dropped(editor: Client) -> None:
    moment, later = ahead(days=1), ahead(days=2)
    article = make_article(published_at=moment)
    shown = opened(editor, change(article))
    assert {name: shown[name] for name in at(moment, "en")} == {k: [v] for k, v in at(moment, "en").items()}
    send(editor, change(article), "schedule:en", **at(later, "en"))
    assert version(article, "en").published_at == later
    send(editor, change(article), "publish:en")
    assert version(article, "en").is_live()


@pytest.mark.parametrize("time", [{"minutes": -1}, {"days": -365}])
def test_a_time_that_has_passed_is_refused(editor: Client, time: dict[str, float]) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    before = row(article)
    response = press(editor, change(article), "schedule:ru", **at(ahead(**time), "ru"), title_en="New")
    assert errors(response, "publish_at_ru") == ["This time has passed. Choose one that is ahead."]
    assert tabs_with_errors(response) == ["ru"]
    assert row(article) == before


@pytest.mark.parametrize(
    ("date", "time", "error"),
    [
        ("01/01/2030", "", "Enter a valid time."),
        ("", "10:00", "Enter a valid date."),
        ("30/02/2030", "10:00", "Enter a valid date."),
        ("01/30/2030", "10:00", "Enter a valid date."),
    ],
)
def test_half_a_time_is_refused(editor: Client, date: str, time: str, error: str) -> None:
    article = make_article(state=State.DRAFT)
    typed = {"publish_at_en_0": date, "publish_at_en_1": time}
    response = press(editor, change(article), "schedule:en", **typed)
    assert errors(response, "publish_at_en") == [error] and tabs_with_errors(response) == ["en"]
    assert version(article, "en").state == State.DRAFT


def test_a_time_typed_without_its_button_schedules_nothing_and_that_is_said(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    response = press(editor, change(article), "_continue", **at(ahead(days=1), "ru"))
    assert "The time for Russian is not set: choose to schedule it for that." in told(response)
    assert standings(response)["ru"] == "Draft"
    quiet = press(editor, change(article), "schedule:ru", **at(ahead(days=1), "ru"))
    assert not any("not set" in sentence for sentence in told(quiet))


@pytest.mark.parametrize(("language", "days"), [("en", -1), ("ru", 1), ("hy", -1)])
def test_a_language_goes_back_to_draft_alone(editor: Client, language: str, days: int) -> None:
    article = make_article(languages=ALL, published_at=ahead(days=days))
    response = press(editor, change(article), f"draft:{language}")
    expected = dict.fromkeys(ALL, "Published" if days < 0 else "Scheduled") | {language: "Draft"}
    assert standings(response) == expected
    assert told(response)[0].endswith("is a draft again and hidden from readers.")


@pytest.mark.parametrize(("language", "called"), [("en", "English"), ("ru", "Russian"), ("hy", "Armenian")])
def test_what_is_missing_is_said_on_its_own_tab(editor: Client, language: str, called: str) -> None:
    other = "ru" if language == "en" else "en"
    article = make_article(languages=(other,), state=State.DRAFT)
    before = row(article)
    response = press(editor, change(article), f"publish:{language}", **{f"title_{other}": "New"})
    for field, word in (("title", "title"), ("body", "text")):
        expected = f"{called} cannot be published without this: {word}."
        assert errors(response, f"{field}_{language}") == [expected]
    assert tabs_with_errors(response) == [language]
    assert row(article) == before


@pytest.mark.parametrize("nothing", ["", "<p> &nbsp;</p>", "<script>alert(1)</script>"])
def test_a_text_of_nothing_is_no_text(editor: Client, nothing: str) -> None:
    article = make_article(state=State.DRAFT)
    response = press(editor, change(article), "publish:en", body_en=nothing)
    assert errors(response, "body_en") == ["English cannot be published without this: text."]
    assert version(article, "en").body == article.version("en").body


@pytest.mark.parametrize("nothing", ["   ", "\x00\u202e", "\ufeff \u200b"])
def test_a_title_of_nothing_is_no_title(editor: Client, nothing: str) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    response = press(editor, change(article), "publish:en", title_en=nothing)
    assert errors(response, "title_en") == ["English cannot be published without this: title."]


def test_the_desk_says_all_this_in_the_language_of_the_editor(editor: Client) -> None:
    editor.post("/admin/language/", {"language": "ru"})
    article = make_article(state=State.DRAFT)
    response = press(editor, change(article), "publish:hy")
    assert response.headers["Content-Language"] == "ru"
    (sentence,) = errors(response, "title_hy")
    assert "cannot be published" not in sentence and any("а" <= letter <= "я" for letter in sentence)


@pytest.mark.parametrize("forged", ["publish:", "publish:xx", "withdrawn:en", ":en"])
def test_a_button_that_does_not_exist_is_a_plain_save(editor: Client, forged: str) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    data: dict[str, Any] = {**opened(editor, change(article)), "title_en": "Kept", "_step": forged}
    editor.post(change(article), data)
    assert version(article, "en").title == "Kept"
    assert {version(article, code).state for code in ALL} == {State.DRAFT}


def test_the_buttons_are_what_the_person_may_do_with_each_language(editor: Client, client: Client) -> None:
    article = make_article(languages=("en",))
    for language, state in (("ru", State.REVIEW), ("hy", State.DRAFT)):
        Article.objects.filter(pk=article.pk).update(**{f"state_{language}": state})
    expected = {"draft:en", "withdraw:en", "changes:en", "publish:ru", "return:ru", "publish:hy"}
    expected |= {"schedule:ru", "schedule:hy"}
    assert set(steps(editor.get(change(article)))) == expected
    author = reporter()
    Article.objects.filter(pk=article.pk).update(created_by=author)
    client.force_login(author)
    assert steps(client.get(change(article))) == ["draft:ru", "submit:hy"]
