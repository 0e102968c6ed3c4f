from __future__ import annotations

import pytest
from django.utils import translation

from languages.numbers import grouped

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "1,234,567"), ("ru", "1 234 567"), ("hy", "1 234 567")],
)
def test_thousands_stand_apart_as_the_language_does_it(language: str, text: str) -> None:
    assert grouped(1234567, language) == text.replace(" ", NO_BREAK)


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_a_small_number_is_left_alone(language: str) -> None:
    assert grouped(0, language) == "0"
    assert grouped(999, language) == "999"


def test_a_number_follows_the_active_language() -> None:
    with translation.override("hy"):
        assert grouped(1234) == f"1{NO_BREAK}234"
