from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from delivery import pieces

SIGNALS = (request_started, request_finished)


@pytest.fixture(autouse=True)
def no_pieces_of_another_test() -> Iterator[None]:
    yield
    pieces.keeping.pieces = None


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Requests that a test makes stay in its transaction, as with Django's own client."""
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    yield
    for signal in SIGNALS:
        signal.connect(close_old_connections)
