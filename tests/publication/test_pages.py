from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from publication.models import Page
from tests.factories import make_page, set_translated

pytestmark = pytest.mark.django_db


def live(language: str) -> list[str]:
    return list(Page.objects.live(language).values_list("slug", flat=True))


def test_a_page_can_be_read_in_the_languages_it_is_written_in() -> None:
    page = make_page(slug="about", ru="О нас", hy="Մեր մասին")
    assert (live("en"), live("ru"), live("hy")) == ([], ["about"], ["about"])
    assert page.languages() == ["ru", "hy"]


@pytest.mark.parametrize("lacking", ["title", "body"])
@pytest.mark.parametrize("nothing", ["", None])
def test_a_page_without_title_or_text_cannot_be_read(lacking: str, nothing: str | None) -> None:
    page = make_page(slug="about", en="About", ru="О нас")
    setattr(page, f"{lacking}_ru", nothing)
    page.save()
    assert (live("en"), live("ru")) == (["about"], [])
    assert page.languages() == ["en"]


def test_live_means_the_active_language_unless_one_is_named() -> None:
    make_page(slug="about", hy="Մեր մասին")
    with translation.override("hy"):
        assert Page.objects.live().count() == 1
    assert Page.objects.live().count() == 0


def test_pages_stand_in_the_order_of_their_positions() -> None:
    for slug, position in (("terms", 2), ("about", 1), ("contacts", 1)):
        Page.objects.filter(pk=make_page(slug=slug).pk).update(position=position)
    assert live("en") == ["about", "contacts", "terms"]


def test_two_pages_cannot_have_one_address() -> None:
    make_page(slug="about")
    with pytest.raises(IntegrityError):
        make_page(slug="about")


def test_asking_for_its_languages_queries_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_page(en="About", hy="Մեր մասին")
    page = Page.objects.get()
    with django_assert_num_queries(0):
        assert page.languages() == ["en", "hy"]


def test_a_page_is_listed_under_its_title_or_else_its_address() -> None:
    page = make_page(slug="about", en="About us")
    assert str(page) == "About us"
    with translation.override("hy"):
        assert str(page) == "about"


def test_the_address_of_a_page_is_in_the_active_language() -> None:
    page = make_page(slug="about")
    set_translated(page, "title", hy="Մեր մասին")
    with translation.override("hy"):
        assert page.get_absolute_url() == "/hy/pages/about/"
