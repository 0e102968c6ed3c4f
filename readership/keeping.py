"""Folds the views every few seconds, in a thread of the web process. `manage.py fold_views` does it once."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, close_old_connections

from readership.fold import fold

EVERY = 5.0  # seconds
logger = logging.getLogger(__name__)


def keep_folding(every: float = EVERY) -> threading.Event:
    """Start folding, until the returned event is set or the process ends."""
    stop = threading.Event()

    def go_on() -> None:
        while not stop.wait(every):
            try:
                fold()
            except (DatabaseError, OSError):
                logger.exception("views could not be folded; they wait in the spool")
            finally:
                close_old_connections()

    threading.Thread(target=go_on, name="fold-views", daemon=True).start()
    return stop
