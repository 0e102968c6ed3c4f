"""Every word Django and the packages say must exist in Russian and Armenian.

What a package does not translate itself stands in ``locale/packages``.  These
tests read the catalogues as text: they need neither settings nor ``.mo`` files.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages import Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

Key = tuple[str | None, str | tuple[str, ...]]

OURS = Path(__file__).resolve().parents[2] / "locale" / "packages"
LANGUAGES = ("ru", "hy")
DOMAINS = ("django", "djangojs")
SCRIPTS = {"ru": "CYRILLIC", "hy": "ARMENIAN"}

#: Packages that ship an English catalogue: name, folder of the catalogue, domain.
CATALOGUED = (
    ("django", "conf/locale", "django"),
    ("django.contrib.admin", "locale", "django"),
    ("django.contrib.admin", "locale", "djangojs"),
    ("django.contrib.auth", "locale", "django"),
    ("django.contrib.contenttypes", "locale", "django"),
    ("django.contrib.postgres", "locale", "django"),
    ("django.contrib.sessions", "locale", "django"),
    ("taggit", "locale", "django"),
)
#: Packages without one, whose Python sources are read instead.
UNCATALOGUED = ("imagefield", "modeltranslation")

PYTHON_KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None}
JS_GETTEXT = re.compile(r'gettext\(\s*"([^"]+)",?\s*\)')
#: Titles of buttons and words of menus that the editor never gives to gettext().
JS_HARD_CODED = (
    re.compile(r'buttons\.\w+\(\s*(?:"[^"]*"|`[^`]*`),\s*"([^"]+)"'),
    re.compile(r'buttons\.text\("([^"]+)"\)'),
    re.compile(r'crel\("\w+", \{\s*textContent: "([^"]+)"'),
    re.compile(r'define\("(left|center|right|justify)"\)'),
)
JS_HEADINGS = {f"{word} {n}" for word in ("heading", "Heading") for n in range(1, 7)}
#: Labels of auth's and taggit's fields as the history of changes stores them,
#: capitalised; those Django itself has in that form are left out.
HISTORY_LABELS = (
    *("Username", "First name", "Last name", "Last login", "Date joined", "Active"),
    *("Staff status", "Superuser status", "Groups", "User permissions", "Name", "Slug"),
)

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdr]|\{\w*\}")
TAG = re.compile(r"<[^<>]+>")
NOT_PROSE = re.compile(rf"{PLACEHOLDER.pattern}|{TAG.pattern}|https?://\S+|&\w+;")
WORD = re.compile(r"[^\W\d_]+")
#: Latin text a translation may keep: code first, then names and abbreviations.
LATIN_CODE = (
    "Referrer-Policy: no-referrer",
    "get_absolute_url()",
    "DEBUG=True",
    "ManagementForm",
    "allow_empty",
    "allow_future",
    "same-origin",
    "A-Z",
    "a-z",
)
LATIN_WORD = re.compile(
    "CSRF|Command|Control|Django|False|HTML|HTTPS|ID|IP|IPv|JSON|LDAP|Mac|NULL|None|OK"
    "|PostgreSQL|Python|Referer|SSO|True|URL|UUID|last"
)


def package_folder(name: str) -> Path:
    spec = find_spec(name)
    assert spec and spec.submodule_search_locations, f"{name} is not installed"
    return Path(spec.submodule_search_locations[0])


@cache
def messages_in(po: Path) -> dict[Key, Message]:
    """What a catalogue holds; nothing when the package has no such catalogue."""
    if not po.exists():
        return {}
    with po.open("rb") as file:
        return {(m.context, key_of(m)): m for m in read_po(file) if m.id}


def key_of(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def forms_of(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """One form, or as many as the plural has; an absent text is an empty one."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def po_file(folder: Path, language: str, domain: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def is_translated(message: Message | None) -> bool:
    return bool(message and not message.fuzzy and all(forms_of(message.string)))


def our_entries(language: str) -> Iterator[Message]:
    for domain in DOMAINS:
        yield from messages_in(po_file(OURS, language, domain)).values()


def untranslated(wanted: set[Key], language: str, domain: str, own: Path | None = None) -> list[Key]:
    """The messages neither the package's own catalogue nor ours translates."""
    ours = messages_in(po_file(OURS, language, domain))
    theirs = messages_in(po_file(own, language, domain)) if own else {}
    missing = [
        key for key in wanted if not is_translated(theirs.get(key)) and not is_translated(ours.get(key))
    ]
    return sorted(missing, key=str)


def python_messages(name: str) -> set[Key]:
    """What a package's own modules pass to gettext, its tests left out."""
    folder = package_folder(name)
    return {
        (None, message)
        for path in folder.rglob("*.py")
        if "tests" not in path.relative_to(folder).parts
        for _, message, _, _ in extract_from_file("python", path, PYTHON_KEYWORDS)
        if isinstance(message, str)
    }


@cache
def editor_source() -> str:
    """The prose editor's own scripts, as its source map keeps them."""
    static = package_folder("django_prose_editor") / "static" / "django_prose_editor"
    source_map = json.loads((static / "editor.js.map").read_text("utf-8"))
    files = zip(source_map["sources"], source_map["sourcesContent"], strict=True)
    return "\n".join(text for name, text in files if name.startswith("src/"))


def latin_or_foreign_words(text: str, language: str) -> list[str]:
    for code in LATIN_CODE:
        text = text.replace(code, " ")
    return [
        word
        for word in WORD.findall(NOT_PROSE.sub(" ", text))
        if not LATIN_WORD.fullmatch(word)
        and not all(unicodedata.name(c).startswith(SCRIPTS[language]) for c in word)
    ]


def differing(pattern: re.Pattern[str], message: Message) -> list[str]:
    """The translations that do not repeat what the pattern finds in the original."""
    original = forms_of(message.id)[-1]
    expected = sorted(pattern.findall(original))
    return [form for form in forms_of(message.string) if sorted(pattern.findall(form)) != expected]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("package", "folder", "domain"), CATALOGUED)
def test_every_message_of_a_package_catalogue_is_translated(
    package: str, folder: str, domain: str, language: str
) -> None:
    own = package_folder(package) / folder
    wanted = set(messages_in(po_file(own, "en", domain)))
    assert wanted, "the English catalogue is not where it used to be"
    assert untranslated(wanted, language, domain, own) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("package", UNCATALOGUED)
def test_every_message_in_the_sources_of_a_package_is_translated(package: str, language: str) -> None:
    wanted = python_messages(package)
    assert wanted, "the package no longer passes anything to gettext"
    own = package_folder(package) / "locale"
    assert untranslated(wanted, language, "django", own) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_prose_editor_dialogs_is_translated(
    language: str,
) -> None:
    wanted: set[Key] = {(None, m) for m in JS_GETTEXT.findall(editor_source())}
    assert (None, "Open in new window") in wanted
    own = package_folder("django_prose_editor") / "locale"
    assert untranslated(wanted, language, "djangojs", own) == []


def test_every_gettext_call_of_the_prose_editor_is_understood() -> None:
    calls = re.findall(r"\bgettext\(", editor_source())
    assert len(calls) == len(JS_GETTEXT.findall(editor_source()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_the_prose_editor_hard_codes_is_translated(language: str) -> None:
    found = {m for p in JS_HARD_CODED for m in p.findall(editor_source())}
    assert {"bold", "Paragraph", "justify", "Split cell", "Block style"} <= found
    wanted: set[Key] = {(None, message) for message in found | JS_HEADINGS}
    assert untranslated(wanted, language, "djangojs") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_of_the_site_have_names(language: str) -> None:
    own = package_folder("django") / "conf" / "locale"
    wanted: set[Key] = {(None, n) for n in ("English", "Russian", "Armenian")}
    assert untranslated(wanted, language, "django", own) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_of_changes_names_fields_in_the_language(language: str) -> None:
    wanted: set[Key] = {(None, label) for label in HISTORY_LABELS}
    assert untranslated(wanted, language, "django") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_of_ours_is_empty_or_fuzzy(language: str) -> None:
    entries = list(our_entries(language))
    assert entries
    assert [entry.id for entry in entries if not is_translated(entry)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_of_ours_is_written_twice(language: str) -> None:
    for domain in DOMAINS:
        po = po_file(OURS, language, domain)
        written = re.findall(r"^msgid ", po.read_text("utf-8"), re.MULTILINE)
        assert len(written) == len(messages_in(po)) + 1  # and the header


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_of_our_entries_match_the_original(language: str) -> None:
    assert [f for e in our_entries(language) for f in differing(PLACEHOLDER, e)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_of_our_entries_matches_the_original(language: str) -> None:
    assert [f for e in our_entries(language) for f in differing(TAG, e)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_of_ours_can_end_the_html_attribute_it_stands_in(
    language: str,
) -> None:
    texts = [f for entry in our_entries(language) for f in forms_of(entry.string)]
    assert [text for text in texts if '"' in TAG.sub("", text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_entries_are_written_in_the_script_of_their_language(
    language: str,
) -> None:
    strays = {
        form: words
        for entry in our_entries(language)
        for form in forms_of(entry.string)
        if (words := latin_or_foreign_words(form, language))
    }
    assert strays == {}


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_catalogues_count_as_their_languages_do(domain: str) -> None:
    headers = {}
    for language in LANGUAGES:
        with po_file(OURS, language, domain).open("rb") as file:
            headers[language] = read_po(file).plural_forms
    django = package_folder("django") / "conf" / "locale"
    with po_file(django, "ru", "django").open("rb") as file:
        assert headers["ru"] == read_po(file).plural_forms
    assert headers["hy"] == "nplurals=2; plural=(n > 1);"
