"""What the history of a translated thing says: which fields of which language somebody changed.

Kept, as Django keeps it, in the words of the source code; they are translated for whoever reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import translation
from django.utils.text import capfirst

from languages import registry
from languages.columns import column

Message = list[dict[str, dict[str, Any]]]


def spelled_out(message: Message, form: Any, formsets: Iterable[Any], headline: str) -> Message:
    """Return Django's change message with one entry per language, and with labels that can be translated.

    headline: the translated field by which a version is recognised.
    """
    with translation.override(None):
        entries = [entry for entry in message if entry.get("changed", {}).keys() != {"fields"}]
        labels = {capfirst(label): label for formset in formsets for label in _labels(formset.model).values()}
        for entry in entries:
            if "fields" in (changed := entry.get("changed", {})):
                changed["fields"] = [labels.get(label, label) for label in changed["fields"]]
        return [*(_changes(form, headline) if len(entries) < len(message) else ()), *entries]


def of_language(thing: Any, code: str, headline: str, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the entry for some columns of one language."""
    with translation.override(None):
        labels = _labels(type(thing))
        called, text = str(registry.get(code).called), getattr(thing, column(headline, code)) or ""
        return {"changed": {"fields": [labels[name] for name in names], "name": called, "object": text}}


def _changes(form: Any, headline: str) -> Iterator[dict[str, dict[str, Any]]]:
    labels = _labels(form._meta.model)
    spoken = {name: _language(form._meta.model, name) for name in form.changed_data if name in labels}
    if shared := [labels[name] for name, code in spoken.items() if not code]:
        yield {"changed": {"fields": shared}}
    for code in registry.codes():
        if names := [name for name, language in spoken.items() if language == code]:
            yield of_language(form.instance, code, headline, names)


def _labels(model: Any) -> dict[str, str]:
    fields = [field for field in model._meta.get_fields() if hasattr(field, "verbose_name")]
    return {field.name: str(getattr(field, "translated_field", field).verbose_name) for field in fields}


def _language(model: Any, name: str) -> str:
    return str(getattr(model._meta.get_field(name), "language", ""))
