"""`deploy/serve.sh` reloads and stops without failing a reader."""

from __future__ import annotations

import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path

import pytest
from django.db import connection

from bench.servers import Server, Site, serving
from tests.factories import make_article, make_publication

SECONDS = 3.0  # that a slow page takes
GONE_WITHIN = 10  # seconds
PATIENCE = 60


@pytest.fixture
def server(transactional_db: None, tmp_path: Path) -> Iterator[Server]:
    make_publication()
    make_article(title="Lake level rises")
    own = {
        "DATABASE_URL": address(tmp_path),
        "VIEWS_SPOOL": f"{tmp_path}/views",
        "LOG_LEVEL": "ERROR",
        "SLOW_SECONDS": str(SECONDS),
    }
    with serving(Site("tests.newsroom.slow:application", own)) as started:
        yield started


def address(folder: Path) -> str:
    """Return where a server finds what the test wrote: a copy, if the test's database is in memory."""
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(folder / "paper.sqlite3")
        connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{folder}/paper.sqlite3"
    facts = connection.settings_dict
    return f"postgres://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


class Reader:
    """Asks for the home page again and again, as a proxy does, on one connection or always on a new one.

    A GET on a connection that ends before the first byte of an answer is sent once more (RFC 9110, 9.2.2):
    no server can close an idle connection in a way that crosses no request.
    """

    def __init__(self, port: int, *, stays: bool) -> None:
        self.port, self.stays = port, stays
        self.answered = self.again = 0
        self.workers: set[int] = set()  # that answered
        self.connection = self.open()

    def open(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self.ask()
            except (RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                self.again += 1
                self.connection.close()
                self.ask()
            if not self.stays:
                self.connection.close()
        self.connection.close()

    def ask(self) -> None:
        self.connection.request("GET", "/en/")
        response = self.connection.getresponse()
        body = response.read()
        assert response.status == 200
        assert b"Lake level rises" in body
        self.answered += 1
        self.workers.add(int(response.headers["X-Worker"]))


def answering(readers: list[Reader]) -> set[int]:
    return set().union(*(reader.workers for reader in readers))


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_reload_replaces_all_workers_and_no_request_fails(server: Server) -> None:
    before, stop = server.workers(), threading.Event()
    readers = [Reader(server.port, stays=stays) for stays in (True, True, False, False)]
    with ThreadPoolExecutor(len(readers)) as pool:
        asking = [pool.submit(reader.ask_until, stop) for reader in readers]
        try:
            wait_until(lambda: answering(readers) == before)
            server.process.send_signal(signal.SIGHUP)
            wait_until(lambda: answering(readers) - before == server.workers())
        finally:
            stop.set()
    for future in asking:
        future.result()
    assert sum(reader.again for reader in readers) < sum(reader.answered for reader in readers) / 20


def test_a_request_in_flight_is_answered_before_the_server_ends(server: Server) -> None:
    idle = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    idle.request("GET", "/en/")
    assert idle.getresponse().read()
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(slow_page, server.port)
        time.sleep(SECONDS / 3)
        assert not answer.done()
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
        assert time.monotonic() - began < GONE_WITHIN
        assert answer.result() == (200, b"slow")
    idle.close()
    assert not any(Path(f"/proc/{number}").exists() for number in server.workers())
    with pytest.raises(ConnectionRefusedError):
        slow_page(server.port)


def slow_page(port: int) -> tuple[int, bytes]:
    asking = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    asking.request("GET", "/slow/")
    response = asking.getresponse()
    return response.status, response.read()
