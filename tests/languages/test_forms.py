from __future__ import annotations

import pytest
from django.forms import modelform_factory
from django.utils import translation

from categories.models import Category
from languages.columns import columns
from languages.forms import TranslatedForm
from publication.admin import PageForm
from publication.models import Page

pytestmark = pytest.mark.django_db

CategoryForm = modelform_factory(Category, form=TranslatedForm, fields=[*columns(["name"]), "slug"])
StaticPageForm = modelform_factory(Page, form=PageForm, fields=[*columns(["title", "body"]), "slug"])
NEEDED = "Fill this in, in one language at least."


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_one_language_is_enough_whichever_it_is(language: str) -> None:
    form = CategoryForm({"slug": "world", f"name_{language}": "Աշխարհ"})
    assert form.is_valid(), form.errors


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_no_language_at_all_is_an_error_in_the_language_of_whoever_reads_it(language: str) -> None:
    with translation.override(language):
        form = CategoryForm({"slug": "world"})
        assert list(form.errors) == [f"name_{language}"]


def test_the_error_says_what_to_do() -> None:
    assert CategoryForm({"slug": "world"}).errors == {"name_en": [NEEDED]}


def test_a_name_nobody_can_see_is_no_name() -> None:
    assert CategoryForm({"slug": "world", "name_ru": "\u202e \u200b"}).errors == {"name_en": [NEEDED]}


def test_a_name_that_is_wrong_is_not_also_called_missing() -> None:
    form = CategoryForm({"slug": "world", "name_ru": "я" * 61})
    assert list(form.errors) == ["name_ru"]
    assert NEEDED not in form.errors["name_ru"]


def test_what_is_needed_must_be_there_in_one_and_the_same_language() -> None:
    half = {"slug": "about", "title_hy": "Մեր մասին", "title_ru": "О нас", "body_en": "<p>About</p>"}
    assert not StaticPageForm(half).is_valid()
    assert StaticPageForm({**half, "body_hy": "<p>Մեր մասին</p>"}).is_valid()


def test_what_is_missing_is_asked_for_where_most_is_written() -> None:
    form = StaticPageForm({"slug": "about", "title_hy": "Մեր մասին"})
    assert form.errors == {"body_hy": [NEEDED]}


def test_a_text_of_empty_paragraphs_is_no_text() -> None:
    form = StaticPageForm({"slug": "about", "title_hy": "Մեր մասին", "body_hy": "<ul><li><p></p></li></ul>"})
    assert form.errors == {"body_hy": [NEEDED]}
