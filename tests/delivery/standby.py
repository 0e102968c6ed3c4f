"""A replica of the tests' PostgreSQL server, as an operator sets one up."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection

from tests.postgres import Server, programs

LOGGED = "-c log_statement=all"  # so that it can be told who read what here
PATIENCE = 20.0  # seconds


class Standby:
    """A server that follows the tests' one."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.port = server.port

    def start(self) -> None:
        self.server.start(LOGGED)

    def stop(self) -> None:
        self.server.stop()

    def pause(self) -> None:
        """Let it fall behind: it goes on answering, with what it has seen by now."""
        self._ask("SELECT pg_wal_replay_pause()")
        self._wait_for("SELECT pg_get_wal_replay_pause_state()", "paused")

    def resume(self) -> None:
        self._ask("SELECT pg_wal_replay_resume()")

    def send(self, sign: signal.Signals) -> None:
        """Send a signal to all of its processes."""
        main = int((self.server.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for number in (main, *map(int, children)):
            os.kill(number, sign)

    def reads(self) -> int:
        """Return how often stories were read here."""
        return self.server.log.read_text().count('FROM "articles_article"')

    def _wait_for(self, question: str, wanted: Any) -> None:
        began = time.monotonic()
        while self._ask(question) != wanted:
            assert time.monotonic() - began < PATIENCE, question
            time.sleep(0.02)

    def _ask(self, question: str) -> Any:
        address = f"host=127.0.0.1 port={self.port} user=newsroom dbname=postgres"
        with closing(psycopg.connect(address, autocommit=True)) as asked:
            (found,) = asked.execute(question).fetchone() or (None,)
            return found


@contextmanager
def standby() -> Iterator[Standby]:
    """Copy the server as it is now, and have the copy follow it."""
    binaries = programs()
    assert binaries
    with tempfile.TemporaryDirectory(prefix="newsroom-replica-") as folder:
        server = Server(binaries, Path(folder))
        known = connection.settings_dict
        source = f"host={known['HOST']} port={known['PORT']} user={known['USER']}"
        server.run(
            "pg_basebackup", "-d", source, "-D", server.data, "-X", "stream", "-R", "-c", "fast", "--no-sync"
        )
        found = Standby(server)
        found.start()
        try:
            yield found
        finally:
            found.stop()
