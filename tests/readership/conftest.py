from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from readership import counting, visitors


@pytest.fixture(autouse=True)
def spool(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A spool of its own for every test, in a process that knows no salt."""
    settings.VIEWS_SPOOL = tmp_path / "views"
    counting.spool.cache_clear()
    visitors.forget()
    yield tmp_path / "views"
    counting.spool().close()
    counting.spool.cache_clear()
    visitors.forget()
