"""How a translated thing is edited: one bar of languages for the whole form, instead of tabs per field."""

from __future__ import annotations

from typing import Any

import js_asset
from django.core.exceptions import PermissionDenied
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from modeltranslation.admin import TranslationAdmin

from languages import history, registry
from languages.columns import column
from languages.forms import TranslatedForm


class TranslatedAdmin(TranslationAdmin):
    """Puts each language's fields into a fieldset of its own, which the language bar shows or hides.

    language_fields: translated fields, in their order on the form.
    shared_fieldsets: the rest, as Django's `fieldsets`.
    """

    form = TranslatedForm
    language_fields: tuple[str, ...] = ()
    shared_fieldsets: tuple[tuple[Any, dict[str, Any]], ...] = ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*map(self.language_fieldset, registry.published_in()), *self.shared_fieldsets]

    def language_fieldset(self, language: registry.Language) -> tuple[str, dict[str, Any]]:
        """Return the fieldset of one language."""
        return (
            language.name,
            {
                "fields": [column(field, language.code) for field in self.language_fields],
                "classes": ["language", f"language-{language.code}"],
            },
        )

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        """No language is compulsory: modeltranslation would demand the main one (see TranslatedForm)."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and hasattr(db_field, "translated_field"):
            field.required = False
            field.label = capfirst(db_field.translated_field.verbose_name)
            field.widget.attrs["lang"] = db_field.language  # type: ignore[attr-defined]
        return field

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        form = context["adminform"].form
        context["language_tabs"] = [
            self.language_tab(language, form, context.get("original")) for language in registry.published_in()
        ]
        # The prose editor's import map is inline: it carries the nonce of this response.
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
        context["media"] = js_asset.Media.from_media(context["media"], nonce=nonce)
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Refuse an action that this person is not offered: no list of ours sends it."""
        sent = set(filter(None, request.POST.getlist("action")))
        if sent - self.get_actions(request).keys():
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> history.Message:
        message: history.Message = super().construct_change_message(request, form, formsets, add)
        return history.spelled_out(message, form, formsets or (), self.language_fields[0])

    def language_tab(self, language: registry.Language, form: Any, thing: Any) -> dict[str, Any]:
        """Return what the bar shows of a language: its name, how full it is, whether it has errors."""
        names = [column(field, language.code) for field in self.language_fields]
        filled = [bool(form[name].value()) for name in names if name in form.fields]
        standing = "full" if all(filled) else "partial" if any(filled) else "empty"
        return {
            "language": language,
            "dot": standing,
            "word": "",
            "has_errors": any(name in form.errors for name in names),
        }


def names_in_all_languages(field: str) -> list[str]:
    """Return a `search_fields` list that finds a name in every language, not only the editor's."""
    return [f"{column(field, code)}__icontains" for code in registry.codes()]
