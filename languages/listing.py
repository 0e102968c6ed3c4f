"""What lists of translated things share: a column per language, a filter for what is untranslated."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from languages import registry
from languages.columns import column


class UntranslatedFilter(admin.SimpleListFilter):
    """Finds what has no name in a language."""

    title = _("No name in")
    parameter_name = "nameless"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(language.code, language.name) for language in registry.published_in()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        code = self.value()
        if code not in registry.codes():
            return queryset
        name = column("name", code)
        return queryset.filter(Q(**{f"{name}__isnull": True}) | Q(**{name: ""}))


def name_columns() -> Iterable[Callable[[Any], str]]:
    """Return a column for the name in each language. One that is missing says so."""
    return [_name_column(language) for language in registry.published_in()]


def _name_column(language: registry.Language) -> Callable[[Any], str]:
    name = column("name", language.code)

    @admin.display(description=language.label, ordering=name)
    def show(thing: Any) -> str:
        if text := getattr(thing, name):
            return format_html('<span lang="{}">{}</span>', language.code, text)
        missing = '<span class="standing standing--missing"><b class="standing__language">{}</b> {}</span>'
        return format_html(missing, language.label, gettext("No name"))

    show.__name__ = name
    return show
