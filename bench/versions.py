"""With what it was measured."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import django
from django.db import connection

from bench.sites import PEERS

OURS = ("granian", "django-modeltranslation", "psycopg")


def versions() -> dict[str, str]:
    """Return names and versions of all that takes part."""
    found = {"Python": sys.version.split()[0], "Django": django.get_version()}
    found |= {name: version(name) for name in OURS}
    found |= _installed(PEERS / "python")
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        found["PostgreSQL"] = cursor.fetchone()[0].split()[0]
    return found


def _installed(python: Path) -> dict[str, str]:
    if not python.exists():
        return {}
    command = [str(python), "-c", "from importlib.metadata import version; print(version('wagtail'))"]
    return {"Wagtail": subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()}
