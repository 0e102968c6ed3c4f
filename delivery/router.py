from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

from delivery.replica import REPLICA, is_reading


class PublicReads:
    """Sends the queries of readers' pages to the replica, all else to the primary.

    Which of the two is decided once per page (`replica.reading`), so that what a page shows comes from one.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        if is_reading() and not connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return REPLICA
        return DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Rows that are locked are read here too."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool:
        """The replica has the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS
