"""What the list of stories can be narrowed to, beside the views and the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.filters import ListFilter
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from articles.conditions import stands_at, was_published
from articles.models import Article, Event, Tag
from articles.states import Standing
from authors.models import Author
from languages import registry
from languages.dates import long_date

DAY = timedelta(days=1)


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


def standing_filters() -> list[type[StandingFilter]]:
    return [
        type(
            f"StandingFilter{language.code}",
            (StandingFilter,),
            {"language": language.code, "title": language.name, "parameter_name": language.code},
        )
        for language in registry.published_in()
    ]


class KeyFilter(admin.SimpleListFilter):
    """Filters by the key of something. field: the lookup that holds the key."""

    field = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(**{self.field: value}) if value.isdecimal() else queryset


class AuthorFilter(KeyFilter):
    title = _("author")
    parameter_name = "author"
    field = "bylines__author"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(str(author.pk), str(author)) for author in Author.objects.all()]


class OwnerFilter(KeyFilter):
    """Who has the story: whoever began it."""

    title = _("Who has the story")
    parameter_name = "owner"
    field = "created_by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer those who have one. One query, on the index of the foreign key."""
        theirs = Article.objects.visible_to(request.user).filter(created_by=OuterRef("pk"))
        people = User.objects.filter(Exists(theirs)).order_by("first_name", "last_name", "username")
        return [(str(person.pk), str(person)) for person in people]


class TopicFilter(KeyFilter):
    """Comes from the list of tags, which are too many to be offered here: shows the one it is set to."""

    title = Tag._meta.verbose_name
    parameter_name = "tag"
    field = "tagged_items__tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        value = self.value() or ""
        found = Tag.objects.filter(pk=value) if value.isdecimal() else ()
        return [(str(tag.pk), str(tag)) for tag in found]


class PeriodFilter(ListFilter):
    """Filters by when a story was published, or changed at all: from a day to a day, both included."""

    title = _("period")
    template = "admin/articles/article/period_filter.html"
    parameters = ("of", "from", "to")
    kinds = (
        ("published", pgettext_lazy("stories", "Published")),
        ("changed", pgettext_lazy("stories", "Changed")),
    )

    def __init__(self, request: HttpRequest, params: dict[str, Any], *args: Any) -> None:
        super().__init__(request, params, *args)
        for name in self.parameters:
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]
        self.of = "changed" if self.used_parameters.get("of") == "changed" else "published"
        self.first, self.last = (self._day(name) for name in ("from", "to"))

    def has_output(self) -> bool:
        return True

    def said(self) -> str:
        """Return the chosen period as the row of filters shows it: "1 Nov 2026 – 7 Nov 2026"."""
        if not (self.first or self.last):
            return str(_("Any date"))
        return " – ".join(long_date(day) if day else "…" for day in (self.first, self.last))

    def expected_parameters(self) -> list[str | None]:
        return list(self.parameters)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not (self.first or self.last):
            return queryset
        start = _midnight(self.first) if self.first else None
        end = _midnight(self.last + DAY) if self.last else None
        if self.of == "published":
            return queryset.filter(was_published(start, end))
        happened = Event.objects.filter(article=OuterRef("pk"))
        happened = happened.filter(at__gte=start) if start else happened
        return queryset.filter(Exists(happened.filter(at__lt=end) if end else happened))

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        """Yield the periods that are one press away."""
        others = changelist.params.items()
        self.others = [(name, value) for name, value in others if name not in self.parameters]
        today = timezone.localdate()
        yield self._choice(changelist, _("Any date"), None, None)
        yield self._choice(changelist, _("Today"), today, today)
        yield self._choice(changelist, _("Past 7 days"), today - 6 * DAY, today)
        yield self._choice(changelist, _("This month"), today.replace(day=1), today)

    def _choice(self, changelist: Any, display: Any, first: date | None, last: date | None) -> dict[str, Any]:
        values = {"of": self.of, "from": first, "to": last} if first else dict.fromkeys(self.parameters)
        return {
            "display": display,
            "selected": (self.first, self.last) == (first, last),
            "query_string": changelist.get_query_string(values),
        }

    def _day(self, name: str) -> date | None:
        """Return the day of a parameter; None for what is no day, which the form then does not show."""
        try:
            day = parse_date(str(self.used_parameters.get(name, "")))
        except ValueError:
            return None
        return day if day and date.min < day < date.max else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
