from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail.snippets.models import register_snippet

PER_PAGE = 20


@register_snippet
class Author(TranslatableMixin, models.Model):
    name = models.CharField(max_length=100)

    panels = ["name"]

    def __str__(self) -> str:
        return self.name


class MenuPage(Page):
    """Gives every page its translations, and the sections for its menu."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        home = HomePage.objects.get(locale=self.locale)
        context["home"] = home
        context["sections"] = SectionPage.objects.child_of(home).live().in_menu()
        context["translations"] = self.get_translations().live().select_related("locale")
        return context


class HomePage(MenuPage):
    max_count_per_parent = 3

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["newest"] = ArticlePage.objects.descendant_of(self).live().order_by("-date")[:12]
        context["blocks"] = [(section, section.articles()[:5]) for section in context["sections"]]
        return context


class SectionPage(MenuPage):
    description = models.CharField(max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("description")]

    def articles(self) -> models.QuerySet[ArticlePage]:
        return ArticlePage.objects.child_of(self).live().order_by("-date")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["articles"] = Paginator(self.articles(), PER_PAGE).get_page(request.GET.get("page"))
        return context


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("ArticlePage", related_name="tagged_items", on_delete=models.CASCADE)


class ArticlePage(MenuPage):
    lead = models.TextField(blank=True)
    body = RichTextField()
    date = models.DateTimeField(db_index=True)
    authors = ParentalManyToManyField(Author, blank=True)
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("date"),
        FieldPanel("authors"),
        FieldPanel("tags"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        section = SectionPage.objects.parent_of(self).get()
        others = ArticlePage.objects.live().exclude(pk=self.pk).order_by("-date")
        tagged = ArticleTag.objects.filter(tag__in=self.tags.all()).values("content_object")
        context["section"] = section
        context["related"] = others.filter(pk__in=tagged, locale=Locale.get_active())[:3]
        context["more"] = others.child_of(section)[:4]
        return context
