"""Readers of the demo paper, who never were: believable numbers of views for stories that are out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from articles.models import Article
from articles.versions import LanguageVersion
from languages import registry
from readership import sums
from readership.models import DayCount, HourCount, Referrer

HOURS = 7 * 24
HOUR = timedelta(hours=1)
# From where they come, and how many of a hundred; the others open the paper itself.
SITES = {"t.me": 18, "google.com": 14, "facebook.com": 9, "yandex.ru": 6, "instagram.com": 3, "dzen.ru": 2}
SHARE = {"en": 0.6, "ru": 1.4}  # of the readers of an Armenian version


def let_them_read(now: datetime) -> None:
    """Give every live version hours, days, a total and its place among the most read."""
    counts = [
        HourCount(article=version.article, language=version.language, hour=hour, views=views)
        for code in registry.codes()
        for article in Article.objects.live(code, now)
        for version in [article.version(code)]
        for hour, views in _hours(version, now)
    ]
    HourCount.objects.bulk_create(counts)
    by_day: dict[tuple[int, str, date], int] = {}
    for count in counts:
        key = (count.article_id, count.language, timezone.localdate(count.hour))
        by_day[key] = by_day.get(key, 0) + count.views
    DayCount.objects.bulk_create(
        DayCount(article_id=article, language=code, day=day, views=views)
        for (article, code, day), views in by_day.items()
    )
    Referrer.objects.bulk_create(
        Referrer(article_id=article, language=code, day=day, host=host, views=views * percent // 100)
        for (article, code, day), views in by_day.items()
        for host, percent in SITES.items()
        if views * percent >= 100
    )
    sums.rebuild_totals()
    sums.rank(now)


def _hours(version: LanguageVersion, now: datetime) -> Iterator[tuple[datetime, int]]:
    """Yield the hours since publication in which somebody read it: many at first, few at night."""
    dice = random.Random(f"{version.article.pk} {version.language}")
    first = (version.published_at or now).replace(minute=0, second=0, microsecond=0)
    interest = dice.lognormvariate(4, 0.8) * SHARE.get(version.language, 1.0)
    for age in range(HOURS):
        hour = first + age * HOUR
        if hour > now:
            return
        awake = 0.15 if timezone.localtime(hour).hour < 7 else 1.0
        if views := round(interest * awake * dice.uniform(0.6, 1.4) / (1 + age / 4)):
            yield hour, views
