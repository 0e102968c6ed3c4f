from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.template import Context, Template
from django.utils import translation

from authors.models import Author
from tests.factories import make_author, make_image

pytestmark = pytest.mark.django_db


def printed(author: Author, language: str) -> str:
    with translation.override(language):
        return Template("{% load languages %}{% translated author 'name' %}").render(
            Context({"author": author})
        )


def test_a_name_is_printed_in_the_language_of_the_page() -> None:
    author = make_author(en="Anna Petrosyan", hy="Աննա Պետրոսյան")
    assert printed(author, "en") == "Anna Petrosyan"
    assert printed(author, "hy") == "Աննա Պետրոսյան"


def test_a_name_missing_in_the_language_of_the_page_is_marked_with_its_own() -> None:
    author = make_author(ru="Анна Петросян", hy="Աննա Պետրոսյան")
    assert printed(author, "en") == '<span lang="ru">Анна Петросян</span>'


def test_an_author_is_listed_under_a_name_in_whatever_language() -> None:
    author = make_author(hy="Աննա Պետրոսյան")
    for language in ("en", "ru", "hy"):
        with translation.override(language):
            assert str(author) == "Աննա Պետրոսյան"


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_the_address_of_an_author_is_in_the_active_language(language: str) -> None:
    with translation.override(language):
        assert make_author(slug="anna").get_absolute_url() == f"/{language}/authors/anna/"


def test_two_authors_cannot_have_one_address() -> None:
    make_author(slug="anna")
    with pytest.raises(IntegrityError):
        make_author(slug="anna")


def test_an_author_stays_when_the_picture_goes() -> None:
    author = make_author()
    author.picture = make_image()
    author.save()
    author.picture.delete()
    author.refresh_from_db()
    assert author.picture is None


@pytest.mark.parametrize("account", ["", "@anna@social.example", "@anna_p@a.b-c.example"])
def test_an_account_in_the_fediverse_has_the_name_of_its_server(account: str) -> None:
    author = make_author()
    author.fediverse = account
    author.clean_fields()


@pytest.mark.parametrize("account", ["anna", "@anna", "anna@social.example", "https://social.example/@anna"])
def test_anything_else_is_no_account_in_the_fediverse(account: str) -> None:
    author = make_author()
    author.fediverse = account
    with pytest.raises(ValidationError, match="@name@server"):
        author.clean_fields()
