"""What each story of the corpus is like: when, in which languages, by whom, on what."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from articles.states import State
from bench.corpus.sentences import LANGUAGES

AUTHORS, TAGS, SECTIONS, PICTURES = 300, 2000, 9, 20
YEARS = timedelta(days=3650)
# The last month is as busy at every size, so that what a page shows of it is as much, and sizes compare.
BUSY, BUSY_DAYS = 100, 30  # stories a day, at most a third of all
SCHEDULED = 20


@dataclass(frozen=True)
class Version:
    state: str
    published_at: datetime | None
    updated_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class Story:
    """One story. original: the language it was written in first; section, authors, tags, picture: numbers."""

    key: int
    created_at: datetime
    original: str
    section: int
    authors: tuple[int, ...]
    tags: tuple[int, ...]
    related: tuple[int, ...]
    picture: int | None
    kind: str
    versions: dict[str, Version]


class Dice:
    """Draws numbers of which the first are drawn most often (Zipf)."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.weights = {count: list(accumulate(1 / rank for rank in range(1, count + 1))) for count in DRAWN}

    def some(self, out_of: int, count: int) -> tuple[int, ...]:
        """Return so many different numbers from 1 on."""
        found: dict[int, None] = {}
        while len(found) < count:
            found[self.dice.choices(range(1, out_of + 1), cum_weights=self.weights[out_of])[0]] = None
        return tuple(found)


DRAWN = (AUTHORS, TAGS, SECTIONS)


def stories(count: int, now: datetime, seed: int = 1) -> Iterator[Story]:
    """Yield so many stories, in the order in which they were begun."""
    dice = random.Random(seed)
    drawn = Dice(dice)
    for key, moment in enumerate(_moments(count, now, dice), start=1):
        yield _story(key, moment, now, dice, drawn)


def _moments(count: int, now: datetime, dice: random.Random) -> list[datetime]:
    """Return when the stories go out: those of the last month, of the years before, and what is ahead."""
    ahead = min(SCHEDULED, count // 50)
    busy = min(BUSY * BUSY_DAYS, count // 3)
    month = timedelta(days=BUSY_DAYS)
    past = [now - month - dice.random() * (YEARS - month) for _ in range(count - busy - ahead)]
    recent = [now - dice.random() * month for _ in range(busy)]
    coming = [now + timedelta(days=1) + dice.random() * timedelta(days=3) for _ in range(ahead)]
    return sorted([*past, *recent, *coming])


def _story(key: int, moment: datetime, now: datetime, dice: random.Random, drawn: Dice) -> Story:
    written = _written(dice)
    return Story(
        key=key,
        created_at=moment - timedelta(hours=1 + 5 * dice.random()),
        original=written[0],
        section=drawn.some(SECTIONS, 1)[0],
        authors=drawn.some(AUTHORS, 2 if dice.random() < 0.3 else 1),
        tags=drawn.some(TAGS, 3),
        related=_related(key, dice),
        picture=dice.randint(1, PICTURES) if dice.random() < 0.9 else None,
        kind=dice.choices(
            ("news", "analysis", "interview", "opinion", "photo", "video"), (80, 6, 4, 5, 3, 2)
        )[0],
        versions=_versions(written, moment, now, dice),
    )


def _written(dice: random.Random) -> list[str]:
    """Return the languages a story is written in, the original first: all three of seven in ten."""
    written = dice.sample(LANGUAGES, 3)
    return written[: dice.choices((3, 2, 1), (73, 15, 12))[0]]


def _versions(written: list[str], moment: datetime, now: datetime, dice: random.Random) -> dict[str, Version]:
    """Return where each written language stands: nearly all are out, translations some minutes later."""
    fate, versions = dice.random(), {}
    for place, code in enumerate(written):
        published = moment + place * timedelta(minutes=5 + 40 * dice.random())
        updated = published + timedelta(hours=20 * dice.random()) if dice.random() < 0.1 else None
        updated = updated if updated and updated < now else None
        if fate < 0.02:
            versions[code] = Version(State.DRAFT, None, None, None)
        elif fate < 0.022:
            versions[code] = Version(State.REVIEW, None, None, None)
        elif fate < 0.032:
            versions[code] = Version(State.WITHDRAWN, published, updated, None)
        elif fate < 0.035:
            versions[code] = Version(State.PUBLISHED, published, updated, published + timedelta(days=1))
        else:
            versions[code] = Version(State.PUBLISHED, published, updated, None)
    return versions


def _related(key: int, dice: random.Random) -> tuple[int, ...]:
    """Return earlier stories that an editor put under this one, of one in five."""
    if key < 100 or dice.random() > 0.2:
        return ()
    return tuple({dice.randrange(max(1, key - 5000), key) for _ in range(3)})
