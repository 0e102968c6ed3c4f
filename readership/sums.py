"""The sums of the fold: hours, days, totals, referrers and the most read. Called in its transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import Any

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from articles.models import Article
from languages import registry
from readership.models import (
    Batch,
    Count,
    DayCount,
    HourCount,
    MostRead,
    Period,
    Referrer,
    Salt,
    Total,
    Visit,
)
from readership.most_read import PLACES
from readership.signals import ranking_changed
from readership.slots import Row

TURN = 4_930_115_206  # the number of our advisory lock in PostgreSQL
HOURS_KEPT, VISITS_KEPT, BATCHES_KEPT = timedelta(days=8), timedelta(hours=2), timedelta(days=7)
PERIODS = {Period.DAY: timedelta(hours=24), Period.WEEK: timedelta(days=7)}
SALTS_OVERLAP = timedelta(hours=1)
AT_A_TIME = 5_000
HOUR = 3_600_000  # milliseconds
Sums = Mapping[tuple[Any, ...], int]


def wait_for_turn() -> None:
    """Let one fold at a time add to the sums, from whatever machine. SQLite writes one at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def add(views: Iterable[Row]) -> None:
    """Add views to the sums of their hour, day, story and referring site; none of deleted stories."""
    counted: Counter[tuple[int, str, int, str]] = Counter(
        (article, language, at // HOUR, host) for at, article, language, _visit, _before, host in views
    )
    there = _existing({key[0] for key in counted})
    of_sites = {
        (article, language, datetime.fromtimestamp(hour * HOUR / 1000, UTC), host): number
        for (article, language, hour, host), number in counted.items()
        if article in there
    }
    by_hour = _merged((key[:3], number) for key, number in of_sites.items())
    _add_to(HourCount, by_hour, "article_id", "language", "hour")
    _add_to(DayCount, _by_day(by_hour), "article_id", "language", "day")
    _add_to(Total, _merged((key[:2], number) for key, number in by_hour.items()), "article_id", "language")
    named = {key: number for key, number in of_sites.items() if key[3]}
    _add_to(Referrer, _by_day(named), "article_id", "language", "day", "host")


def forget_the_past(now: datetime) -> None:
    """Delete what is over: hours, visits, salts and the numbers of batches."""
    HourCount.objects.filter(hour__lt=now - HOURS_KEPT).delete()
    Visit.objects.filter(counted_at__lt=int((now - VISITS_KEPT).timestamp() * 1000)).delete()
    Salt.objects.filter(day__lt=(now - SALTS_OVERLAP).astimezone(UTC).date()).delete()
    Batch.objects.filter(folded_at__lt=now - BATCHES_KEPT).delete()


def rank(now: datetime | None = None) -> None:
    """Make the lists of the most read anew, and tell of those that readers see otherwise now.

    Up to fifteen queries; to be called in a transaction.
    """
    moment = now or timezone.now()
    places = [
        MostRead(article_id=article, language=code, period=period, place=place, views=views)
        for code in registry.codes()
        for period, length in PERIODS.items()
        for place, (article, views) in enumerate(_top(code, moment - length), start=1)
    ]
    former = list(MostRead.objects.all())
    MostRead.objects.all().delete()
    MostRead.objects.bulk_create(places)
    for code in registry.codes():
        _tell(
            code,
            [row for row in former if row.language == code],
            [row for row in places if row.language == code],
        )


def _tell(language: str, former: list[MostRead], present: list[MostRead]) -> None:
    """Tell of the rankings of a language that changed. Of a story that comes or goes others tell."""
    ranked = {row.article_id for row in (*former, *present)}
    readable = set(Article.objects.live(language).filter(pk__in=ranked).values_list("pk", flat=True))
    before, after = _order(former, readable), _order(present, readable)
    for period in Period:
        pairs = enumerate(zip_longest(before.get(period, ()), after.get(period, ())), start=1)
        if place := next((place for place, (one, other) in pairs if one != other), None):
            ranking_changed.send(sender=MostRead, language=language, period=period, place=place)


def _order(places: Iterable[MostRead], readable: set[int]) -> dict[str, list[int]]:
    """Return the articles of each period that can be read, the most read first."""
    found: dict[str, list[int]] = {}
    for row in sorted(places, key=lambda row: row.place):
        if row.article_id in readable:
            found.setdefault(row.period, []).append(row.article_id)
    return found


def rebuild_totals() -> int:
    """Set every total to the sum of its days; return how many there are."""
    Total.objects.all().delete()
    sums = DayCount.objects.values_list("article_id", "language").annotate(views=Sum("views"))
    rows = (Total(article_id=article, language=code, views=views) for article, code, views in sums.iterator())
    return len(Total.objects.bulk_create(rows, batch_size=AT_A_TIME))


def _top(language: str, since: datetime) -> list[tuple[int, int]]:
    """Return the articles with most views in a language since a moment, more of them than are shown."""
    hour = since.replace(minute=0, second=0, microsecond=0)
    sums = (
        HourCount.objects.filter(language=language, hour__gte=hour)
        .values_list("article_id")
        .annotate(sum=Sum("views"))
        .order_by("-sum", "-article_id")
    )
    return list(sums[:PLACES])


def _existing(articles: set[int]) -> set[int]:
    """Return those of the articles that were not deleted since they were read. Counting asks for no state."""
    ordered = sorted(articles)
    parts = (ordered[start : start + AT_A_TIME] for start in range(0, len(ordered), AT_A_TIME))
    return {key for part in parts for key in Article.objects.filter(pk__in=part).values_list("pk", flat=True)}


def _by_day(sums: Sums) -> Sums:
    """Put the day of the paper's time zone in the place of the hour, which comes third."""
    return _merged(((*key[:2], timezone.localdate(key[2]), *key[3:]), number) for key, number in sums.items())


def _merged(pairs: Iterable[tuple[tuple[Any, ...], int]]) -> Sums:
    merged: Counter[tuple[Any, ...]] = Counter()
    for key, number in pairs:
        merged[key] += number
    return merged


def _add_to(model: type[Count], sums: Sums, *names: str) -> None:
    """Add numbers to the rows of a table that these fields name, and make the rows that are not there.

    Reads, adds and writes back: nobody else does so at the same time, see `wait_for_turn()`.
    """
    keys = sorted(sums)
    for start in range(0, len(keys), AT_A_TIME):
        some = keys[start : start + AT_A_TIME]
        within = {f"{name}__in": {key[place] for key in some} for place, name in enumerate(names)}
        before = {
            row[:-1]: row[-1] for row in model._default_manager.filter(**within).values_list(*names, "views")
        }
        rows = (
            model(**dict(zip(names, key, strict=True)), views=before.get(key, 0) + sums[key]) for key in some
        )
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=names, update_fields=["views"]
        )
