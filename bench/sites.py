"""The sites that are compared: how each is filled and served."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.db import connection

from bench.servers import GRANIAN, ROOT, Site

PEERS = ROOT / "var/bench/peers/bin"  # made by `make bench-peers`
PROXY = {"TRUSTED_PROXIES": "1"}


def cached(spool: Path) -> Site:
    """Our site as it is installed, counting views."""
    return Site("newsroom.wsgi:application", {**PROXY, "VIEWS_SPOOL": str(spool)})


def uncached(spool: Path) -> Site:
    return Site("newsroom.wsgi:application", {**PROXY, "VIEWS_SPOOL": str(spool), "PAGE_CACHE_MB": "0"})


def bare(answers: Path) -> Site:
    return Site("bench.bare:factory", {"BENCH_ANSWERS": str(answers)}, options=("--factory",))


def plain(content: Path) -> Site:
    """The plain site, filled."""
    environment = other("plain", "bench.plain.settings")
    django(Path(sys.executable), environment, "migrate", "--verbosity=0")
    django(Path(sys.executable), environment, "load_content", str(content))
    return Site("bench.plain.wsgi:application", environment, GRANIAN)


def wagtail(content: Path) -> Site | None:
    """The Wagtail site, filled; None where it is not installed."""
    python = PEERS / "python"
    if not python.exists():
        return None
    environment = other("wagtail", "bench.peers.wagtail_site.settings")
    django(python, environment, "migrate", "--verbosity=0")
    django(python, environment, "load_content", str(content))
    return Site("bench.peers.wagtail_site.wsgi:application", environment, PEERS / "granian")


def other(name: str, settings: str) -> dict[str, str]:
    """Make a database beside ours; return the variables of a site that uses it."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    address = os.environ["DATABASE_URL"].rpartition("/")[0]
    return {"DATABASE_URL": f"{address}/{name}", "DJANGO_SETTINGS_MODULE": settings}


def django(python: Path, environment: Mapping[str, str], *command: str) -> None:
    subprocess.run(
        [str(python), "-m", "django", *command], env={**os.environ, **environment}, cwd=ROOT, check=True
    )
