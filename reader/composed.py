"""Queries that are composed once for the life of a process, for pages that ask the same each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet


class Composed:
    """A query for one thing that is composed once: that takes Django longer than the database to answer it.

    rows: with values in the place of the parameters that differ each time. Columns of other tables have to be
    annotations.
    """

    def __init__(self, rows: QuerySet[Any]) -> None:
        compiler: Any = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self.model = rows.model
        self.sql, self.params = compiler.as_sql()
        selected = [expression for expression, *_ in compiler.select]
        self.fields = {
            selected[place].target.attname: place for place in compiler.klass_info["select_fields"]
        }
        self.beside = dict(compiler.annotation_col_map)
        self.converters = compiler.get_converters(selected)

    def first(self, given: Mapping[Any, Any]) -> Any:
        """Return the first thing with its annotations, None where there is none. One query.

        given: the parameters, by the values that stand in their place.
        """
        using = self.model._default_manager.db
        with connections[using].cursor() as cursor:
            cursor.execute(self.sql, [given.get(param, param) for param in self.params])
            row = cursor.fetchone()
        return self._thing(using, row) if row else None

    def _thing(self, using: str, row: Sequence[Any]) -> Any:
        values = list(row)
        for position, (converters, expression) in self.converters.items():
            for convert in converters:
                values[position] = convert(values[position], expression, connections[using])
        thing = self.model.from_db(
            using, list(self.fields), [values[place] for place in self.fields.values()]
        )
        for name, place in self.beside.items():
            setattr(thing, name, values[place])
        return thing
