"""What pages have in common is kept until it changes, and never shown after."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from delivery import pieces, recording
from delivery.keys import Touched
from delivery.pieces import piece, pieces_of
from tests import factories
from tests.delivery.site import Site, rewrite


@pytest.fixture
def store() -> Iterator[pieces.Pieces]:
    pieces.keeping.pieces = pieces.Pieces(1_000_000)
    yield pieces.keeping.pieces
    pieces.keeping.pieces = None


class Maker:
    """Makes numbers, of what is called "thing", and counts them."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        recording.uses("thing")
        self.made += 1
        return self.made


def test_a_piece_is_kept_until_what_it_is_made_of_changes(store: pieces.Pieces) -> None:
    make = Maker()
    assert [piece(("n",), make), piece(("n",), make)] == [1, 1]
    store.drop([Touched("other")])
    assert piece(("n",), make) == 1
    store.drop([Touched("thing")])
    assert [piece(("n",), make), piece(("n",), make)] == [2, 2]


def test_without_a_store_nothing_is_kept() -> None:
    make = Maker()
    assert [piece(("n",), make), piece(("n",), make)] == [1, 2]


def test_a_page_is_made_of_what_its_pieces_are_made_of(store: pieces.Pieces) -> None:
    for _ in range(2):  # made, then kept
        with recording.recording() as whole:
            piece(("n",), Maker())
        with recording.recording() as part:
            piece(("n",), Maker(), is_part=True)
        assert (whole.keys, part.keys) == ({"thing"}, set())


def test_a_page_inherits_how_far_its_pieces_reach_and_how_long_they_are_right(store: pieces.Pieces) -> None:
    def make() -> int:
        recording.newest("list", [], 5)
        recording.until_midnight()
        return 1

    for _ in range(2):
        with recording.recording() as made_of:
            piece(("n",), make)
        assert made_of.ranges == {"list": (float("-inf"), float("inf"))}
        assert made_of.until is not None and made_of.until > time.time()


def test_what_says_nothing_of_itself_is_not_kept(store: pieces.Pieces) -> None:
    found = [piece(("n",), iter((1, 2)).__next__), piece(("n",), lambda: 2)]
    assert found == [1, 2]
    assert len(store) == 0


def test_a_change_while_a_piece_is_made_keeps_it_out(store: pieces.Pieces) -> None:
    make = Maker()

    def interrupted() -> int:
        found = make()
        store.drop([Touched("thing")])
        return found

    assert piece(("n",), interrupted) == 1
    assert piece(("n",), make) == 2


def test_a_piece_that_was_right_up_to_an_hour_is_made_anew(
    store: pieces.Pieces, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make() -> float:
        recording.uses("thing")
        recording.until_midnight()
        return time.time()

    first = piece(("n",), make)
    monkeypatch.setattr(time, "time", lambda: first + 86_401)
    assert piece(("n",), make) != first


def test_a_page_shows_one_state_of_a_piece(store: pieces.Pieces) -> None:
    make = Maker()
    with pieces.page():
        assert piece(("n",), make) == 1
        store.drop([Touched("thing")])
        assert piece(("n",), make) == 1
    with pieces.page():
        assert piece(("n",), make) == 2


def test_what_a_page_makes_of_a_piece_that_changed_meanwhile_is_not_kept(store: pieces.Pieces) -> None:
    inner, outer = Maker(), Maker()

    def make() -> tuple[int, int]:
        return piece(("inner",), inner, is_part=True), outer()

    with pieces.page():
        assert piece(("inner",), inner) == 1
        store.drop([Touched("thing")])
        assert piece(("outer",), make) == (1, 1)
    with pieces.page():
        assert piece(("outer",), make) == (2, 2)


def test_the_staff_are_shown_nothing_that_is_kept_and_leave_nothing(store: pieces.Pieces) -> None:
    make = Maker()
    piece(("n",), make)
    with pieces.page(is_past=True):
        assert [piece(("n",), make), piece(("n",), make)] == [2, 2]
        with pieces.page():
            assert piece(("n",), make) == 3
    assert piece(("n",), make) == 1


def test_only_what_is_missing_is_loaded(store: pieces.Pieces) -> None:
    asked: list[set[int]] = []

    def load(numbers: set[int]) -> dict[int, str]:
        asked.append(numbers)
        return {number: f"thing {number}" for number in numbers if number < 9}

    def record(number: int, _: str | None) -> None:
        recording.uses(f"thing:{number}")

    assert set(pieces_of(("t",), [1, 2, 9], load, record)) == {1, 2}
    store.drop([Touched("thing:2")])
    assert pieces_of(("t",), [1, 2, 3], load, record)[3] == "thing 3"
    assert asked == [{1, 2, 9}, {2, 3}]


def test_what_was_printed_of_a_thing_goes_with_it() -> None:
    template = Template(
        "{% load reader %}{% kept thing look %}{{ thing.name }} {{ look }} {{ shout }}{% endkept %}"
    )

    class Thing:
        name = "Gyumri"

    thing = Thing()
    printed = [
        template.render(Context({"thing": thing, "look": look, "shout": shout}))
        for look, shout in (("plain", "one"), ("plain", "two"), ("large", "three"))
    ]
    assert printed == ["Gyumri plain one", "Gyumri plain one", "Gyumri large three"]
    with translation.override("hy"):
        assert template.render(Context({"thing": thing, "look": "plain"})) == "Gyumri plain "
    assert template.render(Context({"thing": Thing(), "look": "plain"})) == "Gyumri plain "
    assert template.render(Context({})) == "  "  # a page that has to do without


@pytest.mark.django_db
def test_a_page_that_is_made_anew_asks_for_the_rest_no_more() -> None:
    site, category = Site(), factories.make_category(slug="world")
    stories = [factories.make_article(languages=("en",), category=category) for _ in range(4)]
    address = stories[0].version("en").get_absolute_url()
    site.watch.look()
    site.get(address)
    rewrite(stories[0], "Another lead.")
    site.watch.look()

    with CaptureQueriesContext(connection) as asked:
        assert b"Another lead." in site.get(address).body
    assert len(asked) <= 2, [query["sql"][:80] for query in asked]

    with CaptureQueriesContext(connection) as asked:
        assert site.get(f"/en/world/{stories[1].pk}-").status == 301
    assert len(asked) == 1  # the story alone
