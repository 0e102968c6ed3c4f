from __future__ import annotations

import pytest
from django.utils import translation

from authors.models import Author
from languages import registry


def test_the_paper_appears_in_english_russian_and_armenian_english_first() -> None:
    assert registry.codes() == ("en", "ru", "hy")
    assert [language.label for language in registry.published_in()] == ["EN", "RU", "ARM"]


def test_each_language_calls_itself_by_its_own_name() -> None:
    assert [language.name for language in registry.published_in()] == ["English", "Русский", "Հայերեն"]
    assert registry.choices("hy", "en") == [("hy", "Հայերեն"), ("en", "English")]


def test_a_language_nobody_registered_is_an_error() -> None:
    with pytest.raises(KeyError):
        registry.choices("en", "fr")
    with pytest.raises(KeyError):
        registry.get("fr")


@pytest.mark.parametrize("code", ["en", "ru", "hy"])
def test_the_active_language_is_the_current_one(code: str) -> None:
    with translation.override(code):
        assert registry.current().code == code


@pytest.mark.parametrize("active", ["fr", None])
def test_the_main_language_stands_in_for_one_the_paper_does_not_have(active: str | None) -> None:
    with translation.override(active):
        assert registry.current().code == "en"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/hy/", "hy"),
        ("/hy", "hy"),
        ("/ru/world/12-slug/", "ru"),
        ("/", None),
        ("", None),
        ("/admin/", None),
        ("/hyw/", None),
        ("/arm/", None),
        ("/HY/", None),
        ("/static/hy/", None),
    ],
)
def test_an_address_names_its_language_by_its_first_part(path: str, code: str | None) -> None:
    language = registry.of_path(path)
    assert (language.code if language else None) == code


def test_a_translated_field_is_called_the_same_in_every_language() -> None:
    names = [str(field.verbose_name) for field in Author._meta.fields if field.name.startswith("role_")]
    assert names == ["role"] * 3
