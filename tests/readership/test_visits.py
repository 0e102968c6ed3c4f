from __future__ import annotations

import random
from collections.abc import Callable
from itertools import compress
from typing import Any

import pytest

from readership.models import Visit
from readership.slots import Row
from readership.visitors import ONCE_IN
from readership.visits import Known, count

pytestmark = pytest.mark.django_db
NOON = 1_795_867_200_000  # milliseconds
MINUTE = 60_000


def view(visit: int, minutes: float = 0, before: int = 0) -> Row:
    return (NOON + int(minutes * MINUTE), 1, "en", visit, before, "")


def unknown(known: Known, records: list[Row]) -> list[Row]:
    """Return the records that may be views, in the order of time."""
    may_count = known.may_count([record[0] for record in records], [record[3] for record in records])
    return sorted(compress(records, may_count))


def counted(visit: int) -> float | None:
    """Return when a visit was last counted: minutes after noon."""
    row = Visit.objects.filter(pk=visit).first()
    return (row.counted_at - NOON) / MINUTE if row else None


def test_what_this_process_counted_is_not_looked_up(django_assert_num_queries: Callable[..., Any]) -> None:
    known = Known()
    _views, latest = count(unknown(known, [view(1), view(2)]))
    known.note(latest, NOON)
    with django_assert_num_queries(0):
        assert unknown(known, [view(1, 29.9), view(2, -29.9), view(1)]) == []
    assert unknown(known, [view(1, 30), view(3), view(2, -30)]) == [view(2, -30), view(3), view(1, 30)]


def test_what_another_process_counted_is_looked_up() -> None:
    count([view(1)])
    known = Known()
    views, latest = count(unknown(known, [view(1, 10), view(1, 31), view(1, 32)]))
    assert (views, latest, counted(1)) == ([view(1, 31)], {1: NOON + 31 * MINUTE}, 31)


def test_visits_known_for_half_an_hour_are_forgotten() -> None:
    known = Known()
    for minutes, visit in ((0, 1), (10, 2), (30, 3), (60, 4)):
        known.note({visit: NOON + minutes * MINUTE}, NOON + minutes * MINUTE)
    again = [view(visit, minutes) for minutes, visit in ((0, 1), (10, 2), (30, 3), (60, 4))]
    assert unknown(known, again) == again[:2]


def test_more_visits_than_there_is_room_for_are_forgotten() -> None:
    known = Known(limit=2)
    for visit in range(1, 7):
        known.note({visit: NOON}, NOON)
    known.note(dict.fromkeys(range(7, 12), NOON), NOON)
    every = [view(visit) for visit in range(1, 12)]
    assert unknown(known, every) == [*every[:4], *every[8:]]


@pytest.mark.parametrize("seed", range(5))
def test_the_same_is_counted_whatever_is_known(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    records = sorted(
        view(dice.randrange(1, 30), dice.uniform(0, 240), dice.choice((0, 31))) for _ in range(600)
    )
    plain, _latest = count(records)
    Visit.objects.all().delete()
    views, processes = list[Row](), [Known(limit=8) for _ in range(3)]
    for start in range(0, len(records), 20):
        known, some = dice.choice(processes), records[start : start + 20]
        more, latest = count(unknown(known, some))
        known.note(latest, some[-1][0])
        views += more
    assert views == plain
    assert 0 < len(plain) < len(records)
    assert all(
        abs(one[0] - other[0]) >= ONCE_IN
        for one in plain
        for other in plain
        if one[3] == other[3] and one != other
    )
