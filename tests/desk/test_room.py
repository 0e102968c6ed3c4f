"""What stands around the text: marks on tabs, times, words to the author, who saved, timeline."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import workflow
from articles.models import Article, Event, EventKind
from articles.states import State
from tests import cast
from tests.articles.rows import again, put
from tests.desk.forms import errors, press, send, soup
from tests.factories import make_article, make_image, make_tag, save_and_publish

ALL = ("en", "ru", "hy")
pytestmark = pytest.mark.django_db


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def text(part: Any) -> str:
    return " ".join(part.get_text(" ").split())


def events(article: Article, count: int, by: User) -> None:
    now = timezone.now()
    rows = [Event(article=article, kind=EventKind.SAVED, language="en", by=by, at=now) for _ in range(count)]
    Event.objects.bulk_create(rows)


def test_the_timeline_says_who_did_what_in_which_language(editor: Client) -> None:
    article = make_article(languages=ALL, state=State.REVIEW)
    send(editor, change(article), "return:ru", note_ru="Кто это говорит?")
    send(editor, change(article), "_continue", kind="opinion", source_name="Agency")
    page = soup(editor.get(change(article)))
    first, second, *_rest = [text(event) for event in page.select(".timeline .event")]
    assert first.startswith("Facts changed: kind and source Editor ,")
    assert second.startswith("RU Returned to its author Кто это говорит? Editor ,")
    assert page.select(".timeline time[datetime]")


def test_the_ten_newest_events_stand_there_and_the_rest_unfolds(editor: Client) -> None:
    article, person = make_article(), User.objects.get(username="editor")
    before = article.timeline().count()
    events(article, 12 - before, person)
    page = soup(editor.get(change(article)))
    assert len(page.select(".timeline > ol > .event")) == 10
    assert len(page.select(".timeline details .event")) == 2
    assert text(page.select(".timeline summary")[0]) == "All 12 events"


def test_a_story_takes_as_many_queries_with_a_long_history_as_with_a_short_one(
    editor: Client, django_assert_max_num_queries: Any
) -> None:
    tags = tuple(make_tag() for _ in range(3))
    article = make_article(languages=ALL, lead_image=make_image(en="A", ru="А", hy="Ա"), tags=tags)
    person = User.objects.get(username="editor")
    editor.get(change(article))
    with django_assert_max_num_queries(25) as few:
        editor.get(change(article))
    events(article, 60, person)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(soup(editor.get(change(article))).select(".event")) > 60


def test_the_bar_says_who_saved_last(editor: Client, client: Client) -> None:
    article = make_article(languages=ALL, state=State.DRAFT)
    send(editor, change(article), "_continue", title_en="New")
    send(editor, change(article), "publish:en")
    client.force_login(cast.chief_editor())
    said = text(soup(client.get(change(article))).select(".last-save")[0])
    assert said.startswith("Last saved by Editor, ")
    assert not soup(client.get("/admin/articles/article/add/")).select(".last-save")


def test_a_returned_text_says_why_on_its_own_tab_until_it_is_sent_again(client: Client) -> None:
    author, person = cast.reporter(), cast.editor()
    article = make_article(languages=ALL, state=State.REVIEW, created_by=author)
    workflow.return_to_author(article.version("ru"), note="Кто это\nговорит?", by=person)
    client.force_login(author)
    page = soup(client.get(change(article)))
    (notice,) = page.select(".returned")
    assert notice["data-language-panel"] == "ru"
    assert text(page.select("#tab-ru")[0]) == "RU Draft returned"
    assert "Returned by Editor" in text(notice) and "Кто это говорит?" in text(notice)
    saved = press(client, change(article), "_continue", title_ru="Мэр говорит")
    assert len(soup(saved).select(".returned")) == 1  # saving is not sending
    assert not soup(press(client, change(article), "submit:ru")).select(".returned")


def test_a_draft_of_an_outdated_translation_is_marked_so(editor: Client) -> None:
    article = make_article(languages=ALL)
    put(article, "ru", state=State.DRAFT)
    stored = again(article)
    stored.version("en").body = "<p>Another.</p>"
    save_and_publish(stored, ["body_en"])
    page = soup(editor.get(change(article)))
    tabs = {str(tab["data-language"]): text(tab) for tab in page.select("[data-language]")}
    assert tabs == {"en": "EN Published", "ru": "RU Draft outdated", "hy": "ARM Outdated"}
    assert "outdated" in text(page.select("#standing-ru")[0])


def test_the_side_says_since_when_each_language_stands_where_it_stands(editor: Client) -> None:
    article = make_article(languages=ALL)
    put(article, "hy", state=State.WITHDRAWN, withdrawn_at=timezone.now())
    put(article, "ru", state=State.DRAFT, published_at=None)
    page = soup(editor.get(change(article)))
    said = {code: text(page.select(f"#standing-{code}")[0]) for code in ALL}
    assert said["en"].startswith("English · Published Published ") and "Time in Yerevan, UTC+4" in said["en"]
    assert said["ru"] == "Russian · Draft Not published yet" and "Withdrawn" in said["hy"]


def test_a_picture_put_on_what_is_out_is_described_in_its_languages(editor: Client) -> None:
    article = make_article(languages=ALL)
    put(article, "hy", state=State.DRAFT)
    bare, whole = make_image(hy="Լիճ"), make_image(en="A lake", ru="Озеро")
    refused = press(editor, change(article), "_continue", lead_image=bare.pk)
    sentence = "This picture lacks a description in languages that are out: English and Russian. "
    assert errors(refused, "lead_image") == [sentence + "Add it under Pictures, or choose another."]
    assert again(article).lead_image is None
    press(editor, change(article), "_continue", lead_image=whole.pk)
    assert again(article).lead_image == whole
    put(article, "hy", state=State.PUBLISHED)
    press(editor, change(article), "_continue", source_name="Agency")  # the picture was there before
    assert again(article).source_name == "Agency"


def test_the_picture_is_shown_under_its_field(editor: Client) -> None:
    image = make_image(en="A lake")
    page = soup(editor.get(change(make_article(lead_image=image))))
    (shown,) = page.select(".field-lead_image img.chosen-picture")
    assert shown["data-picture-of"] == str(image.pk) and str(shown["src"]).startswith("/media/")
    assert not soup(editor.get(change(make_article()))).select("img.chosen-picture")


def test_the_fields_carry_the_limits_that_the_desk_enforces(editor: Client) -> None:
    article = make_article()
    page = soup(editor.get(change(article)))
    limits = {"title": 110, "lead": 300, "seo_title": 60, "seo_description": 155}
    for field, limit in limits.items():
        assert page.select(f"[name={field}_en]")[0]["maxlength"] == str(limit)
        refused = press(editor, change(article), "_continue", **{f"{field}_en": "ա" * (limit + 1)})
        assert soup(refused).select(f".field-{field}_en .errorlist")
