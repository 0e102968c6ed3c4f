from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class WrittenOnce(Exception):
    """Somebody tried to change or delete a record. It goes only with the article that it belongs to."""


class RecordQuerySet(models.QuerySet[Any]):
    """Refuses what would change records. Django's cascades pass it by, so an article can be deleted."""

    def update(self, **values: Any) -> NoReturn:
        raise WrittenOnce(self.model.__name__)

    def bulk_update(self, *args: Any, **options: Any) -> NoReturn:
        raise WrittenOnce(self.model.__name__)

    def delete(self) -> NoReturn:
        raise WrittenOnce(self.model.__name__)


class Record(models.Model):
    """A row that is written once, and neither changed nor deleted."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(repr(self))
        super().save(*args, **{**options, "force_insert": True})  # else a key in use would mean an update

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise WrittenOnce(repr(self))
