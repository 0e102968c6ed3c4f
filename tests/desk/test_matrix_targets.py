"""What one thing does to another, for everybody: merging, deleting, tying stories, ids of others."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article, Tag
from articles.states import State
from categories.models import Category
from tests import cast
from tests.articles.rows import again, row
from tests.desk.forms import told
from tests.desk.matrix.expectations import ARRANGES_CATEGORIES, DELETES, FACTS, MERGES_TAGS, PEOPLE, STRANGERS
from tests.desk.matrix.people import is_refused, log_in
from tests.desk.matrix.stories import LANGUAGES, LIST, Places, bulk, change, shown_form
from tests.factories import make_article, make_author, make_category, make_tag

pytestmark = pytest.mark.django_db
EVERYBODY = (*PEOPLE, *STRANGERS)
everybody = pytest.mark.parametrize("person", EVERYBODY)
TAGS = "/admin/articles/tag/"


def chosen(action: str, *keys: int, **more: Any) -> dict[str, Any]:
    return {"action": action, "_selected_action": [str(key) for key in keys], **more}


@everybody
def test_tags_are_merged_by_those_who_may_delete_them(client: Client, person: str) -> None:
    kept, gone = make_tag(slug="court"), make_tag(slug="courts")
    story = make_article(tags=(gone,), created_by=cast.make_user("colleague"))
    log_in(client, person)
    answer = client.post(TAGS, chosen("merge_tags", kept.pk, gone.pk, kept=kept.pk))
    may = person in MERGES_TAGS
    assert list(story.tags.all()) == [kept if may else gone]
    assert Tag.objects.count() == (1 if may else 2)
    assert is_refused(answer) is not may


@everybody
@pytest.mark.parametrize("make", [make_article, make_tag, make_category, make_author])
def test_things_are_deleted_from_their_list_by_those_who_may(client: Client, person: str, make: Any) -> None:
    thing = make()
    log_in(client, person)
    where = f"/admin/{thing._meta.app_label}/{thing._meta.model_name}/"
    answer = client.post(where, chosen("delete_selected", thing.pk, post="yes"))
    may = person in DELETES
    assert type(thing).objects.filter(pk=thing.pk).exists() is not may
    assert is_refused(answer) is not may


@everybody
def test_a_story_is_put_under_another_by_those_who_may_change_that_one(client: Client, person: str) -> None:
    user = log_in(client, person)
    theirs = cast.make_user("colleague")
    target = make_article(created_by=theirs)  # whatever can be seen can be pointed to
    found = ""
    for owner, state in (
        (user, State.DRAFT),
        (user, State.PUBLISHED),
        (theirs, State.DRAFT),
        (theirs, State.PUBLISHED),
    ):
        article = make_article(created_by=owner or theirs, state=state)
        client.post(change(article), {**shown_form(client, article), **_under(article, target)})
        found += "y" if list(article.related.all()) == [target] else "-"
        assert not target.related.exists()
    assert found == FACTS[person]


def _under(article: Article, target: Article) -> dict[str, Any]:
    line = {"id": "", "article": article.pk, "related": target.pk, "position": 0}
    fields = {f"related_links-0-{name}": value for name, value in line.items()}
    return {"related_links-TOTAL_FORMS": 1, "related_links-INITIAL_FORMS": 0, "_continue": "1", **fields}


@pytest.mark.parametrize("person", ["reporter", "editor of English", "editor"])
def test_rows_of_another_story_are_out_of_reach_of_ones_own_form(client: Client, person: str) -> None:
    user = log_in(client, person)
    mine = make_article(created_by=user, state=State.DRAFT)
    other = make_article(authors=(make_author(),), created_by=cast.make_user("colleague"))
    (byline,) = other.bylines.all()
    line = {"id": byline.pk, "article": other.pk, "author": make_author().pk, "position": 0}
    forged = {f"bylines-0-{name}": value for name, value in line.items()}
    counts = {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1}
    for more in ({}, {"bylines-0-DELETE": "on"}):
        client.post(change(mine), {**shown_form(client, mine), **counts, **forged, **more, "_continue": "1"})
        assert [line.author for line in again(other).bylines.all()] == [byline.author]


def test_of_several_stories_only_ones_own_go_and_the_others_are_named(client: Client) -> None:
    user = log_in(client, "reporter")
    mine = make_article(title="Mine", languages=LANGUAGES, state=State.DRAFT, created_by=user)
    other = make_article(title="Not mine", languages=LANGUAGES, state=State.DRAFT)
    untouched = row(other)
    client.post(LIST, {**bulk("submit", "en", places_of(mine)), "_selected_action": [mine.pk, other.pk]})
    assert again(mine).version("en").state == State.REVIEW
    assert row(other) == untouched
    assert told(client.get(LIST))[1].endswith("“Not mine”: you may not do this in English")


def places_of(article: Article) -> Places:
    return _Draft(article, "en")


class _Draft(Places):
    """A story that never went out, so that nobody compared it with anything."""

    def original(self) -> Any:
        return self.article.revisions.all()[0]


@pytest.mark.parametrize("person", ["reporter", "translator", "editor of English"])
def test_a_story_nobody_can_see_is_no_story_to_them(client: Client, person: str) -> None:
    log_in(client, person)
    client.post(LIST, {**chosen("submit", 4711), "language": "en", "confirmed": "1"})
    assert "“4711”: it is not there any more" in told(client.get(LIST))[0]


@everybody
def test_the_language_of_the_desk_is_changed_for_oneself_only(client: Client, person: str) -> None:
    user, other = log_in(client, person), cast.make_user("colleague")
    client.post("/admin/language/", {"language": "hy", "user": other.pk, "id": other.pk})
    assert User.objects.get(pk=other.pk).language == "en"
    if user:
        assert User.objects.get(pk=user.pk).language == ("hy" if person in PEOPLE else "en")


@everybody
def test_the_order_and_the_addresses_of_categories_are_the_chief_editor_s(
    client: Client, person: str
) -> None:
    category = make_category(position=1, slug="world")
    log_in(client, person)
    counts = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "_save": "Save"}
    line = {"form-0-id": category.pk, "form-0-position": 7}
    answer = client.post("/admin/categories/category/", {**counts, **line})
    assert is_refused(answer) is (person not in ARRANGES_CATEGORIES)
    moved = {"slug": "elsewhere", "position": 8, "name_en": "Nearby"}
    answer = client.post(f"/admin/categories/category/{category.pk}/change/", {**moved, "_continue": "1"})
    may, category = person in ARRANGES_CATEGORIES, Category.objects.get()
    assert is_refused(answer) is not may
    assert (category.slug, category.position) == (("elsewhere", 8) if may else ("world", 1))
    assert category.name_en == ("Nearby" if may else "World")  # type: ignore[attr-defined]
