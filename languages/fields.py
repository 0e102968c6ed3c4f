"""Model fields for text that people type: cleaned of invisible characters wherever it comes from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from languages.text import without_invisible


class CleanTextFormField(forms.CharField):
    """Cleans before anybody asks whether something was typed."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(without_invisible(value) if isinstance(value, str) else value)


class CleanText:
    """Mixin: strips invisible characters, in forms and on the way to the database.

    Django passes through `to_python` whatever it stores or looks up.
    """

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": CleanTextFormField, **kwargs})  # type: ignore[misc]

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        return without_invisible(value) if isinstance(value, str) else value


class LineField(CleanText, models.CharField[Any, Any]):
    """One line of typed text."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return " ".join(value.split()) if isinstance(value, str) else value


class ParagraphField(CleanText, models.TextField[Any, Any]):
    """Plain text of one or more paragraphs."""


class LinkField(models.URLField[Any, Any]):
    """An address on the web; typed without a scheme it is taken for https."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
