"""How the databases are spoken to: who waits for whom, and for how long."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
PATIENCE = 5  # seconds for which a request waits for a database that is away
PATIENCE_WITH_REPLICA = 2  # seconds; the primary answers instead


def prepared(database: dict[str, Any], *, patience: int = PATIENCE) -> dict[str, Any]:
    """Return a database as Django wants it, from what its address says."""
    if database["ENGINE"] == SQLITE:
        return {**database, "OPTIONS": ON_SQLITE}
    limits = {
        "connect_timeout": patience,
        # A machine that vanished says nothing at all (libpq, section "Parameter Key Words").
        "tcp_user_timeout": patience * 1000,
        "keepalives_idle": patience,
        "keepalives_interval": 1,
        "keepalives_count": patience,
    }
    # Giving up soon lets the next request try again at once; the pool's own attempts come ever later.
    pool = {"timeout": patience, "reconnect_timeout": patience}
    return {
        **database,
        "CONN_MAX_AGE": 0,  # the pool keeps connections
        "CONN_HEALTH_CHECKS": True,  # and finds out which of them a restart of the server has cut
        "OPTIONS": {**limits, **database.get("OPTIONS", {}), "pool": pool},
    }


def replica_of(primary: dict[str, Any], database: dict[str, Any]) -> dict[str, Any]:
    """Return a replica. Raises ImproperlyConfigured when there can be none."""
    if {primary["ENGINE"], database["ENGINE"]} != {POSTGRESQL}:
        raise ImproperlyConfigured("DATABASE_REPLICA_URL and DATABASE_URL have to name PostgreSQL servers")
    return {**prepared(database, patience=PATIENCE_WITH_REPLICA), "TEST": {"MIRROR": "default"}}


# Writers queue instead of failing, readers never wait for them.
ON_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
