"""The screens of tags and categories: how much they are used, what is untranslated, merging, addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Tag
from articles.states import State
from tests import cast
from tests.desk.forms import press, soup, told
from tests.desk.test_article_list import found as found_stories
from tests.desk.test_history import history
from tests.factories import make_article, make_category, make_tag

pytestmark = pytest.mark.django_db
TAGS, CATEGORIES = "/admin/articles/tag/", "/admin/categories/category/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(cast.chief_editor())
    return client


def rows(client: Client, where: str, **parameters: str) -> dict[str, list[str]]:
    """Return the cells of the list by the address of the thing."""
    found = {}
    for row in soup(client.get(where, parameters)).select("#result_list tbody tr"):
        cells = [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td:not(.action-checkbox)")]
        found[row.select(".field-slug")[0].get_text(strip=True)] = cells
    return found


def merge(client: Client, *tags: Tag, **more: Any) -> Any:
    keys = [str(tag.pk) for tag in tags]
    return client.post(TAGS, {"action": "merge_tags", "index": "0", "_selected_action": keys, **more})


def test_a_tag_shows_its_names_and_how_many_stories_it_has(editor: Client) -> None:
    water, ice = make_tag(slug="water", en="Water", ru="Вода"), make_tag(slug="ice", hy="Սառույց")
    make_article(title="draft", tags=(water,), state=State.DRAFT)
    make_article(title="out", tags=(water,))
    assert rows(editor, TAGS) == {
        "ice": ["EN No name", "RU No name", "Սառույց", "ice", "0"],
        "water": ["Water", "Вода", "ARM No name", "water", "2"],
    }
    (link,) = soup(editor.get(TAGS)).select(".field-usage a")
    assert link["href"] == f"/admin/articles/article/?tag={water.pk}"
    assert found_stories(editor, tag=str(water.pk)) == {"draft", "out"}
    assert list(rows(editor, TAGS, o="-4")) == ["water", "ice"]
    assert ice.slug in rows(editor, TAGS, q="սառույց")


def test_a_category_shows_the_same_and_its_place(chief: Client) -> None:
    world = make_category(slug="world", en="World", ru="Мир")
    make_category(slug="sport", en="Sport", position=1)
    make_article(title="out", category=world)
    assert rows(chief, CATEGORIES) == {
        "world": ["World", "Мир", "ARM No name", "world", "1", ""],
        "sport": ["Sport", "RU No name", "ARM No name", "sport", "0", ""],
    }
    (link,) = soup(chief.get(CATEGORIES)).select(".field-usage a")
    assert chief.get(str(link["href"])).status_code == 200
    assert found_stories(chief, category__id__exact=str(world.pk)) == {"out"}


@pytest.mark.parametrize(("make", "where"), [(make_tag, TAGS), (make_category, CATEGORIES)])
def test_a_filter_finds_what_has_no_name_in_a_language(
    chief: Client, make: Callable[..., Any], where: str
) -> None:
    make(slug="one", en="One", ru="Один")
    two = make(slug="two", hy="Երկու")
    type(two).objects.filter(slug="two").update(name_ru="")
    expected = {"en": {"two"}, "ru": {"two"}, "hy": {"one"}, "xx": {"one", "two"}}
    for language, slugs in expected.items():
        assert set(rows(chief, where, nameless=language)) == slugs


@pytest.mark.parametrize(("make", "where"), [(make_tag, TAGS), (make_category, CATEGORIES)])
def test_a_list_asks_as_often_for_twenty_as_for_one(
    chief: Client, make: Callable[..., Any], where: str
) -> None:
    counts = []
    for number in (1, 19):
        for _ in range(number):
            made = make()
            make_article(**({"category": made} if where == CATEGORIES else {"tags": (made,)}))
        chief.get(where)
        with CaptureQueriesContext(connection) as queries:
            chief.get(where)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("make", "where", "public"), [(make_tag, TAGS, "/en/tags/"), (make_category, CATEGORIES, "/en/")]
)
def test_a_changed_address_is_told_in_the_form_and_followed_by_readers(
    chief: Client, make: Callable[..., Any], where: str, public: str
) -> None:
    made = make(slug="first")
    for slug in ("second", "third"):
        press(chief, f"{where}{made.pk}/change/", "_continue", slug=slug)
    form = soup(chief.get(f"{where}{made.pk}/change/"))
    assert form.select(".field-former .readonly")[0].get_text(strip=True) == "first, second"
    for slug in ("first", "second"):
        answer = chief.get(f"{public}{slug}/")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{public}third/")
    assert soup(chief.get(f"{where}add/")).select(".field-former .readonly")[0].get_text(strip=True) == "—"


def test_merging_asks_which_tag_stays(chief: Client) -> None:
    court, courts = make_tag(slug="court", en="Court", ru="Суд"), make_tag(slug="courts", en="Courts")
    make_article(tags=(courts,))
    page = soup(merge(chief, court, courts))
    shown = [" ".join(label.get_text(" ").split()) for label in page.select(".merge__tag")]
    assert shown == ["Court Суд court · stories: 0", "Courts courts · stories: 1"]
    assert page.select(".bulk button")[0].get_text() == "Merge (2)"
    assert Tag.objects.count() == 2


def test_the_chosen_tag_stays_and_the_history_says_so(chief: Client) -> None:
    court, courts, law = make_tag(slug="court", en="Court"), make_tag(en="Courts"), make_tag(en="Law")
    story = make_article(tags=(courts, law))
    done = merge(chief, court, courts, law, kept=court.pk)
    assert done.headers["Location"] == TAGS
    assert told(chief.get(TAGS)) == ["“Court” stays. Stories it took over: 1."]
    assert list(story.tags.all()) == [court] and Tag.objects.count() == 1
    entries = history(chief, f"{TAGS}{court.pk}/")
    assert entries == ["Deleted tag “Courts”. Deleted tag “Law”."]
    deleted = LogEntry.objects.filter(action_flag=3).values_list("object_repr", flat=True)
    assert set(deleted) == {"Courts", "Law"}


@pytest.mark.parametrize("kept", ["", "0", "x", "other"])
def test_without_one_of_the_chosen_that_stays_nothing_is_merged(chief: Client, kept: str) -> None:
    court, courts, other = make_tag(), make_tag(), make_tag()
    answer = merge(chief, court, courts, confirmed="1", kept=str(other.pk) if kept == "other" else kept)
    assert soup(answer).select(".errornote")[0].get_text() == "Choose the tag that stays."
    assert Tag.objects.count() == 3


def test_one_tag_alone_is_not_merged(chief: Client) -> None:
    court = make_tag()
    merge(chief, court, kept=court.pk)
    assert told(chief.get(TAGS)) == ["Choose two tags or more to merge them. Nothing was changed."]
    assert Tag.objects.exists()


def test_merging_is_offered_to_those_who_may_delete_tags(editor: Client, client: Client) -> None:
    make_tag()
    offered = "option[value=merge_tags]"
    assert not soup(editor.get(TAGS)).select(offered)
    client.force_login(cast.chief_editor())
    assert soup(client.get(TAGS)).select(offered)


def test_an_action_that_nobody_offers_is_refused(editor: Client) -> None:
    tag = make_tag()
    for where in (TAGS, CATEGORIES, "/admin/articles/article/"):
        forged = {"action": "no_such", "_selected_action": [str(tag.pk)]}
        assert editor.post(where, forged).status_code == 403
