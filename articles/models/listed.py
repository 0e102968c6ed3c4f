from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db.models import DateTimeField, Index, Model, Q, QuerySet

from articles.conditions import is_listed
from languages import registry
from languages.columns import column

LIVE_FROM, LIVE_UNTIL = "live_from", "live_until"
COPIES = [column(name, code) for code in registry.codes() for name in (LIVE_FROM, LIVE_UNTIL)]


class ListedQuerySet(QuerySet[Any]):
    """Rows that put articles into lists, in the words of `ArticleQuerySet`."""

    def live(self, language: str | None = None, now: datetime | None = None) -> Self:
        """Rows of articles that readers may see in a language, the active one by default."""
        return self.filter(is_listed(language or registry.current().code, now))

    def newest_first(self, language: str | None = None) -> Self:
        """In the same order as the articles themselves."""
        return self.order_by(f"-{column(LIVE_FROM, language)}", f"-{self.model.LISTS}")

    def as_shown(self) -> Self:
        """Without the copied times, which no page shows."""
        return self.defer(*COPIES)

    def keys(self) -> QuerySet[Any, int]:
        """Return the keys of the articles, read off an index and nothing else."""
        keys: QuerySet[Any, int] = self.values_list(self.model.LISTS, flat=True)
        return keys


class Listed(Model):
    """A row that puts an article into the list of something, with the times that the list goes by.

    live_from_<language>: when that version goes out, null unless it is published. live_until_<language>: when
    it is withdrawn. The database copies both from the article, whoever writes either (`articles.triggers`),
    so that a list of any length is read off one index. What Python writes into them is overwritten.

    LISTS: the field that holds the article.
    """

    LISTS: ClassVar[str]
    objects = ListedQuerySet.as_manager()

    class Meta:
        abstract = True


for _copy in COPIES:
    Listed.add_to_class(_copy, DateTimeField(null=True, editable=False))


def indexes(name: str, of: str, lists: str) -> list[Index]:
    """Return the indexes from which a list is read in each language. of: the field that says whose list."""
    return [
        Index(
            fields=[of, f"-{column(LIVE_FROM, code)}", f"-{lists}", column(LIVE_UNTIL, code)],
            condition=Q(**{f"{column(LIVE_FROM, code)}__isnull": False}),
            name=f"articles_{code}_{name}",
        )
        for code in registry.codes()
    ]
