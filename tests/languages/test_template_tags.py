from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from categories.models import Category
from tests.factories import set_translated

MOMENT = datetime(2026, 11, 22, 10, 5, tzinfo=UTC)


def printed(source: str, language: str = "en", **values: object) -> str:
    with translation.override(language):
        return Template("{% load languages %}" + source).render(Context(values))


def section(**names: str) -> Category:
    category = Category(slug="world")
    set_translated(category, "name", **names)
    return category


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ moment|long_date }}", "22 նոյեմբերի, 2026"),
        ("{{ moment|long_datetime }}", "22 նոյեմբերի, 2026, 14:05"),
        ("{{ moment|header_date }}", "Կիրակի, 22 նոյեմբերի, 2026"),
        ("{{ moment|clock }}", "14:05"),
        ("{{ moment|iso }}", "2026-11-22T14:05:00+04:00"),
        ("{{ number|grouped }}", "12\u00a0345"),
    ],
)
def test_dates_and_numbers_are_printed_in_the_language_of_the_page(source: str, text: str) -> None:
    assert printed(source, "hy", moment=MOMENT, number=12345) == text


def test_a_recent_date_is_printed_briefly() -> None:
    last_year = timezone.now() - timedelta(days=366)
    assert str(timezone.localtime(last_year).year) in printed("{{ moment|brief }}", moment=last_year)


def test_a_name_in_the_language_of_the_page_is_printed_plainly() -> None:
    assert printed("{% translated thing 'name' %}", "hy", thing=section(en="World", hy="Աշխարհ")) == "Աշխարհ"


def test_a_name_that_had_to_fall_back_is_marked_with_its_language() -> None:
    thing = section(en="World", ru="Мир")
    assert printed("{% translated thing 'name' %}", "hy", thing=thing) == '<span lang="en">World</span>'
    assert printed(
        "{% with p=thing|phrase:'name' %}{{ p.language }}: {{ p }}{% endwith %}", "hy", thing=thing
    ) == ("en: World")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_hostile_name_is_harmless(language: str) -> None:
    html = printed(
        "{% translated thing 'name' %}", language, thing=section(en='"><img src=x onerror=alert(1)>')
    )
    assert "&lt;img" in html
    assert "<img" not in html
