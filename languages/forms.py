from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from languages import registry
from languages.columns import column


class TranslatedForm(forms.ModelForm[Any]):
    """A form over all languages of a thing: no language is compulsory, but one must be there.

    needed: translated fields that must all be filled in, in at least one language.
    """

    needed: ClassVar[tuple[str, ...]] = ("name",)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        lacking = {code: self._lacks(code) for code in registry.codes()}
        if all(lacking.values()):
            for name in lacking[_nearest(lacking)]:
                self.add_error(name, _("Fill this in, in one language at least."))
        return cleaned

    def _lacks(self, language: str) -> list[str]:
        """Return the needed fields of a language that are empty; one with an error is not."""
        names = [column(field, language) for field in self.needed]
        return [
            name
            for name in names
            if name in self.fields and not self.cleaned_data.get(name) and name not in self.errors
        ]


def _nearest(lacking: dict[str, list[str]]) -> str:
    """The language that lacks least; among equals the one in which the reader of the message works."""
    own = registry.current().code
    return min(lacking, key=lambda code: (len(lacking[code]), code != own))
