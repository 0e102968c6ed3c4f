"""Readers of stories, as the fold leaves them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from articles.models import Article
from readership.models import DayCount, HourCount, Referrer

NOW = timedelta()


def be_read(story: Article, views: int, *, language: str = "en", ago: timedelta = NOW) -> None:
    moment = timezone.now().replace(minute=0, second=0, microsecond=0) - ago
    HourCount.objects.create(article=story, language=language, hour=moment, views=views)
    day, _is_new = DayCount.objects.get_or_create(
        article=story, language=language, day=timezone.localdate(moment)
    )
    day.views += views
    day.save()


def come_from(host: str, story: Article, views: int, *, language: str = "en") -> None:
    Referrer.objects.create(
        article=story, language=language, day=timezone.localdate(), host=host, views=views
    )
