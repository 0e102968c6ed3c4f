from __future__ import annotations

import json
from typing import Any

from django.db.models import F, Field, QuerySet, Subquery


def read_keys(value: Any) -> list[int]:
    """Return a list of keys, as databases that have no lists write it too."""
    found: list[int] = json.loads(value) if isinstance(value, str) else value
    return found


class _KeyList(Field):
    def from_db_value(self, value: Any, *args: Any) -> list[int]:
        return read_keys(value)


class FirstKeys(Subquery):
    """Annotates rows with the keys that a correlated list begins with, in its order.

    One walk along an index, and one subquery to plan: planning is most of the work.
    """

    template = '(SELECT JSON_GROUP_ARRAY("key") FROM (%(subquery)s))'

    def __init__(self, listed: QuerySet[Any], count: int, key: str = "pk") -> None:
        super().__init__(listed.annotate(key=F(key)).values("key")[:count], output_field=_KeyList())

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, template="ARRAY(%(subquery)s)")
