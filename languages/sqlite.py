"""Teaches SQLite to compare Russian and Armenian letters without regard to case.

SQLite's LIKE, and with it every `icontains`, knows only ASCII letters: a search for "ереван" would not
find "Ереван". PostgreSQL with a UTF-8 locale needs none of this.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any


def fold_case(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Replace LIKE ... ESCAPE, in which Django writes its lookups, on a new SQLite connection.

    Received from `connection_created`.
    """
    if connection.vendor == "sqlite":
        connection.connection.create_function("like", 3, _like, deterministic=True)


def _like(pattern: str | None, text: Any, escape: str) -> bool | None:
    if pattern is None or text is None:
        return None
    return _compiled(pattern, escape).fullmatch(str(text).casefold()) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str, escape: str) -> re.Pattern[str]:
    parts, characters = [], iter(pattern.casefold())
    for character in characters:
        if character == escape:
            parts.append(re.escape(next(characters, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(character) or re.escape(character))
    return re.compile("".join(parts), re.DOTALL)
