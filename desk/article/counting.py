from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 5_000  # a hundred pages
# What no index can answer is asked of so many stories, the last begun.
LOOKED_THROUGH = 20_000


class CappedPaginator(Paginator):
    """Counts no further than MOST: to count a million rows takes longer than anything else on the page."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        return min(self._counted, MOST)

    @cached_property
    def is_cut(self) -> bool:
        """There is more than is counted and shown."""
        return self._counted > MOST

    @cached_property
    def _counted(self) -> int:
        counted: int = self.object_list.order_by().values("pk")[: MOST + 1].count()
        return counted
