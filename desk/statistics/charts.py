"""Numbers as pictures: where each bar stands, and the words under and behind it. Drawn by the template.

All places are whole numbers in the coordinates of the SVG, which is stretched to the room there is; whatever
is text stands outside it, where it can be read at any width.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext

from desk.statistics.numbers import TITLES, Entry, Slot
from languages import registry
from languages.columns import Phrase
from languages.dates import clock, long_date, short_date
from languages.numbers import grouped, percent

STEP, GAP, HEIGHT, WIDTH = 100, 16, 1000, 1000
LABELS = 5


class Part(NamedTuple):
    """A piece of a bar: the views in one language. place: which of the languages of the paper, from 1."""

    place: int
    y: int
    height: int


class Bar(NamedTuple):
    x: int
    width: int
    parts: list[Part]
    words: str


class Key(NamedTuple):
    """What a colour stands for. place: as of a part."""

    place: int
    speech: registry.Language


class Row(NamedTuple):
    """A line of the table behind a chart."""

    when: str
    numbers: list[str]


@dataclass(frozen=True)
class Chart:
    """A chart of bars over time. top: the number at its upper edge."""

    name: str
    title: str
    summary: str
    bars: list[Bar]
    labels: list[str]
    top: str
    middle: str
    languages: list[Key]
    rows: list[Row]
    is_empty: bool

    @property
    def box(self) -> str:
        return f"0 0 {len(self.bars) * STEP} {HEIGHT}"


class Place(NamedTuple):
    """A line of a ranking, with its bar and its share of all that was asked about."""

    name: Phrase
    key: int
    views: str
    share: str
    bar: int


def over_time(name: str, slots: list[Slot], language: str) -> Chart:
    """Return the chart of some hours or days, in one language or with all of them upon each other."""
    codes = [language] if language else list(registry.codes())
    sums = [sum(slot.views[code] for code in codes) for slot in slots]
    top = round_top(max(sums))
    return Chart(
        name=name,
        title=str(TITLES[name]),
        summary=_summary(slots, sums),
        bars=[_bar(number, slot, codes, top) for number, slot in enumerate(slots)],
        labels=_labels(slots),
        top=grouped(top),
        middle=grouped(top // 2) if top > 1 else "",
        languages=[Key(_place(code), registry.get(code)) for code in codes],
        rows=[_row(slot, codes, views) for slot, views in zip(slots, sums, strict=True)][::-1],
        is_empty=not any(sums),
    )


def ranking(entries: list[Entry], whole: int) -> list[Place]:
    """Return the lines of a ranking. whole: the views of which each has a share."""
    most = max((entry.views for entry in entries), default=0) or 1
    return [
        Place(
            name=entry.name,
            key=entry.key,
            views=grouped(entry.views),
            share=percent(entry.views, whole),
            bar=round(entry.views * WIDTH / most),
        )
        for entry in entries
    ]


def round_top(most: int) -> int:
    """Return the number at the upper edge of a chart: a digit and noughts, at least the highest bar."""
    scale: int = 10 ** (len(str(most)) - 1)
    steps = (1, 2, 4, 6, 8, 10) if scale == 1 else (1, 2, 3, 4, 5, 6, 8, 10)
    return next(step * scale for step in steps if step * scale >= most)


def when(begins: datetime | date) -> str:
    """Return an hour or a day in words, with its date."""
    if isinstance(begins, datetime):
        return f"{short_date(timezone.localdate(begins))}, {clock(begins)}"
    return long_date(begins)


def _bar(number: int, slot: Slot, codes: list[str], top: int) -> Bar:
    parts, below = [], 0
    for code in codes:
        height = round(slot.views[code] * HEIGHT / top)
        below += height
        parts.append(Part(_place(code), HEIGHT - below, height))
    shown = " · ".join(f"{registry.get(code).label} {grouped(slot.views[code])}" for code in codes)
    return Bar(number * STEP + GAP // 2, STEP - GAP, parts, f"{when(slot.begins)}: {shown}")


def _row(slot: Slot, codes: list[str], views: int) -> Row:
    numbers = [slot.views[code] for code in codes]
    return Row(
        when(slot.begins), [grouped(number) for number in (*numbers, *([views] if len(codes) > 1 else []))]
    )


def _summary(slots: list[Slot], sums: list[int]) -> str:
    """Say in a sentence what the chart shows to those who see it."""
    if not any(sums):
        return gettext("Nobody read anything in this time.")
    most = max(range(len(sums)), key=lambda number: sums[number])
    words = {
        "first": when(slots[0].begins),
        "last": when(slots[-1].begins),
        "all": grouped(sum(sums)),
        "most": grouped(sums[most]),
        "moment": when(slots[most].begins),
    }
    return gettext("%(first)s – %(last)s. Views in all: %(all)s. Most: %(most)s, %(moment)s.") % words


def _labels(slots: list[Slot]) -> list[str]:
    last = len(slots) - 1
    begins = [slots[round(last * number / (LABELS - 1))].begins for number in range(LABELS)]
    return [clock(moment) if isinstance(moment, datetime) else short_date(moment) for moment in begins]


def _place(code: str) -> int:
    return registry.codes().index(code) + 1
