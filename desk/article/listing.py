"""The list of articles: what is where, in all languages at a glance."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from articles.conditions import is_live, is_outdated, is_written
from articles.models import Article
from articles.states import Standing, State
from articles.versions import LanguageVersion
from authors.models import Author
from images.admin import thumbnail
from languages import registry
from languages.admin import names_in_all_languages
from languages.columns import column
from languages.dates import brief


class StandingFilter(admin.SimpleListFilter):
    """Filters by where one language stands. One subclass per language, made by `standing_filters`."""

    language = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return Standing.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value not in Standing.values:
            return queryset
        return queryset.filter(stands_at(Standing(value), self.language))


def stands_at(standing: Standing, language: str, now: datetime | None = None) -> Q:
    """Return the condition for a language to stand somewhere; the same rule as `standing()`."""
    moment = now or timezone.now()
    state, published_at, withdrawn_at = (
        column(name, language) for name in ("state", "published_at", "withdrawn_at")
    )
    published = Q(**{state: State.PUBLISHED})
    taken_back = Q(**{f"{withdrawn_at}__lte": moment})
    ahead = Q(**{f"{published_at}__gt": moment})
    return {
        Standing.MISSING: Q(**{state: State.DRAFT}) & ~is_written(language),
        Standing.DRAFT: Q(**{state: State.DRAFT}) & is_written(language),
        Standing.REVIEW: Q(**{state: State.REVIEW}),
        Standing.SCHEDULED: published & ahead,
        Standing.PUBLISHED: is_live(language, moment) & ~is_outdated(language, moment),
        Standing.OUTDATED: is_live(language, moment) & is_outdated(language, moment),
        Standing.WITHDRAWN: Q(**{state: State.WITHDRAWN}) | (published & taken_back & ~ahead),
    }[standing]


def standing_filters() -> list[type[StandingFilter]]:
    return [
        type(
            f"StandingFilter{language.code}",
            (StandingFilter,),
            {"language": language.code, "title": language.name, "parameter_name": language.code},
        )
        for language in registry.published_in()
    ]


class AuthorFilter(admin.SimpleListFilter):
    title = _("author")
    parameter_name = "author"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(str(author.pk), str(author)) for author in Author.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(bylines__author=value) if value.isdecimal() else queryset


class ArticleChangeList(ChangeList):
    """Loads no text for the list: three long stories a row would be most of the work."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        queryset: Any = super().get_queryset(request, exclude_parameters)
        listed: QuerySet[Any] = queryset.with_states()
        return listed


class ArticleListing(admin.ModelAdmin):
    """The columns, filters and search of the list."""

    list_display = ("picture", "headline", "states", "category", "newest_publication")
    list_display_links = ("headline",)
    list_filter = (*standing_filters(), "category", "kind", AuthorFilter, "created_at")
    list_per_page = 50
    show_full_result_count = False
    search_fields = (
        *names_in_all_languages("title"),
        *names_in_all_languages("lead"),
        *(f"bylines__author__{name}" for name in names_in_all_languages("name")),
    )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleChangeList

    @admin.display(description=_("picture"))
    def picture(self, article: Article) -> str:
        return thumbnail(article.lead_image)

    @admin.display(description=_("title"))
    def headline(self, article: Article) -> str:
        shown = article.headline()
        if shown.language == registry.current().code:
            return str(article)
        return format_html('<span lang="{}">{}</span>', shown.language, article)

    @admin.display(description=_("languages"))
    def states(self, article: Article) -> str:
        """A dot and a word per language: EN Published, RU Draft, ARM Missing."""
        rows = ((v.standing().value, v.speech.label, v.standing().label) for v in article.versions())
        template = '<span class="standing standing--{}"><b>{}</b> {}</span>'
        return format_html('<div class="standings">{}</div>', format_html_join("", template, rows))

    @admin.display(description=_("date"))
    def newest_publication(self, article: Article) -> str:
        """When it was or will be published last in any language; else when it was created."""
        times = [when for version in article.versions() if (when := _time_of(version))]
        return brief(max(times, default=article.created_at))


def _time_of(version: LanguageVersion) -> Any:
    return version.published_at if version.state == State.PUBLISHED else None
