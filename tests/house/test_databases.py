"""Every test runs in `make test`, on SQLite or on PostgreSQL or on both."""

from __future__ import annotations

import re

import pytest

from tests.databases import ANY_DATABASE, ONE_DATABASE, asks_a_database
from tests.house.sources import ROOT, text


def test_every_place_in_the_lists_exists_and_stands_in_one_of_them() -> None:
    places = [*ANY_DATABASE, *ONE_DATABASE]
    assert [place for place in places if not (ROOT / "tests" / place).exists()] == []
    assert len(places) == len(set(places))


def test_each_run_leaves_out_only_what_the_other_one_runs() -> None:
    left_out = re.findall(r'pytest.* -m "not (\w+)"', text(ROOT / "tests/run.sh"))
    assert sorted(left_out) == ["any_database", "one_database"]


def test_no_test_is_left_out_of_both_runs(request: pytest.FixtureRequest) -> None:
    for item in request.session.items:
        marked = {marker.name for marker in item.iter_markers()} & {"any_database", "one_database"}
        assert len(marked) < 2, item.nodeid


def test_what_asks_for_no_database_runs_once(request: pytest.FixtureRequest) -> None:
    assert not asks_a_database(request.node)
    assert request.node.get_closest_marker("any_database")


@pytest.mark.django_db
def test_what_asks_for_one_is_known_by_its_marker(request: pytest.FixtureRequest) -> None:
    assert asks_a_database(request.node)


def test_what_asks_for_one_is_known_by_its_fixtures(request: pytest.FixtureRequest, db: None) -> None:
    assert asks_a_database(request.node)
