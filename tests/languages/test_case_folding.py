"""Searching without regard to case: the same on both databases."""

from __future__ import annotations

import pytest
from django.db import connection

from authors.models import Author
from categories.models import Category
from tests.factories import make_author, make_category

pytestmark = pytest.mark.django_db


def found(**condition: str) -> list[str]:
    return list(Category.objects.filter(**condition).order_by("slug").values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("column", "name", "wanted"),
    [
        ("name_en", "World News", "world news"),
        ("name_ru", "Новости Еревана", "ЕРЕВАН"),
        ("name_ru", "НОВОСТИ ЁЛКИ", "ёлк"),
        ("name_hy", "Հայաստանի լուրեր", "հայաստան"),
        ("name_hy", "ՀԱՅԱՍՏԱՆ", "հայաստան"),
        ("name_hy", "հայաստան", "ՀԱՅԱՍՏԱՆ"),
    ],
)
def test_a_search_finds_a_word_in_any_case(column: str, name: str, wanted: str) -> None:
    Category.objects.create(slug="found", **{column: name})
    make_category(slug="other", en="Sport", ru="Спорт", hy="Սպորտ")
    Category.objects.create(slug="unnamed")
    assert found(**{f"{column}__icontains": wanted}) == ["found"]


def test_the_beginning_the_end_and_the_whole_are_found_in_any_case() -> None:
    make_category(slug="yerevan", ru="Новости Еревана")
    assert found(name_ru__istartswith="НОВОСТИ") == found(name_ru__iendswith="ЕРЕВАНА") == ["yerevan"]
    assert found(name_ru__iexact="новости еревана") == ["yerevan"]
    assert found(name_ru__istartswith="ереван") == found(name_ru__iexact="новости") == []


@pytest.mark.parametrize("sign", ["%", "_", "\\", ".", "*", "["])
def test_a_sign_that_is_special_to_the_database_is_found_as_itself(sign: str) -> None:
    make_category(slug="with", ru=f"Рост 5{sign}Год")
    make_category(slug="without", ru="Рост 5!Год")
    assert found(name_ru__icontains=f"5{sign}гОД") == ["with"]


def test_a_search_spans_lines() -> None:
    author = make_author()
    Author.objects.filter(pk=author.pk).update(biography_ru="Первая.\nВторая.")
    assert Author.objects.filter(biography_ru__icontains="ПЕРВАЯ.\nвторая").get() == author
    assert Author.objects.filter(biography_ru__iendswith="ВТОРАЯ.").get() == author


def test_wildcards_of_plain_sql_still_work() -> None:
    question = (
        "SELECT 'Ереван' LIKE 'Ер_ва%%' ESCAPE '!', 'Ереван' LIKE 'Ер_' ESCAPE '!', NULL LIKE 'Ер' ESCAPE '!'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question, [])
        like, unlike, unknown = cursor.fetchone()
    assert (bool(like), bool(unlike), unknown) == (True, False, None)
