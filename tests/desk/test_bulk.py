"""A step taken with several stories at once: asked first, taken one by one, then reported."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article
from articles.states import Standing, State
from desk.article.bulk import screen
from tests import cast
from tests.articles.rows import again, row
from tests.desk.forms import all_errors, sent_by, soup, told
from tests.desk.test_article_list import LIST, outdate
from tests.desk.test_history import base, history
from tests.factories import make_article, make_image, save_and_publish

ALL = ("en", "ru", "hy")


def choose(
    client: Client, action: str, language: str, *stories: Article, where: str = LIST, **more: Any
) -> Any:
    """Choose stories in the list, and a step for them."""
    keys = [str(story.pk) for story in stories]
    data = {"action": action, "language": language, "index": "0", "_selected_action": keys}
    return client.post(where, {**data, **more})


def confirm(client: Client, page: Any, **typed: Any) -> Any:
    """Press the button of the page that asks; return the page on which one finds oneself."""
    return client.post(LIST, {**sent_by(soup(page)), **typed}, follow=True)


def asked(page: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the page says of the stories that go ahead, and of those that stay."""
    found: dict[str, dict[str, str]] = {"bulk-ready": {}, "bulk-refused": {}}
    for section in soup(page).select(".bulk section"):
        for line in section.select(".bulk__story"):
            title = line.select(".bulk__title")[0].get_text(strip=True)
            way = " ".join(line.select(".bulk__way")[0].get_text(" ").split())
            found[str(section["aria-labelledby"])][title] = way
    return found["bulk-ready"], found["bulk-refused"]


def standings(*stories: Article, language: str = "hy") -> list[str]:
    return [again(story).version(language).standing().value for story in stories]


def drafts(*titles: str, **facts: Any) -> list[Article]:
    return [make_article(title=title, languages=ALL, state=State.DRAFT, **facts) for title in titles]


def test_nothing_happens_before_it_was_confirmed(editor: Client) -> None:
    stories = drafts("One", "Two")
    rows = [row(story) for story in stories]
    page = choose(editor, "publish", "hy", *stories)
    assert soup(page).select("h1")[0].get_text() == "Publish Armenian now"
    assert asked(page) == ({"One": "Draft → Published", "Two": "Draft → Published"}, {})
    assert soup(page).select(".bulk button")[0].get_text() == "Publish Armenian now (2)"
    assert [row(story) for story in stories] == rows


def test_some_go_and_others_are_refused_each_with_its_reason(editor: Client) -> None:
    good, bare, none, out = (
        *drafts("Good"),
        *drafts("Bare", lead_image=make_image(en="A lake")),
        make_article(title="None", languages=("en",), state=State.DRAFT),
        make_article(title="Out", languages=ALL),
    )
    page = choose(editor, "publish", "hy", good, bare, none, out)
    assert asked(page) == (
        {"Good": "Draft → Published"},
        {
            "Bare": "Draft lead picture has no description in Armenian",
            "None": "Missing there is no title in Armenian; there is no text in Armenian",
            "Out": "Published there is no such step from “Published”",
        },
    )
    done, refused, *_each = told(confirm(editor, page))
    assert done == "Published (Armenian): 1."
    assert refused.startswith("Refused (Armenian): 3.")
    assert "“Bare”: lead picture has no description in Armenian" in refused
    assert "“Out”: there is no such step from “Published”" in refused
    assert standings(good, bare, none, out) == ["published", "draft", "missing", "published"]
    assert again(good).version("en").state == State.DRAFT


@pytest.mark.parametrize(
    ("step", "state", "after", "report"),
    [
        ("submit", "draft", "review", "Sent to review (Armenian): 2."),
        ("publish", "review", "published", "Published (Armenian): 2."),
        ("return", "review", "draft", "Returned (Armenian): 2."),
        ("draft", "published", "draft", "Returned to draft (Armenian): 2."),
        ("withdraw", "published", "withdrawn", "Withdrawn (Armenian): 2."),
    ],
)
def test_every_step_goes_with_several(editor: Client, step: str, state: str, after: str, report: str) -> None:
    stories = [make_article(languages=ALL, state=state) for _ in range(2)]
    done = confirm(editor, choose(editor, step, "hy", *stories), note="Name the source.")
    assert told(done)[0] == report
    assert standings(*stories) == [after] * 2
    assert {again(story).version("ru").state for story in stories} == {state}


def test_several_are_scheduled_for_one_moment(editor: Client) -> None:
    stories = drafts("One", "Two")
    moment = timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=2)
    typed = {"at_0": f"{moment:%Y-%m-%d}", "at_1": f"{moment:%H:%M}"}
    done = confirm(editor, choose(editor, "schedule", "ru", *stories), **typed)
    assert told(done)[0] == "Scheduled (Russian): 2."
    assert [again(story).version("ru").published_at for story in stories] == [moment] * 2


@pytest.mark.parametrize(
    ("step", "typed", "error"),
    [
        ("schedule", {"at_0": "2020-01-01", "at_1": "10:00"}, "This time has passed."),
        ("schedule", {"at_0": "", "at_1": ""}, "This field is required."),
        ("schedule", {"at_0": "2035-02-30", "at_1": "10:00"}, "Enter a valid date."),
        ("schedule", {"at_0": "2035-02-03", "at_1": ""}, "This field is required."),
        ("return", {"note": "  "}, "This field is required."),
    ],
)
def test_what_a_step_needs_is_asked_for_again(
    editor: Client, step: str, typed: dict[str, str], error: str
) -> None:
    stories = [make_article(title=title, languages=ALL, state=State.REVIEW) for title in ("One", "Two")]
    again_asked = confirm(editor, choose(editor, step, "hy", *stories), **typed)
    assert all_errors(again_asked) == [error]
    assert set(asked(again_asked)[0]) == {"One", "Two"}
    assert standings(*stories) == ["review"] * 2
    right = {"at_0": "2035-01-01", "at_1": "10:00", "note": "Name the source."}
    confirm(editor, again_asked, **right)
    assert "review" not in standings(*stories)


def test_the_note_reaches_the_author(editor: Client) -> None:
    story = make_article(languages=ALL, state=State.REVIEW)
    confirm(editor, choose(editor, "return", "hy", story), note=" Name the source. ")
    assert story.timeline()[0].note == "Name the source."


def test_translations_are_confirmed_with_the_original_that_was_seen(editor: Client) -> None:
    first, second, right = (make_article(title=title, languages=ALL) for title in ("1", "2", "3"))
    for story in (first, second):
        outdate(story)
    page = choose(editor, "confirm", "hy", first, second, right)
    assert asked(page)[1] == {"3": "Published there is no such step from “Published”"}
    second.version("en").lead = "Changed once more"
    save_and_publish(second, ["lead_en"])
    done = confirm(editor, page)
    assert told(done)[0] == "Confirmed to be up to date (Armenian): 1."
    assert "“2”: the original changed again meanwhile" in told(done)[1]
    assert standings(first, second, right) == ["published", "outdated", "published"]


def test_what_moved_since_the_page_was_shown_is_left_alone_and_named(editor: Client) -> None:
    first, second = (make_article(title=title, languages=ALL, state=State.REVIEW) for title in ("1", "2"))
    page = choose(editor, "publish", "hy", first, second)
    workflow.back_to_draft(again(second).version("hy"), by=cast.chief_editor())
    done = confirm(editor, page)
    assert "“2”: somebody else changed its state meanwhile" in told(done)[1]
    assert standings(first, second) == ["published", "draft"]


def test_what_was_deleted_meanwhile_is_named_by_its_number(editor: Client) -> None:
    first, second = drafts("One", "Two")
    page = choose(editor, "submit", "hy", first, second)
    key = second.pk
    Article.objects.filter(pk=key).delete()
    assert f"“{key}”: it is not there any more" in told(confirm(editor, page))[1]
    assert standings(first) == ["review"]


def test_all_of_a_view_go_and_the_list_comes_back_as_it_was(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.article.listing.ArticleListing.list_per_page", 2)
    stories = [make_article(title=f"Story {number}", state=State.REVIEW) for number in range(5)]
    other = make_article(title="Draft", state=State.DRAFT)
    view = f"{LIST}?view=review&q=Story"
    page = choose(editor, "publish", "en", stories[0], where=view, select_across="1")
    assert len(asked(page)[0]) == 5
    done = confirm(editor, page)
    assert done.redirect_chain == [(view, 302)]
    assert standings(*stories, language="en") == ["published"] * 5
    assert standings(other, language="en") == ["draft"]


def test_too_many_are_refused_before_anything_happens(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "MOST", 2)
    stories = drafts("One", "Two", "Three")
    refused = choose(editor, "publish", "hy", *stories, select_across="1")
    assert refused.status_code == 302
    sentence = "At most 2 stories go in one step. Choose fewer, or narrow the list."
    assert told(editor.get(LIST)) == [sentence]
    assert standings(*stories) == ["draft"] * 3


def test_a_long_report_names_ten_and_counts_the_rest(editor: Client) -> None:
    stories = [make_article(title=f"Story {number}", languages=("en",)) for number in range(13)]
    report = told(confirm(editor, choose(editor, "publish", "en", *stories)))[0]
    assert report.startswith("Refused (English): 13.") and report.count("no such step") == 10
    assert report.endswith("and others: 3")


def test_what_is_typed_in_titles_is_not_markup_in_the_report(editor: Client) -> None:
    story = make_article(title="<b>Bold</b> & more", languages=("en",))
    page = confirm(editor, choose(editor, "publish", "en", story))
    assert "“<b>Bold</b> & more”" in told(page)[0]
    assert not soup(page).select(".messagelist b")


@pytest.mark.parametrize("language", ["", "xx", "EN"])
def test_without_a_language_nothing_is_done(editor: Client, language: str) -> None:
    (story,) = drafts("One")
    choose(editor, "publish", language, story, confirmed="1")
    assert told(editor.get(LIST)) == ["Choose a language. Nothing was changed."]
    assert standings(story) == ["draft"]


def test_asking_by_address_does_nothing(editor: Client) -> None:
    (story,) = drafts("One")
    asked_by_get: dict[str, Any] = {
        "action": "publish",
        "language": "hy",
        "confirmed": "1",
        "_selected_action": story.pk,
    }
    editor.get(LIST, asked_by_get)
    assert standings(story) == ["draft"]


@pytest.mark.parametrize("seen", ["", "x", "[]", '{"1": 2}', '{"%d": {"place_hy": "forged"}}'])
def test_a_spoilt_memory_of_the_page_breaks_nothing(editor: Client, seen: str) -> None:
    (story,) = drafts("One")
    page = choose(editor, "submit", "hy", story)
    confirm(editor, page, seen=seen.replace("%d", str(story.pk)))
    assert standings(story) == ["draft" if "forged" in seen else "review"]


def test_a_step_leaves_its_entry_in_the_history(editor: Client) -> None:
    (story,) = drafts("One")
    confirm(editor, choose(editor, "publish", "hy", story))
    assert history(editor, base(story)) == ["Changed state for Armenian “One”."]


def test_asking_takes_as_many_queries_for_twenty_stories_as_for_one(editor: Client) -> None:
    counts = []
    for number in (1, 20):
        stories = [
            make_article(title=str(index), languages=ALL, state=State.DRAFT, lead_image=make_image(hy="Լիճ"))
            for index in range(number)
        ]
        choose(editor, "publish", "hy", *stories)
        with CaptureQueriesContext(connection) as queries:
            assert len(asked(choose(editor, "publish", "hy", *stories))[0]) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("step", ["publish", "schedule", "submit", "withdraw", "draft", "return"])
def test_what_is_foreseen_is_what_happens_from_every_place(editor: Client, step: str) -> None:
    stories = everywhere()
    page = choose(editor, step, "hy", *stories.values())
    before = {place: story.timeline().count() for place, story in stories.items()}
    confirm(editor, page, note="Name the source.", at_0="2035-01-01", at_1="10:00")
    moved = {place for place, story in stories.items() if story.timeline().count() > before[place]}
    ready, refused = asked(page)
    assert (set(ready), set(refused)) == (moved, set(stories) - moved)
    assert moved and refused


def everywhere() -> dict[str, Article]:
    """Make a story in every place in which Armenian can stand."""
    stories = {
        str(state): make_article(title=str(state), languages=ALL, state=state) for state in State.values
    }
    tomorrow = timezone.now() + timedelta(days=1)
    stories["scheduled"] = make_article(title="scheduled", languages=ALL, published_at=tomorrow)
    stories["missing"] = make_article(title="missing", languages=("en",))
    stories["outdated"] = make_article(title="outdated", languages=ALL)
    outdate(stories["outdated"])
    assert set(stories) == {standing.value for standing in Standing}
    return stories
