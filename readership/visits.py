"""When visits were last counted: a person counts once in half an hour for a story in a language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice

from django.db import connection

from readership.models import Visit
from readership.slots import Row
from readership.visitors import ONCE_IN

AT_A_TIME = 10_000
LIMIT = 100_000  # visits, some 13 MB of memory; four times as many are known at most


class Known:
    """Visits that were counted within half an hour, as far as this process knows: nobody need look them up.

    What is known stays true, whatever other machines count meanwhile; so to forget some costs time, nothing
    else. The older go together, when they are of no use any more or when there are too many of the younger.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self._since = 0  # when the first of the younger was noted
        self._younger: dict[int, int] = {}
        self._older: dict[int, int] = {}

    def may_count(self, moments: Iterable[int], visits: Iterable[int]) -> list[bool]:
        """Tell of each record whether it may be a view: it is not within half an hour of a known visit.

        moments: in milliseconds; visits: to which they belong.
        """
        younger, older, never = self._younger.get, self._older.get, -ONCE_IN
        return [
            not -ONCE_IN < at - (younger(visit) or older(visit, never)) < ONCE_IN
            for at, visit in zip(moments, visits, strict=True)
        ]

    def note(self, counted: Mapping[int, int], now: int) -> None:
        """Know of visits, once it is certain that they are counted.

        counted: when, in milliseconds; now: the present, by the same clock.
        """
        if abs(now - self._since) >= ONCE_IN or len(self._younger) >= self.limit:
            self._since, self._younger, self._older = now, {}, self._younger
        self._younger.update(islice(counted.items(), self.limit))


def count(records: Iterable[Row]) -> tuple[list[Row], dict[int, int]]:
    """Return the records that are views, and when the visits they belong to were last counted.

    A view is what does not come within half an hour of one that was counted for the same visit.
    records: in the order of time. Notes what was counted in the database.
    """
    there = list(records)
    visits, befores = {record[3] for record in there}, {record[4] for record in there}
    counted, latest, views = _counted_before((visits | befores) - {0}), dict[int, int](), list[Row]()
    for record in there:
        at, _article, _language, visit, before, _host = record
        last = counted.get(visit, counted.get(before))
        if last is None or abs(at - last) >= ONCE_IN:
            counted[visit] = latest[visit] = at
            views.append(record)
        elif visit not in counted:  # it goes on from the day before
            counted[visit] = latest[visit] = last
    _note(latest)
    return views, latest


def _note(latest: Mapping[int, int]) -> None:
    """Store when visits were last counted. In SQL: model instances would take half of the fold's time."""
    into = f"INSERT INTO {Visit._meta.db_table} (id, counted_at)"
    renewed = "ON CONFLICT (id) DO UPDATE SET counted_at = excluded.counted_at"
    visits = sorted(latest.items())
    with connection.cursor() as cursor:
        for start in range(0, len(visits), AT_A_TIME):
            some = visits[start : start + AT_A_TIME]
            if connection.vendor == "postgresql":
                rows = "SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
                cursor.execute(
                    f"{into} {rows} {renewed}", [list(column) for column in zip(*some, strict=True)]
                )
            else:
                cursor.executemany(f"{into} VALUES (%s, %s) {renewed}", some)


def _counted_before(visits: set[int]) -> dict[int, int]:
    """Return when visits were last counted, in milliseconds. In SQL, as `_note()`."""
    is_postgresql, found = connection.vendor == "postgresql", dict[int, int]()
    some = "SELECT unnest(%s::bigint[])" if is_postgresql else "SELECT value FROM json_each(%s)"
    query = f"SELECT id, counted_at FROM {Visit._meta.db_table} WHERE id IN ({some})"  # noqa: S608 - all ours
    ordered = sorted(visits)
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), AT_A_TIME):
            wanted = ordered[start : start + AT_A_TIME]
            cursor.execute(query, [wanted if is_postgresql else json.dumps(wanted)])
            found.update(cursor.fetchall())
    return found
