from __future__ import annotations

import pytest
from django.test import Client

from tests.reader.reading import read, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "within half an hour"), ("ru", "в течение получаса"), ("hy", "կես ժամվա ընթացքում")],
)
def test_a_page_says_in_every_language_what_a_view_is(client: Client, language: str, words: str) -> None:
    assert words in text(read(client, f"/{language}/views/"))
