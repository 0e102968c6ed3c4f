from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from categories.models import Category
from languages.admin import TranslatedAdmin, names_in_all_languages
from languages.listing import UntranslatedFilter, name_columns

COLUMNS = tuple(name_columns())


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

    @admin.display(description=_("former addresses"))
    def former(self, category: Category) -> str:
        """Addresses from which readers are sent to the present one."""
        slugs = sorted(str(former) for former in category.former_addresses.all()) if category.pk else ()
        return ", ".join(slugs) or "—"
