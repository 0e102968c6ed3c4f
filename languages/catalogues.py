"""The words of our own sources, and the catalogues in `locale/` that translate them.

Babel reads and writes everything, so the gettext programs are not needed. What a file says follows from
the sources and the translations alone: no dates, no line numbers, and no guesses at similar strings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.utils import translation
from django.utils.translation.template import templatize

SOURCE = "en"  # the language the strings are written in; it has no catalogue
DOMAINS = ("django", "djangojs")
TEMPLATES = (".html", ".txt", ".xml")
COMMENT = "Translators:"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
DULL_HEADERS = re.compile(
    r'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator'
    r"|Language-Team|Generated-By): .*\n",
    re.MULTILINE,
)
HEADER_COMMENT = "# How to work with this file: docs/how-to/translate-the-interface.md"


class Problem(NamedTuple):
    """What is wrong with an entry: it is missing, unused, empty or fuzzy."""

    language: str
    domain: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.language} {self.domain}: {self.kind}: {self.text}"


def update(root: Path, languages: Collection[str]) -> None:
    """Write the catalogues of these languages anew: translations stay, what no source says goes."""
    for language, domain, template in _wanted(root, languages):
        path = po_file(root, language, domain)
        catalogue = _read(path, language)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_text(catalogue), "utf-8")


def check(root: Path, languages: Collection[str]) -> list[Problem]:
    """Return what `update` or a translator has to mend. Writes nothing."""
    found = []
    for language, domain, template in _wanted(root, languages):
        kept = _read(po_file(root, language, domain), language)
        found += [Problem(language, domain, kind, text) for kind, text in _problems(kept, template)]
    return found


def po_file(root: Path, language: str, domain: str) -> Path:
    return root / "locale" / translation.to_locale(language) / "LC_MESSAGES" / f"{domain}.po"


def entries(catalogue: Catalog) -> dict[tuple[str | None, Any], Message]:
    """Return what a catalogue translates, by context and text (or texts, with a plural)."""
    return {(message.context, message.id): message for message in catalogue if message.id}


def _wanted(root: Path, languages: Collection[str]) -> Iterator[tuple[str, str, Catalog]]:
    """Yield every catalogue there has to be; a domain without a string or a file needs none."""
    for domain in DOMAINS:
        template = _template(root, domain)
        for language in languages:
            if entries(template) or po_file(root, language, domain).exists():
                yield language, domain, template


def _template(root: Path, domain: str) -> Catalog:
    """Return every string of a domain's sources, untranslated."""
    template = Catalog(fuzzy=False)
    for path in _sources(root, domain):
        place = path.relative_to(root).as_posix()
        for line, text, comments, context in _strings(path):
            template.add(text, locations=[(place, line)], auto_comments=comments, context=context)
    return template


def _sources(root: Path, domain: str) -> list[Path]:
    """Return our own files: packages beside manage.py but the tests, templates, scripts."""
    if domain == "djangojs":
        static = root / "static"
        return sorted(path for path in static.rglob("*.js") if "vendor" not in path.relative_to(static).parts)
    packages = sorted(file.parent for file in root.glob("*/__init__.py") if file.parent.name != "tests")
    modules = [path for package in packages for path in sorted(package.rglob("*.py"))]
    pages = sorted(path for path in (root / "templates").rglob("*") if path.suffix in TEMPLATES)
    return [*modules, *pages]


def _strings(path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    """Yield line, text, comments and context of each string of a file that is to be translated."""
    text, language = path.read_text("utf-8"), "javascript" if path.suffix == ".js" else "python"
    if path.suffix in TEMPLATES:
        # The tags become Python calls. Python would take the blanks before them for an indentation.
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    options = {"encoding": "utf-8"}
    yield from extract(language, BytesIO(text.encode()), KEYWORDS, (COMMENT,), options)


def _read(path: Path, language: str) -> Catalog:
    """Return a catalogue as it stands in its file, or an empty one."""
    locale = translation.to_locale(language)
    if not path.exists():
        return Catalog(locale, header_comment=HEADER_COMMENT, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale, abort_invalid=True)


def _text(catalogue: Catalog) -> str:
    """Return the text of a .po file; the entries are in the order of the sources."""
    buffer = BytesIO()
    write_po(buffer, catalogue, include_lineno=False, ignore_obsolete=True)
    return DULL_HEADERS.sub("", buffer.getvalue().decode()).rstrip("\n") + "\n"


def _problems(kept: Catalog, template: Catalog) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each problem."""
    found, wanted = entries(kept), entries(template)
    for key, message in wanted.items():
        if key not in found:
            yield "missing", _shown(message)
        elif found[key].fuzzy:
            yield "fuzzy", _shown(message)
        elif not all(forms(found[key], kept.num_plurals)):
            yield "empty", _shown(message)
    unused = [message for key, message in found.items() if key not in wanted]
    yield from (("unused", _shown(message)) for message in (*unused, *kept.obsolete.values()))


def forms(message: Message, plurals: int) -> list[str]:
    """Return the translations of an entry: one, or as many as the language has plural forms."""
    if isinstance(message.id, str):
        return [str(message.string or "")]
    return [*(message.string or ()), *[""] * plurals][:plurals]


def _shown(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{text} ({message.context})" if message.context else text
