"""Folds the views every few seconds, in a process of low priority: readers come first.

In a thread of a web process a fold takes turns with the answers, and under load most of what counting costs
would be that. Every web process tries to start the one that folds; a lock on the spool lets one succeed, and
another when that one is gone. `manage.py fold_views` folds once.
"""

from __future__ import annotations

import gc
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from time import monotonic as _now

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from readership.alone import alone
from readership.fold import fold
from readership.visits import Known

EVERY = 5.0  # seconds
RANKED_EVERY = 60.0  # seconds: a change of the ranking has many pages made anew
LATER = 10  # nice(2): a tenth of what others get of a processor that all want
LOCK = "keeper.lock"
logger = logging.getLogger(__name__)


def keep_folding(every: float = EVERY, command: Sequence[str] | None = None) -> threading.Event:
    """Have views folded, until the returned event is set or this process ends.

    command: what folds until its input ends, `manage.py fold_views --every` by default.
    """
    folding = command or (sys.executable, "-m", "django", "fold_views", f"--every={every}")
    stop = threading.Event()

    def go_on() -> None:
        while not stop.wait(every):
            try:
                settings.VIEWS_SPOOL.mkdir(parents=True, exist_ok=True)
                with alone(settings.VIEWS_SPOOL / LOCK) as is_mine:
                    if is_mine:
                        _run(folding, stop)
            except OSError:
                logger.exception("the process that folds views could not be started; they wait in the spool")

    threading.Thread(target=go_on, name="keep-folding", daemon=True).start()
    return stop


def fold_until(stop: threading.Event, every: float) -> None:
    """Fold every so many seconds, with low priority, until an event is set.

    The interpreter looks for garbage after each fold, not each time that a fold has read some more views:
    that took a third of its time. What was there before the first is left alone. The most read are ranked now
    and then only, views or not: what was read a day ago goes.
    """
    ranked_at: float | None = None
    known = Known()
    os.nice(LATER)
    gc.freeze()
    gc.disable()
    try:
        while not stop.wait(every):
            is_due = ranked_at is None or _now() - ranked_at >= RANKED_EVERY
            if _fold_once(known, ranks=is_due) and is_due:
                ranked_at = _now()
            gc.collect()
    finally:
        gc.enable()
        gc.unfreeze()


def _fold_once(known: Known, *, ranks: bool) -> bool:
    """Fold; tell whether that went well."""
    try:
        fold(ranks=ranks, known=known)
    except (DatabaseError, OSError):
        logger.exception("views could not be folded; they wait in the spool")
        return False
    else:
        return True
    finally:
        close_old_connections()


def _run(command: Sequence[str], stop: threading.Event) -> None:
    """Run the process that folds. It ends with its input: when this process does, whatever ends that."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": str(settings.SETTINGS_MODULE)}
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.PIPE, env=environment, cwd=settings.BASE_DIR, start_new_session=True
    )
    try:
        while process.poll() is None and not stop.wait(1):
            pass
        if process.poll() is not None:
            logger.error("the process that folds views ended with %s; another is started", process.returncode)
    finally:
        if process.stdin:
            process.stdin.close()
        process.wait()  # for the fold that it is at
