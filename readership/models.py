from __future__ import annotations

import secrets
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article

HOST_LENGTH = 120


class Salt(models.Model):
    """The random key with which visits of a day of UTC are told apart. Deleted an hour after the day."""

    day = models.DateField(primary_key=True)
    secret = models.BinaryField(max_length=16)

    def __str__(self) -> str:
        return f"{self.day}"

    @classmethod
    def of(cls, day: date) -> bytes:
        """Return the salt of a day; whoever asks first makes it for all. Up to three queries."""
        fresh = cls(day=day, secret=secrets.token_bytes(16))
        cls._default_manager.bulk_create([fresh], ignore_conflicts=True)
        return bytes(cls._default_manager.get(day=day).secret)


class Batch(models.Model):
    """A batch of records that was folded, kept so that it is never folded again."""

    id = models.UUIDField(primary_key=True)
    folded_at = models.DateTimeField(db_index=True)
    records = models.PositiveIntegerField()
    views = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.id)


class Visit(models.Model):
    """When a visit was last counted, kept for two hours. The number names nobody: see `visitors`."""

    id = models.BigIntegerField(primary_key=True)
    counted_at = models.BigIntegerField(db_index=True)  # milliseconds since 1970, UTC

    def __str__(self) -> str:
        return str(self.pk)


class Count(models.Model):
    """How often a language version of an article was read."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=5)
    views = models.PositiveBigIntegerField(_("views"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}: {self.views}"


class Total(Count):
    """Since it was published."""

    class Meta:
        verbose_name = _("views in all")
        verbose_name_plural = _("views in all")
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="readership_total_once")]


class DayCount(Count):
    """On a day of the paper's time zone; kept for ever."""

    day = models.DateField()

    class Meta:
        verbose_name = _("views of a day")
        verbose_name_plural = _("views by day")
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "day"], name="readership_day_once")
        ]
        indexes = [models.Index(fields=["day", "language"], name="readership_day_language")]


class HourCount(Count):
    """In an hour; kept for eight days."""

    hour = models.DateTimeField()

    class Meta:
        verbose_name = _("views of an hour")
        verbose_name_plural = _("views by hour")
        constraints = [
            models.UniqueConstraint(fields=["article", "language", "hour"], name="readership_hour_once")
        ]
        indexes = [models.Index(fields=["language", "hour"], name="readership_language_hour")]


class Referrer(Count):
    """From which site readers of a day came: its host name alone, with no link to any visitor."""

    day = models.DateField()
    host = models.CharField(max_length=HOST_LENGTH)

    class Meta:
        verbose_name = _("referring site")
        verbose_name_plural = _("referring sites")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "day", "host"], name="readership_referrer_once"
            )
        ]
        indexes = [models.Index(fields=["day", "host"], name="readership_referrer_day")]


class Period(models.TextChoices):
    DAY = "day", _("24 hours")
    WEEK = "week", _("7 days")


class MostRead(Count):
    """The place of an article among the most read of a period, as of the last fold."""

    period = models.CharField(max_length=4, choices=Period)
    place = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("most read")
        verbose_name_plural = _("most read")
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["language", "period", "place"], name="readership_most_read_place")
        ]
