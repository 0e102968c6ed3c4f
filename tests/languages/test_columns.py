from __future__ import annotations

import pytest
from django.utils import translation

from categories.models import Category
from languages.columns import column, columns, phrase
from tests.factories import set_translated


def section(**names: str) -> Category:
    category = Category(slug="world")
    set_translated(category, "name", **names)
    return category


def test_a_column_is_that_of_the_language_asked_for_or_of_the_active_one() -> None:
    assert column("title", "ru") == "title_ru"
    with translation.override("hy"):
        assert column("title") == "title_hy"


def test_columns_are_those_of_all_languages_unless_some_are_named() -> None:
    assert columns(["title", "slug"]) == [
        *("title_en", "title_ru", "title_hy"),
        *("slug_en", "slug_ru", "slug_hy"),
    ]
    assert columns(["title", "slug"], ["hy"]) == ["title_hy", "slug_hy"]
    assert columns(["title"], []) == []


def test_a_phrase_is_in_the_language_asked_for_when_it_is_written() -> None:
    found = phrase(section(en="World", ru="Мир", hy="Աշխարհ"), "name", "hy")
    assert (str(found), found.language) == ("Աշխարհ", "hy")


def test_a_phrase_follows_the_active_language() -> None:
    with translation.override("ru"):
        assert phrase(section(en="World", ru="Мир"), "name").text == "Мир"


@pytest.mark.parametrize(
    ("names", "text", "language"),
    [
        ({"en": "World", "ru": "Мир"}, "World", "en"),
        ({"ru": "Мир"}, "Мир", "ru"),
        ({"en": "", "ru": "Мир", "hy": ""}, "Мир", "ru"),
    ],
)
def test_a_missing_phrase_falls_back_in_the_order_of_the_paper(
    names: dict[str, str], text: str, language: str
) -> None:
    found = phrase(section(**names), "name", "hy")
    assert (found.text, found.language) == (text, language)


def test_a_phrase_nobody_wrote_is_empty_and_in_the_language_asked_for() -> None:
    found = phrase(section(), "name", "hy")
    assert not found
    assert (str(found), found.language) == ("", "hy")
