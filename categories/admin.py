from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from categories.models import Category
from languages.admin import TranslatedAdmin, names_in_all_languages
from languages.listing import UntranslatedFilter, name_columns

COLUMNS = tuple(name_columns())
OF_THE_PAPER = ("slug", "position")  # its addresses and its order: not for those who translate names


@admin.register(Category)
class CategoryAdmin(TranslatedAdmin):
    language_fields = ("name", "description")
    shared_fieldsets = ((None, {"fields": ["slug", "former", "position"], "classes": ["side"]}),)
    readonly_fields = ("former",)
    list_display = (*COLUMNS, "slug", "position")
    list_display_links = COLUMNS
    list_editable = ("position",)
    list_filter = (UntranslatedFilter,)
    search_fields = ("slug", *names_in_all_languages("name"))

    def get_readonly_fields(self, request: HttpRequest, obj: Category | None = None) -> Any:
        closed = () if _may_arrange(request) else OF_THE_PAPER
        return (*super().get_readonly_fields(request, obj), *closed)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        listed = super().get_changelist_instance(request)
        if not _may_arrange(request):
            listed.list_editable = ()
        return listed

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if "_save" in request.POST and not _may_arrange(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the form class. Refuses a request by hand: a form of theirs does not hold these fields."""
        if not _may_arrange(request) and not request.POST.keys().isdisjoint(OF_THE_PAPER):
            raise PermissionDenied
        return super().get_form(request, *args, **kwargs)

    @admin.display(description=_("former addresses"))
    def former(self, category: Category) -> str:
        """Addresses from which readers are sent to the present one."""
        slugs = sorted(str(former) for former in category.former_addresses.all()) if category.pk else ()
        return ", ".join(slugs) or "—"


def _may_arrange(request: HttpRequest) -> bool:
    """They decide which sections there are, so also where each stands and at which address."""
    return request.user.has_perm("categories.add_category")
