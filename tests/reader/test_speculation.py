from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.reader.paper import LANGUAGES, Paper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_the_rules_of_its_language(client: Client, paper: Paper, language: str) -> None:
    for address in paper.pages(language):
        rules = client.get(address).headers["Speculation-Rules"]
        assert rules == f'"/{language}/speculation.json"', address


@pytest.mark.parametrize("language", LANGUAGES)
def test_stories_of_the_same_language_are_fetched_when_a_pointer_rests_on_them(
    client: Client, language: str
) -> None:
    response = client.get(f"/{language}/speculation.json")
    assert response.headers["Content-Type"] == "application/speculationrules+json"
    (rule,) = json.loads(response.content)["prefetch"]
    assert rule["eagerness"] == "moderate"
    assert rule["where"] == {"href_matches": f"/{language}/:category/:story([0-9]+-.*)/"}
