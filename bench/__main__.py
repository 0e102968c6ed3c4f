"""Runs a benchmark on a database of its own: `python -m bench NAME [postgresql]`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from tests.postgres import server

LONGEST = 7200  # seconds; then it is stopped


def main(name: str, database: str = "sqlite") -> int:
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        own = nullcontext(f"sqlite:///{folder}/bench.sqlite3")
        with server() if database == "postgresql" else own as address:
            environment = {
                **{key: value for key, value in os.environ.items() if key not in ("DEBUG", "VIEWS_FROM")},
                "DEMO": "1",
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                "DATABASE_URL": address,
                "VIEWS_SPOOL": f"{folder}/views",
                "LOG_LEVEL": "ERROR",
            }
            command = [sys.executable, "-m", f"bench.{name}"]
            root = Path(__file__).resolve().parent.parent
            return subprocess.run(command, env=environment, cwd=root, timeout=LONGEST, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
