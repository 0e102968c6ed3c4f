"""Every step, for everybody, in every language, with a story of their own and one of somebody else.

Three ways lead to a step: the button of the form, the list of several stories, and the function itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import workflow
from articles.refusals import NotAllowed
from articles.versions import LanguageVersion
from desk.article import steps
from desk.article.bulk.steps import STEPS as BULK_STEPS
from tests import cast
from tests.articles.rows import differences
from tests.desk.matrix.expectations import BUTTONS, MORE_FUNCTIONS, STEPS, WORK
from tests.desk.matrix.people import is_refused, log_in
from tests.desk.matrix.stories import LANGUAGES, LIST, NOTE, Places, bulk, change, filled_form, story

pytestmark = pytest.mark.django_db
OWNERS = ("own", "foreign")
CELLS = [
    (person, owner, language, WORK[person][OWNERS.index(owner)][place])
    for person in WORK
    for owner in OWNERS
    for place, language in enumerate(LANGUAGES)
]
every_cell = pytest.mark.parametrize(("person", "owner", "language", "letter"), CELLS)

Take = Callable[[LanguageVersion, Any, int], None]
# The functions of the workflow, by the step of the table.
FUNCTIONS: dict[str, Take] = {
    "submit": lambda version, by, seen: workflow.submit(version, by=by),
    "publish": lambda version, by, seen: workflow.publish(version, by=by),
    "schedule": lambda version, by, seen: workflow.schedule(
        version, at=timezone.now() + timedelta(days=1), by=by
    ),
    "return": lambda version, by, seen: workflow.return_to_author(version, note=NOTE, by=by),
    "draft": lambda version, by, seen: workflow.back_to_draft(version, by=by),
    "withdraw": lambda version, by, seen: workflow.withdraw(version, by=by),
    "confirm": lambda version, by, seen: workflow.confirm(version, seen=seen, by=by),
    "publish changes": lambda version, by, seen: workflow.publish_changes(
        version, seen=version.staged(), by=by
    ),
    "discard changes": lambda version, by, seen: workflow.discard_changes(
        version, seen=version.staged(), by=by
    ),
    "confirm changes": lambda version, by, seen: workflow.confirm_changes(version, seen=seen, by=by),
}


def places(user: User | None, owner: str, language: str) -> Places:
    mine = user is not None and owner == "own"
    return Places(story(language, by=user if mine else cast.make_user("colleague")), language)


def check(where: Places, before: dict[str, Any], *, goes: bool, to: str, what: Any) -> None:
    """A step that goes leads where the table says, and touches one language; one that does not, nothing."""
    changed = differences(before, where.row())
    if goes:
        assert changed and where.standing() == to, what
        assert all(name.removesuffix("_id").endswith(f"_{where.language}") for name in changed), what
    else:
        assert changed == set(), what


def test_every_button_and_every_step_has_a_row() -> None:
    assert {name for name, _place in BUTTONS} == set(steps.KINDS) - {steps.MINOR}  # see test_minor_edit.py
    assert {name for name, _place in STEPS} == set(BULK_STEPS)
    assert {name for name, _place in STEPS | MORE_FUNCTIONS} == set(FUNCTIONS)


def pressed(name: str, language: str) -> dict[str, str]:
    """Return what a form says of a step, beside its fields."""
    button = {"_step": f"{name}:{language}"}
    if name == steps.RETURN:
        return {**button, f"note_{language}": NOTE}
    if name != steps.SCHEDULE:
        return button
    day = timezone.localdate() + timedelta(days=1)
    return {**button, f"publish_at_{language}_0": f"{day:%Y-%m-%d}", f"publish_at_{language}_1": "10:00"}


@every_cell
def test_a_button_goes_for_those_the_table_names(
    client: Client, person: str, owner: str, language: str, letter: str
) -> None:
    where = places(log_in(client, person), owner, language)
    forms: dict[str, dict[str, Any]] = {}
    for (name, place), (who, to) in BUTTONS.items():
        where.put(place)
        if place not in forms:
            forms[place] = filled_form(client, where)
        before = where.row()
        answer = client.post(change(where.article), {**forms[place], **pressed(name, language)})
        check(where, before, goes=letter in who, to=to, what=(name, place))
        assert letter not in who or not is_refused(answer)


@every_cell
def test_a_step_for_several_stories_goes_for_those_the_table_names(
    client: Client, person: str, owner: str, language: str, letter: str
) -> None:
    where = places(log_in(client, person), owner, language)
    for (name, place), (who, to) in STEPS.items():
        where.put(place)
        before = where.row()
        client.post(LIST, bulk(name, language, where))
        check(where, before, goes=letter in who, to=to, what=(name, place))


@pytest.mark.parametrize(
    ("person", "owner", "language", "letter"), [cell for cell in CELLS if cell[0] != "anonymous"]
)
def test_the_function_itself_goes_for_those_the_table_names(
    client: Client, person: str, owner: str, language: str, letter: str
) -> None:
    user = log_in(client, person)
    where = places(user, owner, language)
    for (name, place), (who, to) in (STEPS | MORE_FUNCTIONS).items():
        version = where.put(place).version(language)
        before, goes = where.row(), True
        try:
            FUNCTIONS[name](version, user, where.original().pk)
        except NotAllowed:
            goes = False
        assert goes is (letter in who), (name, place)
        check(where, before, goes=goes, to=to, what=(name, place))
