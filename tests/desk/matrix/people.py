"""The cast of the tables, and how one of them is let in or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tests import cast

CAST: dict[str, Callable[[], User]] = {
    "reporter": cast.reporter,
    "translator": cast.translator,
    "editor of English": lambda: cast.editor(works_in=("en",)),
    "editor": cast.editor,
    "chief editor": cast.chief_editor,
    "administrator": cast.administrator,
    "outsider": cast.outsider,
}
# Tables in which looking around leaves traces.
OF_SESSIONS = ("django_session",)


def log_in(client: Client, person: str) -> User | None:
    """Make a person and log them in; nobody for "anonymous"."""
    if person not in CAST:
        return None
    user = CAST[person]()
    client.force_login(user)
    return user


def is_refused(response: Any) -> bool:
    """Tell a refusal: not allowed, not there, not to be sent, or the way to the login page.

    What a person may not see is not there for them: Django leads from it to the front of the desk.
    """
    if response.status_code == 302 and re.search(r"/\d+/", response.request["PATH_INFO"]):
        return is_sent_to_log_in(response) or response.headers["Location"] == "/admin/"
    return response.status_code in (403, 404, 405) or is_sent_to_log_in(response)


def is_sent_to_log_in(response: Any) -> bool:
    location = str(response.headers.get("Location", ""))
    return response.status_code == 302 and location.startswith("/admin/login/")


@contextmanager
def written() -> Iterator[list[str]]:
    """Collect what is written to the database meanwhile."""
    writes: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield writes
    for query in queries:
        sql = query["sql"].lstrip()
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and not any(name in sql for name in OF_SESSIONS):
            writes.append(sql[:120])
