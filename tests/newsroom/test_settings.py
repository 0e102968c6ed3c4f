"""The settings as an operator meets them: a fresh process with an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GIVEN = {
    "SECRET_KEY": "m0uGh3uT7xqvB2nZy5rKc8wLs4eJd6fPa1iRo9tVhXkQzMlNgSbYpUeW",
    "ALLOWED_HOSTS": "paper.example, www.paper.example",
    "DATABASE_URL": "postgres://newsroom@127.0.0.1:9/newsroom",
}
ON_SQLITE = """
import json, sqlite3, django
django.setup()
from django.db import connection, transaction
with connection.cursor() as cursor:
    for pragma in ("journal_mode", "busy_timeout", "synchronous", "foreign_keys"):
        cursor.execute(f"PRAGMA {pragma}")
        print(json.dumps({pragma: cursor.fetchone()[0]}))
with transaction.atomic():
    connection.cursor().execute("SELECT 1")
    second = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    try:
        second.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        print(json.dumps({"second writer": str(error)}))
    second.close()
"""


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run our Python in the project's folder, with nothing in its environment but what is given."""
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "newsroom.settings", **environment}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", [tuple(GIVEN), ("SECRET_KEY",), ("ALLOWED_HOSTS",), ("DATABASE_URL",)])
def test_production_refuses_to_start_and_names_what_is_missing(missing: tuple[str, ...]) -> None:
    given = {name: value for name, value in GIVEN.items() if name not in missing}
    attempt = python("manage.py", "check", **given)
    assert attempt.returncode != 0
    sentence = attempt.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured: Newsroom cannot start: production needs" in sentence
    assert [name for name in GIVEN if name in sentence] == list(missing)
    assert sentence.endswith("To run the demo paper instead: make run")


@pytest.mark.parametrize("database", [GIVEN["DATABASE_URL"], "sqlite:///{folder}/paper.sqlite3"])
def test_production_with_all_given_passes_djangos_own_inspection(database: str, tmp_path: Path) -> None:
    given = {**GIVEN, "DATABASE_URL": database.format(folder=tmp_path)}
    inspection = python("-W", "error", "manage.py", "check", "--deploy", "--fail-level", "INFO", **given)
    assert inspection.stderr == ""
    assert inspection.stdout.strip() == "System check identified no issues (0 silenced)."
    assert inspection.returncode == 0


def test_the_demo_needs_nothing() -> None:
    assert python("manage.py", "check", DEMO="1").returncode == 0


def test_the_demo_exists_only_while_its_flag_is_set() -> None:
    production = python("manage.py", "load_demo", **GIVEN)
    assert production.returncode != 0
    assert "Unknown command: 'load_demo'" in production.stderr
    assert python("manage.py", "load_demo", "--help", DEMO="1").returncode == 0


def test_sqlite_lets_readers_and_writers_wait_for_each_other(tmp_path: Path) -> None:
    answer = python("-c", ON_SQLITE, DEMO="1", DATABASE_URL=f"sqlite:///{tmp_path}/paper.sqlite3")
    assert answer.stderr == ""
    found: dict[str, object] = {}
    for line in answer.stdout.splitlines():
        found |= json.loads(line)
    assert found == {
        "journal_mode": "wal",
        "busy_timeout": 20_000,
        "synchronous": 1,  # NORMAL
        "foreign_keys": 1,
        "second writer": "database is locked",
    }


def test_production_on_postgresql_keeps_a_pool_of_connections() -> None:
    question = "from django.conf import settings as s; print(s.ALLOWED_HOSTS, s.DATABASES['default'])"
    answer = python("-c", question, **GIVEN)
    assert "['paper.example', 'www.paper.example']" in answer.stdout
    assert "'pool': {'timeout': 5, 'reconnect_timeout': 5}" in answer.stdout
    assert "'connect_timeout': 5" in answer.stdout
    assert "'CONN_MAX_AGE': 0" in answer.stdout
    assert "'replica'" not in answer.stdout


def test_what_an_address_says_goes_before_what_is_usual() -> None:
    question = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS'])"
    given = {**GIVEN, "DATABASE_URL": f"{GIVEN['DATABASE_URL']}?connect_timeout=9&sslmode=require"}
    answer = python("-c", question, **given)
    assert "'connect_timeout': 9" in answer.stdout
    assert "'sslmode': 'require'" in answer.stdout


def test_a_replica_is_waited_for_less_long() -> None:
    question = "from django.conf import settings as s; print(s.DATABASES['replica'])"
    answer = python("-c", question, **GIVEN, DATABASE_REPLICA_URL="postgres://newsroom@127.0.0.2/newsroom")
    assert "'HOST': '127.0.0.2'" in answer.stdout
    assert "'pool': {'timeout': 2, 'reconnect_timeout': 2}" in answer.stdout


@pytest.mark.parametrize(
    ("database", "replica"),
    [
        ("sqlite:////tmp/paper.sqlite3", "postgres://newsroom@127.0.0.2/newsroom"),
        (GIVEN["DATABASE_URL"], "sqlite:////tmp/paper.sqlite3"),
    ],
)
def test_only_postgresql_has_replicas(database: str, replica: str) -> None:
    given = {**GIVEN, "DATABASE_URL": database, "DATABASE_REPLICA_URL": replica}
    attempt = python("manage.py", "check", **given)
    assert attempt.returncode != 0
    assert "DATABASE_REPLICA_URL and DATABASE_URL have to name PostgreSQL" in attempt.stderr
