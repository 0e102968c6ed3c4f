"""The list of articles: what is where, in all languages at a glance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from articles import orders, permissions
from articles.models import Article
from articles.states import Standing, State
from articles.versions import LanguageVersion
from desk.article import counting, filters, saved_views
from desk.article.counting import CappedPaginator
from images.admin import thumbnail
from languages import registry
from languages.admin import names_in_all_languages
from languages.dates import brief


class ArticleChangeList(ChangeList):
    """Shows one of the views over the list. Loads no text: it would be most of the work."""

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        person: Any = request.user
        self.person, self.view = (
            person,
            saved_views.chosen(person, request.GET.get(saved_views.PARAMETER, "")),
        )
        super().__init__(request, *args)
        if self.view.name:
            self.title = self.view.title
        self.is_narrowed = bool(self.has_active_filters or self.query)
        self.looked_through = counting.LOOKED_THROUGH
        self.is_bounded = bool(self.view.is_bounded or self.query) and self._goes_back_further()

    def _goes_back_further(self) -> bool:
        """Tell whether there are stories that neither a search nor a bounded view looks at."""
        stories = Article.objects.visible_to(self.person)
        return bool(stories.exclude(stories.last_begun(counting.LOOKED_THROUGH)).exists())

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """Leave the view out of what the filters look at, and of what clearing them takes away."""
        wanted: dict[str, Any] = super().get_filters_params(params)
        wanted.pop(saved_views.PARAMETER, None)
        return wanted

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        queryset: Any = super().get_queryset(request, exclude_parameters)
        seen = self.view.of(queryset)
        if ORDER_VAR in self.params:
            seen = seen.order_by(*queryset.query.order_by)
        return seen.with_states()

    def tabs(self) -> list[dict[str, Any]]:
        """Return the views of this person with how much is in each. Two queries."""
        views = saved_views.of_person(self.person)
        found = saved_views.counts(self.person, views, Article.objects.visible_to(self.person))
        return [
            {"view": view, "count": saved_views.said(count), "current": view.name == self.view.name}
            for view, count in zip(views, found, strict=True)
        ]

    def languages(self) -> list[registry.Language]:
        """Return the languages in which this person may have something to do with several stories."""
        own = permissions.may_add(self.person)
        rights = [f"articles.{verb}_{{}}" for verb in ("write", "publish")]
        return [
            language
            for language in registry.published_in()
            if own or any(self.person.has_perm(right.format(language.code)) for right in rights)
        ]


def standing_column(language: registry.Language) -> Callable[[Article], str]:
    """Return the column of a language: dot and word for where it stands, and the hour of what is ahead."""

    @admin.display(description=language.label, ordering=orders.publication(language.code))
    def show(article: Article) -> str:
        return standing_of(article.version(language.code))

    show.__name__ = f"standing_{language.code}"
    return show


def standing_of(version: LanguageVersion) -> str:
    """Return where a version stands, as the desk shows it in rows."""
    standing = version.standing()
    hour = brief(version.published_at) if standing == Standing.SCHEDULED and version.published_at else ""
    waits = pgettext("a text", "changes wait") if version.changes_wait() else ""
    return format_html(
        '<span class="standing standing--{}"><b class="standing__language">{}</b> {}</span>'
        '<span class="standing__hour">{}</span><span class="standing__waits">{}</span>',
        standing.value,
        version.speech.label,
        standing.label,
        hour,
        waits,
    )


class ArticleListing(admin.ModelAdmin):
    """The columns, filters and search of the list."""

    list_display = (
        "picture",
        "headline",
        *map(standing_column, registry.published_in()),
        "section",
        "newest_publication",
    )
    list_display_links = ("headline",)
    list_filter = (
        *filters.standing_filters(),
        filters.PeriodFilter,
        "category",
        "kind",
        filters.AuthorFilter,
        filters.OwnerFilter,
        filters.TopicFilter,
    )
    list_per_page = 50
    paginator = CappedPaginator
    show_full_result_count = False
    search_fields = (
        *names_in_all_languages("title"),
        *names_in_all_languages("lead"),
        *(f"bylines__author__{name}" for name in names_in_all_languages("name")),
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Look through the stories begun last: no index knows the words yet."""
        if search_term:
            stories = Article.objects.visible_to(request.user)
            queryset = queryset.filter(stories.last_begun(counting.LOOKED_THROUGH))
        return super().get_search_results(request, queryset, search_term)

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

    @admin.display(description=_("category"), ordering="category")
    def section(self, article: Article) -> str:
        """The section, and who has the story."""
        owner = str(article.created_by or "")
        return format_html('{}<span class="owner">{}</span>', article.category, owner)

    @admin.display(description=_("date"), ordering=orders.newest_publication())
    def newest_publication(self, article: Article) -> str:
        """When it was or will be published last in any language; else when it was created."""
        times = [when for version in article.versions() if (when := _time_of(version))]
        return brief(max(times, default=article.created_at))


def _time_of(version: LanguageVersion) -> Any:
    return version.published_at if version.state == State.PUBLISHED else None
