"""Every word of ours exists in Russian and Armenian, and is written as those languages write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.test import RequestFactory
from django.utils.translation import gettext, override

from accounts.models import User
from languages import catalogues, registry
from languages.admin import TranslatedAdmin

ROOT = Path(settings.BASE_DIR)
TRANSLATED = ("ru", "hy")
#: Words that a translation may keep in Latin letters.
LATIN: frozenset[str] = frozenset()

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^<>]+>|&\w+;")
WORD = re.compile(r"[^\W\d_]+")
VOWELS = tuple("աեէըիոօու")


def forms_in(language: str) -> Iterator[tuple[Message, str]]:
    """Yield every translation of ours with the entry it belongs to."""
    for domain in catalogues.DOMAINS:
        path = catalogues.po_file(ROOT, language, domain)
        if path.exists():
            with path.open("rb") as file:
                catalogue = read_po(file, language)
            for message in catalogues.entries(catalogue).values():
                for form in catalogues.forms(message, catalogue.num_plurals):
                    yield message, form


def original(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[-1])


def plural_forms(path: Path) -> str:
    with path.open("rb") as file:
        return read_po(file).plural_forms


def test_the_catalogues_say_exactly_what_the_sources_need() -> None:
    call_command("messages", "--check")


def test_every_language_of_the_paper_but_english_is_checked() -> None:
    assert {*TRANSLATED, catalogues.SOURCE} == set(registry.codes())


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_are_written_in_the_letters_of_their_language(language: str) -> None:
    script = registry.get(language).script
    strays = {
        form: words
        for _message, form in forms_in(language)
        if (words := [word for word in words_of(form) if not is_written_in(script, word)])
    }
    assert strays == {}


def words_of(form: str) -> list[str]:
    prose = TAG.sub(" ", PLACEHOLDER.sub(" ", form))
    return [word for word in WORD.findall(prose) if word not in LATIN]


def is_written_in(script: str, word: str) -> bool:
    return all(unicodedata.name(letter).startswith(script) for letter in word)


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("pattern", [PLACEHOLDER, TAG])
def test_translations_keep_the_placeholders_and_the_html(language: str, pattern: re.Pattern[str]) -> None:
    differing = {
        form
        for message, form in forms_in(language)
        if sorted(pattern.findall(form)) != sorted(pattern.findall(original(message)))
    }
    assert differing == set()


@pytest.mark.parametrize(("language", "stops"), [("ru", ".?!"), ("hy", "։")])
def test_a_sentence_ends_like_a_sentence_and_a_label_does_not(language: str, stops: str) -> None:
    assert [
        form
        for message, form in forms_in(language)
        if form.endswith(tuple(stops)) != original(message).endswith((".", "?", "!"))
    ] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_begins_or_ends_with_a_blank_or_quotes_in_english(language: str) -> None:
    assert [
        form for _message, form in forms_in(language) if form != form.strip() or re.search('["“”]', form)
    ] == []


def test_armenian_has_no_latin_colon_and_no_latin_full_stop_at_the_end() -> None:
    assert [form for _message, form in forms_in("hy") if ":" in form or form.endswith(".")] == []


def test_armenian_names_of_models_can_take_the_article() -> None:
    """Django's messages in Armenian put "-ը" after the plural, which follows a consonant only."""
    ours = {folder.parent.name for folder in ROOT.glob("*/__init__.py")}
    with override("hy"):
        plurals = {
            str(model._meta.verbose_name_plural)
            for model in apps.get_models()
            if model._meta.app_label in ours and not model._meta.auto_created
        }
    assert len(plurals) > 8
    assert [plural for plural in plurals if plural.endswith(VOWELS)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_history_of_changes_can_name_the_fields_of_every_form(language: str) -> None:
    """Django stores a form's labels, capitalised, in English and translates them when they are read.

    What is edited in several languages has a history of its own: see `languages.history`.
    """
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True)
    with override(None):
        labels = {
            str(field.label)
            for model, of_model in admin.site._registry.items()
            if not isinstance(of_model, TranslatedAdmin)
            for field in of_model.get_form(request, model(), change=True).base_fields.values()
        }
    assert {"Desk language", "Permissions"} <= labels
    with override(language):
        assert [label for label in labels if gettext(label) == label] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_our_catalogues_count_like_those_of_the_packages(language: str) -> None:
    """Django keeps apart catalogues that count differently, and then asks each in turn."""
    ours = catalogues.po_file(ROOT, language, "django")
    theirs = ROOT / "locale" / "packages" / language / "LC_MESSAGES" / "django.po"
    assert plural_forms(ours) == plural_forms(theirs)
