"""The page cache: a WSGI application around Django's, which is not entered for a page that is kept.

Each process keeps its own pages. A page is made once at a time; who asks meanwhile gets the page as it was,
for as long as an edit may take to be seen, or waits. When Django fails, the page as it was goes on being
served.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from delivery.asking import Asking, Environ
from delivery.entry import Entry
from delivery.recording import MadeOf
from delivery.store import Address, Store
from readership.counting import count_view, counts_requests

Application = Callable[..., Iterable[bytes]]
Pages = Store[Address, Entry]
STALE_FOR = 0.4  # seconds after a change was seen, for which others get the former page while it is made anew
RETRY_AFTER = 5.0  # seconds after Django failed
GIVEN_UP = 86_400.0  # seconds for which a page outlives a database (stale-if-error)
PATIENCE = 30.0  # seconds for which one request waits for another that makes its page
LONGEST_HEADER = 15_000  # letters of keys; Fastly and Cloudflare read 16 KB
ATTEMPTS = 3  # to make a page that changes while it is made
logger = logging.getLogger(__name__)


class Making:
    """A page that is being made. `entry` is what came out, None when that went wrong."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.entry: Entry | None = None


class PageCache:
    """Answers from the store, else has Django make the page."""

    def __init__(self, application: Application, store: Pages, asking: Asking) -> None:
        self.application, self.store, self.asking = application, store, asking
        self._making: dict[Address, Making] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        address = self.asking.address(environ)
        if address is None:
            return self.application(environ, start_response)
        entry = self.store.get(address)
        if entry is None or not entry.is_fresh():
            entry = self._made_or_stale(environ, address, entry)
        if entry.status[0] == "3" and environ.get("QUERY_STRING"):
            return self.application(environ, start_response)  # the query comes along, known or not
        return answer(entry, environ, start_response)

    def _made_or_stale(self, environ: Environ, address: Address, former: Entry | None) -> Entry:
        if former and time.monotonic() < former.retry_at:
            return former
        with self._lock:
            making = self._making.get(address)
            is_mine = making is None
            if making is None:
                making = self._making[address] = Making()
        if is_mine:
            return self._make(environ, address, former, making)
        if former and may_be_shown(former):
            return former
        if making.done.wait(PATIENCE) and making.entry:
            return making.entry
        return self._render(environ, address)

    def _make(self, environ: Environ, address: Address, former: Entry | None, making: Making) -> Entry:
        """Make a page for everybody who waits for it."""
        try:
            entry = self._keep(environ, address)
            if entry.status[0] == "5" and former and is_better_than_nothing(former):
                former.retry_at = time.monotonic() + RETRY_AFTER
                logger.warning("%s could not be made; the page as it was is served", address.path)
                entry = former
            elif entry.status[:3] != "200":
                self.store.remove(address)
            making.entry = entry
        finally:
            with self._lock:
                del self._making[address]
            making.done.set()
        return entry

    def _keep(self, environ: Environ, address: Address) -> Entry:
        """Make a page, once more if it changed while it was made, and keep it if it may be kept.

        Somebody else may have finished it since it was looked for.
        """
        if (kept := self.store.get(address)) and kept.is_fresh():
            return kept
        for _ in range(ATTEMPTS):
            since = self.store.now()
            entry = self._render(environ, address)
            if not may_be_kept(entry) or self.store.put(address, entry, since):
                break
        return entry

    def _render(self, environ: Environ, address: Address) -> Entry:
        """Have Django answer a request that names nothing but the page."""
        began: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            began[:] = status, headers

        response = self.application(self.asking.bare(environ, address), start_response)
        try:
            body = b"".join(response)
        finally:
            if close := getattr(response, "close", None):
                close()
        status, headers = began
        made_of = getattr(response, "made_of", None) or MadeOf()
        if settings.PURGE_URL and made_of.names():
            headers = [*headers, (settings.PAGE_KEYS_HEADER, listed(made_of.names()))]
        return Entry(status, headers, body, made_of, getattr(response, "opened", None))


def answer(entry: Entry, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Give an entry to a client, counting the view if it is one."""
    headers, short, body = entry.variant(environ.get("HTTP_ACCEPT_ENCODING", ""))
    is_read = environ["REQUEST_METHOD"] == "GET"
    if entry.opened and is_read and counts_requests():
        count_view(environ, entry.opened[0], entry.opened[1])
    if entry.status[0] == "2" and entry.is_known(environ):
        start_response("304 Not Modified", list(short))
        return []
    start_response(entry.status, list(headers))
    return [body] if is_read else []  # of a list the server knows that it is whole, and sends it at once


def listed(names: Iterable[str]) -> str:
    """Return keys as a CDN reads them: Cloudflare with commas between, the others with spaces."""
    between = "," if settings.PAGE_KEYS_HEADER.lower() == "cache-tag" else " "
    text = between.join(sorted(names))
    return text if len(text) <= LONGEST_HEADER else text[:LONGEST_HEADER].rpartition(between)[0]


def may_be_kept(entry: Entry) -> bool:
    """A page that says what it is made of, and hands nobody a cookie."""
    is_personal = any(name.lower() == "set-cookie" for name, _ in entry.variant("")[0])
    return entry.status[:3] == "200" and bool(entry.made_of.names()) and not is_personal


def may_be_shown(former: Entry) -> bool:
    """Tell whether others get the former page while it is made anew: not for long after a change."""
    return former.dropped_at is None or time.monotonic() - former.dropped_at < STALE_FOR


def is_better_than_nothing(former: Entry) -> bool:
    return former.dropped_at is None or time.monotonic() - former.dropped_at < GIVEN_UP
