"""Adds the views that wait in the spool to the database, each exactly once.

1. End the files of the spool, move them into a folder, and name that by a new number: the batch.
2. Read the batch, and leave out what a person opened again within half an hour.
3. In one transaction: note the batch's number, add the sums.
4. Delete the folder.

Whatever dies when, the next fold finds the folder and goes on with it: before the commit it is read again
from the start, after it the number is known and the folder only deleted.
"""

from __future__ import annotations

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
from django.db import transaction
from django.utils import timezone

from readership import sums, visits
from readership.alone import alone
from readership.models import Batch
from readership.slots import Row, Views
from readership.spool import SUFFIX, is_ours, is_used, take
from readership.visits import Known

BATCH_PREFIX, TAKING = "batch-", "taking"
IDLE = timedelta(hours=1)  # an empty file that old belongs to a process that is gone
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


def fold(
    now: datetime | None = None,
    folder: Path | None = None,
    *,
    ranks: bool | None = None,
    known: Known | None = None,
) -> Folded:
    """Fold all that waits in the spool; do nothing while another fold is at it.

    folder: the spool, that of the settings by default. ranks: whether to rank the most read anew; when there
    are new views, by default. known: visits that former folds of this process counted, and where to note
    those that this one counts; None are, by default.
    """
    moment, spool = now or timezone.now(), folder or settings.VIEWS_SPOOL
    folded, known = Folded(), known or Known()
    spool.mkdir(parents=True, exist_ok=True)
    with alone(spool / "fold.lock") as is_alone:
        if is_alone:
            for batch in chain(_left_behind(spool), _take_away(spool)):
                _fold_batch(batch, folded, moment, known)
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


def _fold_batch(batch: Path, folded: Folded, now: datetime, known: Known) -> None:
    number, counted = UUID(batch.name.removeprefix(BATCH_PREFIX)), dict[int, int]()
    files = [Views(path.read_bytes(), path.name) for path in sorted(batch.glob(f"*{SUFFIX}"))]
    records = sum(map(len, files))
    with transaction.atomic():
        sums.wait_for_turn()
        if not Batch.objects.filter(pk=number).exists():
            views, counted = visits.count(sorted(row for file in files for row in _unknown(file, known)))
            Batch.objects.create(pk=number, folded_at=now, records=records, views=len(views))
            sums.add(views)
            folded.add(number, records, len(views))
    known.note(counted, int(now.timestamp() * 1000))
    shutil.rmtree(batch)


def _unknown(file: Views, known: Known) -> list[Row]:
    return file.rows(known.may_count(file.moments(), file.visits()))
