"""What somebody asks of the statistics: of which stories, for how long back, in which language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from articles.models import Article
from desk.statistics.permissions import sees_all
from languages import registry
from readership.models import Count, DayCount, HourCount, Referrer

CountModel = TypeVar("CountModel", bound=Count)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Span(TextChoices):
    """How far back. 24 hours are hours; the others are days of the paper's time zone, today among them."""

    DAY = "day", _("24 hours")
    WEEK = "week", _("7 days")
    MONTH = "month", _("30 days")
    QUARTER = "quarter", _("90 days")

    @property
    def days(self) -> int:
        return {"day": 1, "week": 7, "month": 30, "quarter": 90}[self.value]


class Choice(NamedTuple):
    """A link that asks the same with another span or language. lang: the language its label is in."""

    label: Any
    query: str
    is_current: bool
    lang: str = ""


@dataclass(frozen=True)
class Question:
    """language: "" for all. article: a single story. speaks: the language of the desk.

    A file is sent when the request is over and the desk's language no longer active: hence `speaks`.
    """

    user: User
    span: Span
    language: str
    speaks: str
    now: datetime
    article: Article | None = None

    def of(self, model: type[CountModel]) -> QuerySet[CountModel]:
        """Return the counts of the stories that are asked about, in all languages and from any time."""
        counts = model._default_manager.filter(language__in=registry.codes())
        if self.article:
            return counts.filter(article=self.article)
        return counts if sees_all(self.user) else counts.filter(article__created_by=self.user)

    def counted(self) -> QuerySet[HourCount] | QuerySet[DayCount]:
        """Return the counts of the span in the chosen language."""
        if self.span == Span.DAY:
            return self._spoken(self.of(HourCount).filter(hour__gte=self.hours_ago(23)))
        return self._spoken(self.of(DayCount).filter(day__gte=self.days_ago(self.span.days - 1)))

    def referred(self) -> QuerySet[Referrer]:
        """Return the counts by referring site, known by day only: 24 hours are yesterday and today."""
        days = self.span.days - 1 if self.span != Span.DAY else 1
        return self._spoken(self.of(Referrer).filter(day__gte=self.days_ago(days)))

    def hours_ago(self, hours: int) -> datetime:
        """Return the beginning of an hour; 0 for the present one."""
        return self.now.replace(minute=0, second=0, microsecond=0) - hours * HOUR

    def days_ago(self, days: int) -> date:
        return timezone.localdate(self.now) - days * DAY

    def query(self, **changed: str) -> str:
        """Return the question as it stands in an address, with some of it changed."""
        asked = {"period": self.span.value, "language": self.language, **changed}
        return urlencode({name: value for name, value in asked.items() if value})

    def _spoken(self, counts: QuerySet[CountModel]) -> QuerySet[CountModel]:
        return counts.filter(language=self.language) if self.language else counts


def asked_by(request: HttpRequest, article: Article | None = None) -> Question:
    """Read a question from an address. What makes no sense there is as if it were not."""
    period, language = request.GET.get("period", ""), request.GET.get("language", "")
    chosen = language if language in registry.codes() else ""
    return Question(
        user=request.user,  # type: ignore[arg-type]  # who is at the desk has logged in
        span=Span(period) if period in Span.values else Span.WEEK,
        language=chosen,
        speaks=registry.current().code,
        now=timezone.now(),
        article=article,
    )


def choices(question: Question) -> dict[str, list[Choice]]:
    """Return the links of the filters."""
    return {
        "spans": [
            Choice(span.label, question.query(period=span.value), span == question.span) for span in Span
        ],
        "languages": [
            Choice(pgettext_lazy("languages", "All"), question.query(language=""), not question.language),
            *(
                Choice(
                    speech.name,
                    question.query(language=speech.code),
                    speech.code == question.language,
                    speech.code,
                )
                for speech in registry.published_in()
            ),
        ],
    }
