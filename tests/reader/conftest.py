from __future__ import annotations

import pytest

from tests.reader.paper import Paper, make_paper


@pytest.fixture
def paper(db: None) -> Paper:
    """A paper with something of everything."""
    return make_paper()
