"""Adds the views that wait in the spool to the database, each exactly once.

1. End the files of the spool, move them into a folder, and name that by a new number: the batch.
2. Read the batch, and leave out what a person opened again within half an hour.
3. In one transaction: note the batch's number, add the sums.
4. Delete the folder.

Whatever dies when, the next fold finds the folder and goes on with it: before the commit it is read again
from the start, after it the number is known and the folder only deleted.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from readership import sums
from readership.alone import alone
from readership.models import Batch, Visit
from readership.slots import Row, rows
from readership.spool import SUFFIX, is_ours, is_used, take
from readership.visitors import ONCE_IN

BATCH_PREFIX, TAKING = "batch-", "taking"
IDLE = timedelta(hours=1)  # an empty file that old belongs to a process that is gone
AT_A_TIME = 10_000
logger = logging.getLogger(__name__)


@dataclass
class Folded:
    """What a fold did."""

    records: int = 0
    views: int = 0
    batches: list[UUID] = field(default_factory=list)

    def add(self, batch: UUID, records: int, views: int) -> None:
        self.batches.append(batch)
        self.records += records
        self.views += views


def fold(now: datetime | None = None, folder: Path | None = None, *, ranks: bool | None = None) -> Folded:
    """Fold all that waits in the spool; do nothing while another fold is at it.

    folder: the spool, that of the settings by default. ranks: whether to rank the most read anew; when there
    are new views, by default.
    """
    moment, spool = now or timezone.now(), folder or settings.VIEWS_SPOOL
    folded = Folded()
    spool.mkdir(parents=True, exist_ok=True)
    with alone(spool / "fold.lock") as is_alone:
        if is_alone:
            for batch in chain(_left_behind(spool), _take_away(spool)):
                _fold_batch(batch, folded, moment)
            if folded.views if ranks is None else ranks:
                _rank(moment)
            if folded.batches:  # not before the last batch: its views may be as old as those of the first
                sums.forget_the_past(moment)
    return folded


def _rank(moment: datetime) -> None:
    with transaction.atomic():
        sums.wait_for_turn()
        sums.rank(moment)


def _left_behind(spool: Path) -> list[Path]:
    batches = sorted(spool.glob(f"{BATCH_PREFIX}*"))
    return [batch for batch in batches if all(_can_be_read(path) for path in batch.glob(f"*{SUFFIX}"))]


def _take_away(spool: Path) -> Iterator[Path]:
    """Move the files that have something into a new batch; yield its folder, unless nothing waits.

    Where a fold died over this, the next one goes on with its folder: what a person opened by way of several
    processes stands in several files, and is counted right in the order of time alone.
    """
    taking, waiting = spool / TAKING, sorted(path for path in spool.glob(f"*{SUFFIX}") if _is_of_use(path))
    if waiting or taking.exists():
        taking.mkdir(exist_ok=True)
        take(waiting, taking)
        yield taking.rename(spool / f"{BATCH_PREFIX}{uuid4()}")


def _can_be_read(path: Path) -> bool:
    if not (is_known := is_ours(path)):
        _tell_of(path)
    return is_known


@cache
def _tell_of(path: Path) -> None:
    """Tell of a file once, not at every fold."""
    logger.error("%s is no file of views that this version can read; it is left alone", path)


def _is_of_use(path: Path) -> bool:
    if not _can_be_read(path):
        return False
    is_old = datetime.fromtimestamp(path.stat().st_mtime, UTC) < datetime.now(UTC) - IDLE
    return is_old or is_used(path)


def _fold_batch(batch: Path, folded: Folded, now: datetime) -> None:
    number = UUID(batch.name.removeprefix(BATCH_PREFIX))
    files = sorted(batch.glob(f"*{SUFFIX}"))
    records = sorted(row for path in files for row in rows(path.read_bytes(), path.name))
    with transaction.atomic():
        sums.wait_for_turn()
        if not Batch.objects.filter(pk=number).exists():
            views = list(_first_openings(records))
            Batch.objects.create(pk=number, folded_at=now, records=len(records), views=len(views))
            sums.add(views)
            folded.add(number, len(records), len(views))
    shutil.rmtree(batch)


def _first_openings(records: list[Row]) -> Iterator[Row]:
    """Yield the records that are views: not within half an hour of one that was counted for the same visit.

    records: in the order of time. Notes what was counted in the database.
    """
    visits, befores = {record[3] for record in records}, {record[4] for record in records}
    counted = _counted_before((visits | befores) - {0})
    latest: dict[int, int] = {}
    for record in records:
        at, _article, _language, visit, before, _host = record
        last = counted.get(visit, counted.get(before))
        if last is None or abs(at - last) >= ONCE_IN:
            counted[visit] = latest[visit] = at
            yield record
        elif visit not in counted:  # it goes on from the day before
            counted[visit] = latest[visit] = last
    _note(latest)


def _note(latest: dict[int, int]) -> None:
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
