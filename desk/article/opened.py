"""What the form showed when it was opened, so that an old form never undoes what others did since.

The form carries one short fingerprint per field. A field that comes back as it was shown was not touched
by this person: it stays as it is stored by now. It is signed, and says which story was shown to whom, with
which fields open and which steps on offer: what else comes back was sent by hand (see by_hand.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.core import signing
from django.db.models import Model

from articles.models import Article
from articles.versions import LanguageVersion

FIELD = "_opened"  # the hidden field of the form
ORIGINAL = "original"  # which revision of the original was out
ARTICLE, PERSON, OPEN, STEPS = "_article", "_person", "_open", "_steps"  # keys, and names with blanks between
SALT = "desk.article.opened"


def fingerprint(value: Any) -> str:
    """Return what tells two values of a field apart, whether read from the database or from a form."""
    return sha256(_text(value).encode()).hexdigest()[:16]


def stored(article: Article, name: str, staged: Mapping[str, str]) -> Any:
    """Return the value of a field in the database, as forms have it: objects, or a list of them.

    staged: the texts that wait to be published, by column, which the form shows in their place.
    """
    if name in staged:
        return staged[name]
    field: Any = article._meta.get_field(name)
    return field.value_from_object(article) if field.many_to_many else getattr(article, name)


def taken(article: Article, names: Iterable[str], staged: Mapping[str, str]) -> dict[str, str]:
    """Return the fingerprints of what the form shows, and where each language stands. One query."""
    fields: dict[str, Any] = {name: article._meta.get_field(name) for name in names}
    values = {name: field.value_from_object(article) for name, field in fields.items() if name not in staged}
    shown = {name: fingerprint(value) for name, value in {**values, **staged}.items() if name in fields}
    waits = {_waits(version.language): str(version.staged() or "") for version in article.versions()}
    return shown | waits | places(article)


def places(article: Article) -> dict[str, str]:
    return {key: value for version in article.versions() for key, value in place(version).items()}


def place(version: LanguageVersion) -> dict[str, str]:
    """Return where a version stands, as `moved()` compares it later."""
    return {_place(version): _standing(version)}


def moved(version: LanguageVersion, seen: Mapping[str, str]) -> bool:
    """Tell whether a version stands elsewhere than when the form was opened; no, when that is unknown."""
    then = seen.get(_place(version))
    return then is not None and then != _standing(version)


def original_seen(seen: Mapping[str, str]) -> int | None:
    """Return the key of the revision of the original that a form showed; None when it says none."""
    key = str(seen.get(ORIGINAL, ""))
    return int(key) if key.isdecimal() else None


def changes_seen(seen: Mapping[str, str], language: str) -> int | None:
    """Return the key of the revision that waited when the form was opened; None when nothing did."""
    key = str(seen.get(_waits(language), ""))
    return int(key) if key.isdecimal() else None


def packed(seen: Mapping[str, str]) -> str:
    return signing.dumps(dict(seen), salt=SALT, compress=True)


def unpacked(text: str) -> dict[str, str]:
    """Return what a form sent; nothing when it is missing or was tampered with."""
    try:
        seen: dict[str, str] = signing.loads(text or "", salt=SALT)
    except signing.BadSignature:
        return {}
    return seen


def _place(version: LanguageVersion) -> str:
    return f"place_{version.language}"


def _waits(language: str) -> str:
    return f"waits_{language}"


def _standing(version: LanguageVersion) -> str:
    return fingerprint(f"{version.state} {_text(version.published_at)}")


def _text(value: Any) -> str:
    if isinstance(value, datetime):  # widgets know no microseconds
        return value.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " ".join(sorted(map(_text, value)))
    return "\n".join(str("" if value is None else value).split("\r\n")).strip()
