"""What waits, at the desk: the form shows it, whose it is and what it changes. Readers see none of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import Tag
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.writing import save_changes
from languages.columns import column
from languages.dates import long_datetime
from tests import cast
from tests.articles.rows import again, differences, put, row
from tests.desk.forms import errors, opened, panel_says, press, send, sent_by, soup, steps, told
from tests.desk.originals import ALL, change, panel, words
from tests.factories import make_article

pytestmark = pytest.mark.django_db
TITLE, SENTENCE = (
    "Lake falls",
    "Somebody else changed the text that waits. Look at it, then publish or discard it.",
)
OVERTAKEN = "Somebody else changed this while you had it open."


def out(**facts: Any) -> Article:
    return again(make_article(languages=ALL, title="Lake rises", **facts))


def save(article: Article, language: str = "en", *, by: Any = None, **texts: str) -> None:
    """Type into a language, as somebody else does meanwhile."""
    stored = again(article)
    for field, text in texts.items():
        setattr(stored, column(field, language), text)
    save_changes(stored, [column(field, language) for field in texts], by=by)


def box(response: Any, language: str = "en") -> Tag | None:
    return panel(response, language).select_one(".waiting")


def read(client: Client, article: Article, language: str = "en") -> str:
    page = Client().get(again(article).version(language).get_absolute_url())
    return page.content.decode()


def test_what_is_saved_waits_and_the_form_shows_it_with_whose_it_is(client: Client) -> None:
    article = out()
    client.force_login(cast.translator())
    response = press(client, change(article), "_continue", title_hy="Լիճը ցածրանում է")
    assert sent_by(soup(response))["title_hy"] == ["Լիճը ցածրանում է"]
    assert "Լիճը ցածրանում է" not in read(client, article, "hy") and "Lake rises" in read(
        client, article, "hy"
    )
    since = article.version("hy").published_at
    waits = article.revisions.order_by("-id")[0]
    assert since is not None
    assert words(box(response, "hy")).startswith(
        f"Readers still see the text of {long_datetime(since, 'en')}; "
        f"changes by Translator of {long_datetime(waits.created_at, 'en')} wait to be published"
    )
    assert not box(response, "en") and not box(response, "ru")


def test_the_words_that_were_changed_are_shown_and_other_fields_named(editor: Client) -> None:
    article = out()
    save(article, title=TITLE, slug="the-lake", seo_title="Falling")
    found = box(editor.get(change(article)))
    assert found is not None
    for heard in found.select(".visually-hidden"):
        heard.extract()
    assert [words(tag) for tag in found.select("ins")] == ["falls"]
    assert [words(tag) for tag in found.select("del")] == ["rises"]
    assert "Changed besides: address, title for search engines" in words(found)


def test_an_editor_saves_and_publishes_with_one_press(editor: Client) -> None:
    article = out()
    response = press(editor, change(article), "changes:en", title_en=TITLE)
    assert told(response)[0] == "The changes are published (English)."
    assert TITLE in read(editor, article) and not box(response)


def test_a_press_without_a_change_says_that_there_is_none(editor: Client) -> None:
    article = out()
    before = row(article)
    response = press(editor, change(article), "changes:en")
    assert panel_says(response)["en"] == ["No changes wait to be published here."]
    assert differences(before, row(article)) == set()


def test_what_is_scheduled_is_changed_apart_and_put_in_its_place(editor: Client) -> None:
    article = out(published_at=timezone.now() + timedelta(days=1))
    response = press(editor, change(article), "_continue", title_en=TITLE)
    assert words(box(response)).startswith("The scheduled text goes out as it is; changes by Editor of ")
    assert again(article).version("en").title == "Lake rises"
    assert "changes:en" not in steps(response)
    done = press(editor, change(article), "ahead:en", lead_en="It fell.")
    assert told(done)[0] == "English goes out with the changed text."
    version = again(article).version("en")
    assert (version.title, version.lead, version.slug) == (TITLE, "It fell.", "lake-falls")


def test_changes_of_several_languages_are_published_together(editor: Client) -> None:
    article = out()
    save(article, "ru", title="Озеро мелеет")
    chosen = {"step_en": "changes", "step_ru": "changes"}
    response = press(editor, change(article), "together", title_en=TITLE, **chosen)
    assert told(response)[:2] == [
        *("The changes are published (English).", "The changes are published (Russian).")
    ]
    assert [again(article).version(code).title for code in ("en", "ru")] == [TITLE, "Озеро мелеет"]


def test_changes_that_somebody_added_meanwhile_are_seen_before_they_go_out(editor: Client) -> None:
    article = out()
    form = opened(editor, change(article))
    save(article, lead="Theirs")
    response = press(editor, change(article), "changes:en", form, title_en=TITLE)
    assert panel_says(response)["en"] == [SENTENCE]
    fields = sent_by(soup(response))
    assert (fields["title_en"], fields["lead_en"]) == ([TITLE], ["Theirs"])
    assert again(article).version("en").title == "Lake rises"
    press(editor, change(article), "changes:en")
    assert (again(article).version("en").title, again(article).version("en").lead) == (TITLE, "Theirs")


def test_a_field_that_two_changed_is_told_before_it_is_overwritten(editor: Client) -> None:
    article = out()
    form = opened(editor, change(article))
    save(article, title="Theirs")
    response = press(editor, change(article), "changes:en", form, title_en=TITLE)
    assert errors(response, "title_en")[0].startswith(OVERTAKEN)
    assert sent_by(soup(response))["title_en"] == [TITLE]
    assert again(article).version("en").title == "Lake rises"
    again_sent = press(editor, change(article), "_continue", sent_by(soup(response)))
    assert sent_by(soup(again_sent))["title_en"] == [TITLE]


@pytest.mark.parametrize("publishes", [True, False])
def test_an_old_form_brings_back_nothing_that_was_published_or_discarded(
    editor: Client, publishes: bool
) -> None:
    article = out()
    save(article, title=TITLE)
    form = opened(editor, change(article))
    if publishes:
        press(editor, change(article), "changes:en")
    else:
        press(editor, change(article), "discard:en")
    press(editor, change(article), "_continue", form, lead_en="Ours")
    version = again(article).version("en")
    text = article.revisions.order_by("-id")[0]
    assert text.pk == version.staged()
    assert version.title == (TITLE if publishes else "Lake rises")
    assert (text.fields["title"], text.fields["lead"]) == (version.title, "Ours")


def test_whose_language_it_is_discards_and_the_published_text_is_back(client: Client) -> None:
    article = out()
    save(article, "hy", title="Լիճ")
    save(article, "en", title=TITLE)
    client.force_login(cast.translator())
    assert {"discard:hy"} == {step for step in steps(client.get(change(article))) if "discard" in step}
    assert press(client, change(article), "discard:en").status_code == 403
    response = press(client, change(article), "discard:hy")
    assert told(response)[0] == "The changes are discarded (Armenian)."
    assert sent_by(soup(response))["title_hy"] == ["Lake rises"] and not box(response, "hy")
    assert again(article).version("en").staged()


def test_what_nobody_of_these_may_is_refused_when_sent_by_hand(client: Client) -> None:
    article = out()
    save(article, "hy", title="Լիճ")
    client.force_login(cast.translator())
    before = row(article)
    assert send(client, change(article), "changes:hy").status_code == 403
    assert send(client, change(article), "ahead:hy").status_code == 403
    client.force_login(cast.editor())
    assert send(client, change(article), "discard:en").status_code == 409
    assert send(client, change(article), "ahead:hy").status_code == 409
    assert row(article) == before


def test_the_bar_says_what_saving_does(client: Client) -> None:
    article = out(created_by=cast.reporter())
    put(article, "ru", published_at=timezone.now() + timedelta(days=1))
    put(article, "hy", state="draft")
    for person, live in (
        (cast.editor(), "“Save” keeps your changes apart: readers go on seeing the published text."),
        (
            cast.translator(works_in=ALL),
            "Readers go on seeing the published text until an editor publishes your changes.",
        ),
    ):
        client.force_login(person)
        page = soup(client.get(change(article)))
        said = {
            str(line["data-steps"]): words(line) for line in page.select(".submit-row .last-save[data-steps]")
        }
        assert said == {
            "en": live,
            "ru": "“Save” keeps your changes apart: the scheduled text goes out as it is.",
        }


@pytest.mark.parametrize("works_in", [("hy",), ("en",)])
def test_stories_with_changes_wait_for_those_who_may_publish_them(
    client: Client, works_in: tuple[str, ...]
) -> None:
    article, _other = out(), out()
    save(article, "hy", title="Լիճ")
    client.force_login(cast.editor(works_in=works_in))
    listed = soup(client.get("/admin/articles/article/?view=review"))
    assert len(listed.select("#result_list tbody tr")) == (1 if works_in == ("hy",) else 0)
    page = soup(client.get("/admin/articles/article/"))
    marked = [words(tag) for tag in page.select(".standing__waits") if words(tag)]
    assert marked == ["changes wait"]
    assert words(soup(client.get(change(article))).select_one("#tab-hy")) == "ARM Published changes wait"
    front = soup(client.get("/admin/"))
    assert len(front.select(".today__standings .standing__waits")) == (1 if works_in == ("hy",) else 0)


def test_what_waited_when_its_time_was_over_is_the_text_that_is_worked_on(editor: Client) -> None:
    article = out()
    save(article, title=TITLE)
    put(article, "en", withdrawn_at=timezone.now() - timedelta(minutes=1))
    response = editor.get(change(article))
    assert sent_by(soup(response))["title_en"] == [TITLE] and not box(response)
    press(editor, change(article), "_continue", lead_en="Ours")
    version = again(article).version("en")
    assert (version.title, version.lead, version.staged()) == (TITLE, "Ours", None)


def test_a_translator_translates_from_what_readers_see(client: Client) -> None:
    article = make_article(languages=("en",), title="Lake rises")
    save(article, title=TITLE)
    client.force_login(cast.translator())
    template = soup(client.get(change(article))).find("template", attrs={"data-source": "en"})
    assert template is not None and "Lake rises" in template.decode() and TITLE not in template.decode()


def test_several_texts_that_wait_cost_one_query(editor: Client, django_assert_max_num_queries: Any) -> None:
    article = out()
    for code in ALL:
        save(article, code, title=TITLE)
    editor.get(change(article))
    with django_assert_max_num_queries(25):
        editor.get(change(article))
