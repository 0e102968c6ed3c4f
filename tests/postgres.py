"""Runs a command against a PostgreSQL server of its own, which lives only that long.

`python -m tests.postgres pytest ...` starts a server on a free port in a temporary folder, passes its
address as DATABASE_URL, and stops it whatever happens. PostgreSQL refuses to run as root, so root runs it
as `postgres` or `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DATABASE = ("-U", "newsroom", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8")
# Speed, not safety: the data lives as long as the tests.
OPTIONS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


def programs() -> Path | None:
    """Return the folder of the newest installed server's programs."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_major)
    if installed:
        return installed[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


class Server:
    """A server on a free port, with its data in a folder that it may use as its own."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries, self.folder = binaries, folder
        self.data, self.log = folder / "data", folder / "log"
        self.port = _free_port()
        self._user = _prepare(folder)

    def start(self, options: str = "") -> None:
        """options: further ones, as `-c name=value`."""
        where = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        given = f"{OPTIONS} {where} {options}"
        self.run("pg_ctl", "-D", self.data, "-l", self.log, "-w", "-o", given, "start")

    def stop(self) -> None:
        """Stop it as a loss of power would."""
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run one of PostgreSQL's programs as the account of the server."""
        command = [str(part) for part in (self.binaries / program, *arguments)]
        subprocess.run(command, user=self._user, check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give its database address; stop it and delete its data afterwards."""
    binaries = programs()
    if binaries is None:
        raise SystemExit("The tests need postgresql. Install it: apt install postgresql")
    with tempfile.TemporaryDirectory(prefix="newsroom-postgres-") as folder:
        found = Server(binaries, Path(folder))
        found.run("initdb", "-D", found.data, *DATABASE)
        found.start()
        try:
            yield f"postgres://newsroom@127.0.0.1:{found.port}/postgres"
        finally:
            found.stop()


def _major(path: Path) -> int:
    version = path.parent.parent.name
    return int(version) if version.isdecimal() else 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _prepare(folder: Path) -> str | None:
    """Give the folder to the account that will run the server; None means this one."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user)
    return user


def main(command: list[str]) -> int:
    if command == ["--find"]:
        return 0 if programs() else 1
    with server() as address:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": address})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
