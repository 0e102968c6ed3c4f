"""Tells a CDN which keys changed, so that it may keep pages for long and still shows no former ones.

One process at a time does so, for all. What could not be told is told later: the CDN has it by the row of the
change log and by the clock up to which it was told (`models.Purge`).
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from string import Template
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from delivery.clock import turned
from delivery.models import Change, Purge

EVERY = 1.0  # seconds
SETTLED = timedelta(seconds=1)  # after which every process shows a change
LATE = timedelta(seconds=30)  # within which a change may be committed after a later one
MOST_KEYS = 100  # of a request; Cloudflare takes no more
PATIENCE = 10  # seconds
logger = logging.getLogger(__name__)


class Purger:
    """Tells the CDN what changed since it was last told."""

    def __init__(self) -> None:
        self._told: set[int] = set()  # rows that were told although later ones may still appear before them

    def tell(self, now: datetime | None = None) -> int:
        """Tell what changed until a second ago; return how many keys.

        Not sooner, or the CDN would ask again before every process has dropped the former page. Raises
        URLError, having noted nothing, when it is not taken. Does nothing while another process is at it.
        """
        until = (now or timezone.now()) - SETTLED
        with transaction.atomic():
            Purge.objects.get_or_create(pk=1)
            known = Purge.objects.select_for_update(skip_locked=connection.vendor == "postgresql").first()
            if known is None:
                return 0
            rows = Change.objects.filter(
                Q(id__gt=known.change) | Q(at__gt=known.moment - LATE), at__lte=until
            )
            fresh = [row for row in rows.order_by("id") if row.pk not in self._told]
            keys = {change.key for row in fresh for change in row.names()}
            keys |= {change.key for change in turned(known.moment, until)}
            send(sorted(keys))
            known.change = max([known.change, *(row.pk for row in fresh)])
            known.moment = until
            known.save()
        self._told = {row.pk for row in fresh} | {key for key in self._told if key > known.change - 10_000}
        return len(keys)

    def keep_telling(self, every: float = EVERY) -> threading.Event:
        """Start telling in a thread, until the returned event is set or the process ends."""
        stop = threading.Event()
        threading.Thread(target=self._go_on, args=(stop, every), name="purge", daemon=True).start()
        return stop

    def _go_on(self, stop: threading.Event, every: float) -> None:
        while not stop.wait(every):
            try:
                self.tell()
            except (DatabaseError, URLError, TimeoutError):
                logger.exception("the CDN was not told what changed; it is told with the next")
            finally:
                connection.close()


def send(keys: list[str]) -> None:
    """Send the requests that purge these keys. Raises URLError when one is refused."""
    for start in range(0, len(keys), MOST_KEYS):
        with urlopen(request(keys[start : start + MOST_KEYS]), timeout=PATIENCE):  # noqa: S310 - an address of ours
            pass


def request(keys: Iterable[str]) -> Request:
    """Return the request that purges keys, as PURGE_* say it.

    In PURGE_HEADERS and PURGE_BODY, $keys stands for the keys with spaces between, $json for a list in JSON.
    """
    listed = list(keys)
    words = {"keys": " ".join(listed), "json": json.dumps(listed)}
    named = (header.partition(":") for header in settings.PURGE_HEADERS)
    headers = {name.strip(): Template(value.strip()).substitute(words) for name, _, value in named}
    body = Template(settings.PURGE_BODY).substitute(words).encode() if settings.PURGE_BODY else None
    return Request(settings.PURGE_URL, data=body, headers=headers, method=settings.PURGE_METHOD)  # noqa: S310
