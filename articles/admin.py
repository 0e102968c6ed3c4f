from __future__ import annotations

from typing import Any

import taggit.admin
import taggit.models
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.merging import merge
from articles.models import Tag, TaggedArticle
from languages.admin import TranslatedAdmin, names_in_all_languages
from languages.columns import columns
from languages.listing import UntranslatedFilter, name_columns

# taggit registers its own tags, which no story carries. (Its admin is imported above, so it is in time.)
admin.site.unregister(taggit.models.Tag)

KEPT = "kept"  # the field of the page that merges: which tag stays
COLUMNS = tuple(name_columns())


@admin.register(Tag)
class TagAdmin(TranslatedAdmin):
    """Tags with how many stories they tie together. Whoever may delete tags may merge them."""

    language_fields = ("name",)
    shared_fieldsets = ((None, {"fields": ["slug", "former"], "classes": ["side"]}),)
    readonly_fields = ("former",)
    list_display = (*COLUMNS, "slug", "usage")
    list_display_links = COLUMNS
    list_filter = (UntranslatedFilter,)
    search_fields = ("slug", *names_in_all_languages("name"))
    actions = ("merge_tags",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        """Count the stories of each tag in the same query; only those of a page are counted."""
        ours = TaggedArticle.objects.filter(tag=OuterRef("pk")).order_by().values("tag")
        count = Subquery(ours.annotate(stories=Count("pk")).values("stories"), output_field=IntegerField())
        tags: QuerySet[Tag] = super().get_queryset(request).annotate(stories=Coalesce(count, 0))
        return tags

    @admin.display(description=gettext_lazy("stories"), ordering="stories")
    def usage(self, tag: Any) -> str:
        """How many stories have the tag, which leads to them."""
        address = f"{reverse('admin:articles_article_changelist')}?tag={tag.pk}"
        return format_html('<a href="{}">{}</a>', address, tag.stories) if tag.stories else "0"

    @admin.display(description=gettext_lazy("former addresses"))
    def former(self, tag: Tag) -> str:
        """Addresses from which readers are sent to the present one."""
        slugs = sorted(str(former) for former in tag.former_addresses.all()) if tag.pk else ()
        return ", ".join(slugs) or "—"

    @admin.action(permissions=["delete"], description=gettext_lazy("Merge the chosen tags"))
    def merge_tags(self, request: HttpRequest, chosen: QuerySet[Tag]) -> HttpResponse | None:
        """Ask which of several tags stays, then put it in the place of the others."""
        tags = list(chosen)
        if len(tags) < 2:
            messages.warning(request, _("Choose two tags or more to merge them. Nothing was changed."))
            return None
        kept = next((tag for tag in tags if str(tag.pk) == request.POST.get(KEPT)), None)
        if kept is None:
            return self._ask_which_stays(request, tags)
        others = [tag for tag in tags if tag is not kept]
        self.log_deletions(request, chosen.exclude(pk=kept.pk))
        moved = merge(others, into=kept)
        self.log_change(request, kept, [_merged(tag) for tag in others])
        messages.success(
            request, _("“{tag}” stays. Stories it took over: {count}.").format(tag=kept, count=moved)
        )
        return None

    def _ask_which_stays(self, request: HttpRequest, tags: list[Tag]) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Merge tags"),
            "tags": [(tag, [getattr(tag, name) for name in columns(["name"])]) for tag in tags],
            "checkbox": ACTION_CHECKBOX_NAME,
            "was_asked": KEPT in request.POST or "confirmed" in request.POST,
        }
        return TemplateResponse(request, "admin/articles/tag/merge.html", context)


def _merged(tag: Tag) -> dict[str, dict[str, str]]:
    """Return the entry of the history for a tag that went up in another; translated when it is read."""
    return {"deleted": {"name": str(Tag._meta.verbose_name_raw), "object": str(tag)}}
