"""Starts web servers on free ports of 127.0.0.1, and tells how long their processes have worked."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRANIAN = Path(sys.executable).with_name("granian")
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60.0  # seconds until a server must listen
SETTLED_WITHIN = 10.0  # seconds


@dataclass(frozen=True)
class Site:
    """A site to serve: its WSGI application, with variables and options of its own."""

    application: str
    environment: Mapping[str, str] = field(default_factory=dict)
    granian: Path = GRANIAN
    options: tuple[str, ...] = ()

    def with_options(self, options: tuple[str, ...]) -> Site:
        return replace(self, options=options)


@dataclass(frozen=True)
class Server:
    """A running server: its first process, and its port."""

    process: subprocess.Popen[bytes]
    port: int

    def workers(self) -> set[int]:
        """Return the numbers of its other processes."""
        return {number for number, facts in _processes() if int(facts[1]) == self.process.pid}

    def processor_time(self) -> float:
        """Return the seconds that the server and its workers have worked."""
        return _worked({self.process.pid, *self.workers()})

    def beside_time(self) -> float:
        """Return the seconds that processes which the workers started have worked, and still run."""
        workers = self.workers()
        return _worked({number for number, facts in _processes() if int(facts[1]) in workers})

    def settle(self) -> None:
        """Wait until requests that nobody waits for any more are done, so that they disturb no others."""
        until, before = time.monotonic() + SETTLED_WITHIN, -1.0
        while time.monotonic() < until and before < (now := self.processor_time()):
            before = now
            time.sleep(10 / TICKS)


def _worked(numbers: set[int]) -> float:
    """Return the seconds that processes have worked."""
    ticks = (int(facts[11]) + int(facts[12]) for number, facts in _processes() if number in numbers)
    return sum(ticks) / TICKS


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Yield every process and what the kernel tells of it, from its state on (proc(5))."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(path.parent.name), path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue


@contextmanager
def serving(site: Site) -> Iterator[Server]:
    """Serve a site as `deploy/serve.sh` does, until the context ends."""
    port = free_port()
    own = {"APPLICATION": site.application, "GRANIAN": str(site.granian), "PORT": str(port)}
    environment = {**os.environ, **site.environment, **own}
    command = ["/bin/sh", str(ROOT / "deploy/serve.sh"), *site.options]
    process = subprocess.Popen(command, env=environment, cwd=ROOT)
    try:
        wait_for(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until a server listens. Raises SystemExit when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{process.args!r} does not start")
