"""Rich text is cleaned whichever way it reaches the database."""

from __future__ import annotations

import pytest

from publication.models import Page
from tests.factories import make_page, set_translated

pytestmark = pytest.mark.django_db

DIRTY = "<p onclick=x>Текст<script>alert(1)</script></p>"
CLEAN = "<p>Текст</p>"


def stored() -> object:
    return Page.objects.values_list("body_ru", flat=True).get()


def test_a_plain_save_is_cleaned() -> None:
    page = make_page(ru="О нас")
    set_translated(page, "body", ru=DIRTY)
    page.save()
    assert stored() == CLEAN


def test_an_update_of_rows_is_cleaned() -> None:
    make_page(ru="О нас")
    Page.objects.update(body_ru=DIRTY)
    assert stored() == CLEAN


def test_rows_made_in_bulk_are_cleaned() -> None:
    Page.objects.bulk_create([Page(slug="about", body_ru=DIRTY)])
    assert stored() == CLEAN


def test_a_language_left_out_stays_out() -> None:
    make_page(en="About")
    assert stored() is None
