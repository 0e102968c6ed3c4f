"""The languages Newsroom knows. Adding one starts here: see docs/how-to/add-a-language.md."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.translation import get_language, pgettext_lazy


@dataclass(frozen=True, kw_only=True)
class Language:
    """One language of the paper.

    code: BCP 47 tag, used in addresses, columns and `lang` attributes.
    label: the short label of the desk; compact: the short label readers see on a phone.
    name: the language's own name for itself; called: what the desk calls a text in it, translated.
    locale: the CLDR locale that formats its dates and numbers.
    shared_as: the locale under which services that show links know it, where that is not `locale`.
    script: the writing system, as in the Unicode character names ("LATIN", "CYRILLIC", "ARMENIAN").
    aliases: other prefixes under which readers look for it; they redirect to `code`.
    """

    code: str
    label: str
    compact: str
    name: str
    called: Any
    locale: str
    script: str
    aliases: tuple[str, ...] = ()
    shared_as: str = ""


REGISTRY: dict[str, Language] = {
    language.code: language
    for language in (
        Language(
            code="en",
            label="EN",
            compact="EN",
            name="English",
            called=pgettext_lazy("a text in this language", "English"),
            locale="en_GB",
            shared_as="en_US",
            script="LATIN",
        ),
        Language(
            code="ru",
            label="RU",
            compact="RU",
            name="Русский",
            called=pgettext_lazy("a text in this language", "Russian"),
            locale="ru_RU",
            script="CYRILLIC",
        ),
        Language(
            code="hy",
            label="ARM",
            compact="ՀԱՅ",
            name="Հայերեն",
            called=pgettext_lazy("a text in this language", "Armenian"),
            locale="hy_AM",
            script="ARMENIAN",
            aliases=("arm", "am"),
        ),
    )
}


def choices(*codes: str) -> list[tuple[str, str]]:
    """Return Django's LANGUAGES setting for these codes. Raises KeyError for an unknown code."""
    return [(code, REGISTRY[code].name) for code in codes]


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages this paper appears in, the main one first."""
    return tuple(code for code, _name in settings.LANGUAGES)


@cache
def published_in() -> tuple[Language, ...]:
    """Return the languages this paper appears in, the main one first."""
    return tuple(REGISTRY[code] for code in codes())


@receiver(setting_changed)
def _ask_settings_anew(**_kwargs: Any) -> None:
    codes.cache_clear()
    published_in.cache_clear()


def field_name(name: Any, code: str) -> str:
    """Return the name of a translated field in a language: the same in all, for the language bar tells."""
    return str(name)


def get(code: str) -> Language:
    """Return the language of a code. Raises KeyError when the registry has none."""
    return REGISTRY[code]


def current() -> Language:
    """Return the active language; the main one when translation is off or another is active."""
    code, ours = get_language(), codes()
    return REGISTRY[code if code in ours else ours[0]]


def of_path(path: str) -> Language | None:
    """Return the language a URL path begins with ("/hy/world/"), None when it has no prefix."""
    prefix = path.lstrip("/").split("/", 1)[0]
    return REGISTRY[prefix] if prefix in codes() else None
