from __future__ import annotations

import pytest
from django.db.models import Model
from django.forms import fields_for_model

from categories.models import Category
from publication.models import Publication
from tests.factories import make_category, make_publication, set_translated

HOSTILE = "Wo\u202erl\x00d\ufeff"

pytestmark = pytest.mark.django_db


def stored(thing: Model, column: str) -> str:
    return str(type(thing)._default_manager.values_list(column, flat=True).get(pk=thing.pk))


def test_a_plain_save_stores_only_what_can_be_seen() -> None:
    assert stored(make_category(en=HOSTILE), "name_en") == "World"


def test_an_update_of_rows_stores_only_what_can_be_seen() -> None:
    category = make_category()
    Category.objects.filter(pk=category.pk).update(name_hy=HOSTILE)
    assert stored(category, "name_hy") == "World"


def test_rows_made_in_bulk_store_only_what_can_be_seen() -> None:
    Category.objects.bulk_create([Category(slug="world", name_en=HOSTILE)])
    assert Category.objects.values_list("name_en", flat=True).get(slug="world") == "World"


def test_validation_makes_one_line_of_a_line() -> None:
    category = Category(slug="world")
    set_translated(category, "name", en="World\n\u2028 and \t neighbours ")
    category.full_clean()
    assert str(category) == "World and neighbours"


def test_a_paragraph_keeps_its_lines() -> None:
    publication = make_publication()
    set_translated(publication, "footer_notice", en="First\u202e line.\n\nSecond line.")
    publication.full_clean()
    publication.save()
    assert stored(publication, "footer_notice_en") == "First line.\n\nSecond line."


def test_a_form_takes_a_text_of_invisible_characters_for_no_text() -> None:
    field = fields_for_model(Category)["name_en"]
    assert not field.clean(" \u202e\u200b ")
    assert field.clean(f" {HOSTILE} ") == "World"


def test_an_address_typed_without_a_scheme_is_taken_for_https() -> None:
    field = fields_for_model(Publication)["x_url"]
    assert field.clean("x.com/meridian") == "https://x.com/meridian"
    assert field.clean("http://x.com/meridian") == "http://x.com/meridian"
