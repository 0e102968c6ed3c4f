"""Real web processes on ports of their own, and a way to the database that can be cut."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
PATIENCE = 30.0  # seconds


def database(port: int | None = None) -> str:
    """Return the address of the tests' database, on another port if one is given."""
    known = connection.settings_dict
    return f"postgres://{known['USER']}@{known['HOST']}:{port or known['PORT']}/{known['NAME']}"


class Web:
    """A web process."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self.port, self.process = port, process

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Ask for a page as a new client does."""
        client = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        client.request("GET", path, headers={"User-Agent": CHROME, "Host": "testserver", **headers})
        answer = client.getresponse()
        found = answer.status, answer.read().decode()
        client.close()
        return found

    def seconds_until(self, path: str, text: str, *, there: bool = True) -> float:
        """Ask again and again until a page has a text, or has it no longer; return how long that took."""
        began = time.monotonic()
        while (text in self.get(path)[1]) is not there:
            assert time.monotonic() - began < PATIENCE, f"{text} on {path}"
            time.sleep(0.02)
        return time.monotonic() - began

    def workers(self) -> list[int]:
        """Return the numbers of the processes that answer, without the one that keeps them running."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(number) for number in children.split()]

    def send(self, sign: signal.Signals) -> None:
        for number in self.workers():
            os.kill(number, sign)


@contextmanager
def web(address: str, folder: Path, **environment: str) -> Iterator[Web]:
    """Start a web process on a database; stop it afterwards. folder: for what it writes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--blocking-threads", "8"]
    command += ["--workers-kill-timeout", "2", "--log-level", "warning"]
    command += ["--host", "127.0.0.1", "--port", str(port), "newsroom.wsgi:application"]
    named = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings", "TMPDIR": str(folder)}
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **named, **environment}, stdout=log, stderr=log
        )
        try:
            found = Web(port, process)
            _wait_for(found)
            yield found
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait_for(found: Web) -> None:
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        with suppress(ConnectionError):
            found.get("/health/")
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


class Tunnel:
    """A way to the database on a port of its own, which can be cut and mended."""

    def __init__(self) -> None:
        self._target = (connection.settings_dict["HOST"], int(connection.settings_dict["PORT"]))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._is_open = True
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break all connections and let no new one through."""
        self._is_open = False
        for pair in self._pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self._pairs.clear()

    def mend(self) -> None:
        self._is_open = True

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._listener.accept()
                if not self._is_open:
                    near.close()
                    continue
                far = socket.create_connection(self._target)
                self._pairs.append((near, far))
                threading.Thread(target=self._pass_on, args=(near, far), daemon=True).start()

    def _pass_on(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError), near, far:
            while True:
                for end in select.select([near, far], [], [])[0]:
                    if not (some := end.recv(65536)):
                        return
                    (far if end is near else near).sendall(some)
