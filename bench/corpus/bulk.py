"""Stores very many rows: by COPY on PostgreSQL, by executemany on SQLite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction

AT_A_TIME = 50_000


def store(columns: dict[Any, tuple[str, ...]], rows: Iterable[tuple[Any, tuple[Any, ...]]]) -> int:
    """Store rows that come each with its table, in the order of the tables; return how many there were.

    Indexes are made when all is there. On PostgreSQL nothing checks references: the caller does.
    """
    count = 0
    with transaction.atomic(), _unhindered(columns):
        for batch in _batches(rows):
            for table, names in columns.items():
                _write(table, names, batch[table])
                count += len(batch[table])
    go_on_after(*columns)
    with connection.cursor() as cursor:
        # Without a vacuum PostgreSQL cannot trust an index alone. Within a transaction there can be none.
        sweeps = connection.vendor == "postgresql" and not connection.in_atomic_block
        cursor.execute("VACUUM ANALYZE" if sweeps else "ANALYZE")
    return count


def go_on_after(*tables: Any) -> None:
    """Let tables number new rows after those that were stored with their numbers."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)


def _batches(rows: Iterable[tuple[Any, tuple[Any, ...]]]) -> Iterator[dict[Any, list[tuple[Any, ...]]]]:
    batch: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for number, (table, row) in enumerate(rows, start=1):
        batch[table].append(row)
        if number % AT_A_TIME == 0:
            yield batch
            batch = defaultdict(list)
    yield batch


def _write(table: Any, names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    name = connection.ops.quote_name(table._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {name} ({quoted}) VALUES ({marks})", rows)  # noqa: S608
            return
        with cursor.copy(f"COPY {name} ({quoted}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


@contextmanager
def _unhindered(tables: Iterable[Any]) -> Iterator[None]:
    """Leave out, on PostgreSQL, what slows every row down: triggers, and indexes until the end."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute("SELECT 1 FROM pg_settings WHERE name = %s AND 'lz4' = ANY(enumvals)", [COMPRESSION])
        if cursor.fetchone():
            cursor.execute(f"SET LOCAL {COMPRESSION} = lz4")
        cursor.execute(INDEXES, [[table._meta.db_table for table in tables]])
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = origin")
        for _name, definition in indexes:
            cursor.execute(definition)


COMPRESSION = "default_toast_compression"  # lz4 loads three times as fast as the default
# Those that belong to no constraint.
INDEXES = """
    SELECT i.relname, pg_get_indexdef(i.oid)
    FROM pg_index JOIN pg_class i ON i.oid = indexrelid JOIN pg_class t ON t.oid = indrelid
    WHERE t.relname = ANY(%s) AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.oid)
"""
