from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from categories.models import RESERVED_SLUGS, Category
from reader.urls import urlpatterns
from tests.factories import make_category

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "slug",
    [
        *("archive", "authors", "feed", "most-read", "pages"),
        *("search", "sitemaps", "tags", "views"),
    ],
)
def test_a_category_cannot_take_the_address_of_another_page(slug: str) -> None:
    category = make_category(slug=slug)
    with pytest.raises(ValidationError) as refused:
        category.full_clean()
    assert refused.value.message_dict == {
        "slug": [f"“{slug}” is the address of another page of the site; choose another."]
    }


@pytest.mark.parametrize("slug", ["world", "search-and-rescue", "tag", "author"])
def test_any_other_address_is_free(slug: str) -> None:
    make_category(slug=slug).full_clean()


def test_every_page_beside_the_categories_has_its_address_reserved() -> None:
    firsts = {str(pattern.pattern).split("/")[0] for pattern in urlpatterns}
    fixed = {first for first in firsts if first.replace("-", "").isalpha()}
    assert {"authors", "tags", "pages"} <= fixed
    assert fixed <= RESERVED_SLUGS


def test_two_categories_cannot_have_one_address() -> None:
    make_category(slug="world")
    with pytest.raises(IntegrityError):
        make_category(slug="world")


def test_categories_stand_in_the_order_of_their_positions_then_of_their_age() -> None:
    for slug, position in (("sport", 3), ("world", 1), ("culture", 2), ("economy", 2)):
        make_category(slug=slug, position=position)
    slugs = list(Category.objects.values_list("slug", flat=True))
    assert slugs == ["world", "culture", "economy", "sport"]


def test_a_category_without_a_name_in_a_language_is_called_by_another() -> None:
    category = make_category(ru="Мир")
    for language in ("en", "ru", "hy"):
        with translation.override(language):
            assert str(category) == "Мир"


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_the_address_of_a_category_is_in_the_active_language(language: str) -> None:
    with translation.override(language):
        assert make_category(slug="world").get_absolute_url() == f"/{language}/world/"
