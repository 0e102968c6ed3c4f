"""Saving a text, or what all languages share, for everybody: own and foreign, a draft and what is out."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from articles.refusals import NotAllowed
from articles.states import State
from articles.writing import save_changes
from languages.columns import column
from tests import cast
from tests.articles.rows import again, differences, row
from tests.desk.matrix.expectations import FACTS, FACTS_OF_RUSSIAN, TEXTS, WORK
from tests.desk.matrix.people import is_refused, log_in
from tests.desk.matrix.stories import LANGUAGES, change, shown_form
from tests.factories import make_article

pytestmark = pytest.mark.django_db
OWNERS = ("own", "foreign")
FOLLOWS = {"updated_at", "slug", "translated_from"}  # what a save may set beside the text, in its language


def begun_by(user: User | None, owner: str) -> User:
    return user if user and owner == "own" else cast.make_user("colleague")


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("person", WORK)
def test_a_text_is_saved_by_those_whose_work_it_is(client: Client, person: str, owner: str) -> None:
    user = log_in(client, person)
    for state, (who, written) in TEXTS.items():
        article = make_article(languages=LANGUAGES, state=state, created_by=begun_by(user, owner))
        form = shown_form(client, article)
        for place, language in enumerate(LANGUAGES):
            letter, name = WORK[person][OWNERS.index(owner)][place], column("title", language)
            before = row(article)
            client.post(change(article), {**form, name: f"New {letter} {state}", "_continue": "1"})
            changed = {name.removesuffix("_id") for name in differences(before, row(article))}
            changed -= {column(field, language) for field in FOLLOWS}
            assert changed == ({column(written, language)} if letter in who else set()), (language, state)
        User.objects.filter(username="colleague").delete()


@pytest.mark.parametrize("owner", OWNERS)
@pytest.mark.parametrize("person", [person for person in WORK if person != "anonymous"])
def test_no_function_saves_a_text_that_the_form_would_not(client: Client, person: str, owner: str) -> None:
    user = log_in(client, person)
    assert user is not None
    for state, (who, written) in TEXTS.items():
        article = make_article(languages=LANGUAGES, state=state, created_by=begun_by(user, owner))
        for place, language in enumerate(LANGUAGES):
            letter, before = WORK[person][OWNERS.index(owner)][place], row(article)
            copy = again(article)
            setattr(copy, column("lead", language), "By hand")
            try:
                save_changes(copy, [column("lead", language)], by=user)
            except NotAllowed:
                assert letter not in who and row(article) == before
            else:
                assert letter in who, (language, state)
                changed = {name.removesuffix("_id") for name in differences(before, row(article))}
                assert changed == {column("staged" if written == "staged" else "lead", language)}
        User.objects.filter(username="colleague").delete()


@pytest.mark.parametrize(("original", "table"), [("en", FACTS), ("ru", FACTS_OF_RUSSIAN)])
@pytest.mark.parametrize("person", FACTS)
def test_what_languages_share_is_saved_by_those_the_table_names(
    client: Client, person: str, original: str, table: dict[str, str]
) -> None:
    user = log_in(client, person)
    languages = (original, *(code for code in LANGUAGES if code != original))
    found = ""
    for owner in OWNERS:
        for state in (State.DRAFT, State.PUBLISHED):
            article = make_article(languages=languages, state=state, created_by=begun_by(user, owner))
            before = row(article)
            form = {**shown_form(client, article), "source_name": "By hand", "_continue": "1"}
            answer = client.post(change(article), form)
            changed = differences(before, row(article))
            assert changed in (set(), {"source_name"})
            assert not (changed and is_refused(answer))
            found += "y" if changed else "-"
            User.objects.filter(username="colleague").delete()
    assert found == table[person]
