"""Days in addresses: /archive/2026/11/22/."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone


class DayConverter:
    """Takes a day that exists, in the years of which a clock in any time zone can tell."""

    regex = "[12][0-9]{3}/[0-9]{2}/[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Raises ValueError for 2026/02/31, which makes the address one of nothing."""
        return date(*map(int, value.split("/")))

    def to_url(self, value: date) -> str:
        return f"{value:%Y/%m/%d}"


def archive_of(moment: datetime) -> str:
    """Return the address of the day on which something was published."""
    return reverse("reader:archive", args=[timezone.localdate(moment)])
