from __future__ import annotations

import pytest
from django.test import Client

from tests import cast


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    """A browser in which the editor is logged in."""
    client.force_login(cast.editor())
    return client
