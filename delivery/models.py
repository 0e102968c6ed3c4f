from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from delivery.keys import Touched


class Change(models.Model):
    """Something that readers see changed. Written in the transaction of the change, read by every process.

    touched: a list of [key, moment or null]; see `keys.Touched`.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    touched = models.JSONField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}: {self.touched}"

    @classmethod
    def write(cls, touched: Iterable[Touched]) -> None:
        """Write down what was touched; nothing when that is nothing. One query."""
        if listed := sorted(set(touched), key=str):
            cls._default_manager.create(touched=listed)

    def names(self) -> list[Touched]:
        return [Touched(*pair) for pair in self.touched]


class Purge(models.Model):
    """How far the change log was told to the CDN: a single row.

    change: the last row of the log. moment: up to when the clock was watched.
    """

    change = models.BigIntegerField(default=0)
    moment = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="delivery_purge_single")]

    def __str__(self) -> str:
        return str(self.change)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)
