"""The list of categories with how many stories are in each, of which their own app knows nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from categories.admin import COLUMNS, CategoryAdmin
from categories.models import Category


class CountedCategoryAdmin(CategoryAdmin):
    list_display = (*COLUMNS, "slug", "usage", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        """Count the stories of each category in the same query."""
        ours = Article.objects.visible_to(request.user).filter(category=OuterRef("pk")).order_by()
        counted = ours.values("category").annotate(stories=Count("pk")).values("stories")
        count = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
        categories: QuerySet[Category] = super().get_queryset(request).annotate(stories=count)
        return categories

    @admin.display(description=_("stories"), ordering="stories")
    def usage(self, category: Any) -> str:
        """How many stories are in the category, which leads to them."""
        address = f"{reverse('admin:articles_article_changelist')}?category__id__exact={category.pk}"
        return format_html('<a href="{}">{}</a>', address, category.stories) if category.stories else "0"
