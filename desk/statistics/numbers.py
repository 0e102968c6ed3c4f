"""The numbers that answer a question: by hour and day, and ranked by what was read. One query each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Min, Model, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from authors.models import Author
from categories.models import Category
from desk.statistics.question import DAY, HOUR, Question, Span
from languages import registry
from languages.columns import Phrase, column, phrase
from readership.models import DayCount, HourCount

HOURS = 48
CHUNK = 2_000
SHORTEST_DAYS = 30  # a week of days says less than a month


class Slot(NamedTuple):
    """An hour or a day, and its views in each language."""

    begins: datetime | date
    views: dict[str, int]


class Entry(NamedTuple):
    """A place in a ranking. key: the number of a story."""

    name: Phrase
    views: int
    key: int = 0


def hours(question: Question) -> list[Slot]:
    """Return the last 48 hours, the present one last."""
    first = question.hours_ago(HOURS - 1)
    found = _by_time(question.of(HourCount).filter(hour__gte=first), "hour")
    return [_slot(found, first + number * HOUR) for number in range(HOURS)]


def days(question: Question) -> list[Slot]:
    """Return the last 30 days, or 90 when so many are asked about, today last."""
    number = max(SHORTEST_DAYS, question.span.days)
    first = question.days_ago(number - 1)
    found = _by_time(question.of(DayCount).filter(day__gte=first), "day")
    return [_slot(found, first + number * DAY) for number in range(number)]


def languages(question: Question, hours: list[Slot], days: list[Slot]) -> list[Entry]:
    """Return the views of the span in each language, from what the charts show. No query."""
    slots = hours[-24:] if question.span == Span.DAY else days[-question.span.days :]
    sums = {code: sum(slot.views[code] for slot in slots) for code in registry.codes()}
    return [Entry(Phrase(registry.get(code).name, code), number) for code, number in sums.items()]


def stories(question: Question, count: int | None = None) -> Iterator[Entry]:
    shown_in = question.language or question.speaks
    rows = _ranked(question.counted(), "article", "article__title", count)
    return (Entry(_named(Article, "title", row, shown_in), row["sum"], row["article"]) for row in rows)


def sections(question: Question, count: int | None = None) -> Iterator[Entry]:
    rows = _ranked(question.counted(), "article__category", "article__category__name", count)
    return (Entry(_named(Category, "name", row, question.speaks), row["sum"]) for row in rows)


def authors(question: Question, count: int | None = None) -> Iterator[Entry]:
    """Yield authors by the views of their stories; a story of two counts for both, one of nobody for none."""
    signed = question.counted().filter(article__bylines__author__isnull=False)
    rows = _ranked(signed, "article__bylines__author", "article__bylines__author__name", count)
    return (Entry(_named(Author, "name", row, question.speaks), row["sum"]) for row in rows)


def sites(question: Question, count: int | None = None) -> Iterator[Entry]:
    rows = _ranked(question.referred(), "host", "", count)
    return (Entry(Phrase(row["host"], ""), row["sum"]) for row in rows)


RANKINGS: dict[str, Callable[..., Iterator[Entry]]] = {
    "stories": stories,
    "sections": sections,
    "authors": authors,
    "sites": sites,
}
TITLES = {
    "hours": _("Views by hour"),
    "days": _("Views by day"),
    "languages": _("Languages"),
    "stories": _("Top stories"),
    "sections": _("Sections"),
    "authors": _("Authors"),
    "sites": _("Referring sites"),
}


def _ranked(counts: QuerySet[Any], by: str, name: str, count: int | None) -> Iterator[dict[str, Any]]:
    """Yield the sums of views by something, the most first, with its name in every language.

    count: how many at most, all by default, which are fetched as they are taken.
    """
    texts = {f"text_{code}": Min(column(name, code)) for code in registry.codes()} if name else {}
    rows = counts.values(by).annotate(sum=Sum("views"), **texts).order_by("-sum", by)
    return iter(rows[:count]) if count else rows.iterator(chunk_size=CHUNK)


def _named(model: type[Model], field: str, row: dict[str, Any], language: str) -> Phrase:
    """Return the name of a row's thing in a language, or in another that it has."""
    texts = {column(field, code): row[f"text_{code}"] for code in registry.codes()}
    return phrase(model(**texts), field, language)


def _by_time(counts: QuerySet[Any], unit: str) -> dict[Any, dict[str, int]]:
    found: dict[Any, dict[str, int]] = {}
    for moment, language, views in counts.order_by().values_list(unit, "language").annotate(Sum("views")):
        found.setdefault(moment, {})[language] = views
    return found


def _slot(found: dict[Any, dict[str, int]], begins: datetime | date) -> Slot:
    views = found.get(begins, {})
    return Slot(begins, {code: views.get(code, 0) for code in registry.codes()})
