"""A log of requests made from a seed, and how many views it holds, counted here in the plainest way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.readership.people import CHROME, FIREFOX, person

START = int(datetime(2026, 11, 27, 15, 0, tzinfo=UTC).timestamp() * 1000)
LENGTH = 20 * 3_600_000  # milliseconds: an evening, a night with its midnight, a morning
HALF_AN_HOUR = 1_800_000
LANGUAGES = ("en", "ru", "hy")
BROWSERS = (
    CHROME,
    FIREFOX,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1",
)
PROGRAMS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "python-requests/2.32",
    "",
)


@dataclass(frozen=True)
class Request:
    """at: milliseconds since 1970. story: a place in a list of articles. is_reader: as its maker knows."""

    at: int
    story: int
    language: str
    environ: dict[str, str]
    is_reader: bool


def make_log(seed: int, count: int, stories: int) -> list[Request]:
    """Return requests in the order of time: readers who come back, reload, switch language; and the rest."""
    dice = random.Random(seed)  # noqa: S311
    readers = [(_address(dice), dice.choice(BROWSERS)) for _ in range(count // 12)]
    times = sorted(dice.randrange(START, START + LENGTH) for _ in range(count))
    recent: list[Request] = []
    log = []
    for at in times:
        if recent and dice.random() < 0.35:  # somebody reloads, or comes back
            past = dice.choice(recent[-400:])
            request = Request(at, past.story, past.language, past.environ, past.is_reader)
        else:
            request = _fresh(dice, at, readers, stories)
        log.append(request)
        recent.append(request)
    return log


def _fresh(dice: random.Random, at: int, readers: list[tuple[str, str]], stories: int) -> Request:
    address, browser = dice.choice(readers)
    story = min(dice.randrange(stories), dice.randrange(stories))  # some are read much more than others
    environ, is_reader = person(address, browser), True
    kind = dice.random()
    if kind < 0.10:
        environ, is_reader = person(address, dice.choice(PROGRAMS)), False
    elif kind < 0.15:
        environ, is_reader = {**environ, "HTTP_SEC_PURPOSE": "prefetch"}, False
    elif kind < 0.20:
        environ, is_reader = {**environ, "HTTP_COOKIE": "sessionid=abc"}, False
    elif kind < 0.30:
        environ = {**environ, "HTTP_REFERER": "https://t.me/meridian"}
    return Request(at, story, dice.choice(LANGUAGES), environ, is_reader)


def _address(dice: random.Random) -> str:
    return f"198.{dice.randrange(18, 20)}.{dice.randrange(256)}.{dice.randrange(1, 255)}"


def tally(log: list[Request]) -> dict[tuple[int, str], int]:
    """Return the views by story and language, straight from the rule."""
    counted_at: dict[tuple[str, str, int, str], int] = {}
    views: dict[tuple[int, str], int] = {}
    for request in log:
        if not request.is_reader:
            continue
        who = (request.environ["REMOTE_ADDR"], request.environ["HTTP_USER_AGENT"])
        what = (request.story, request.language)
        last = counted_at.get((*who, *what))
        if last is None or request.at - last >= HALF_AN_HOUR:
            counted_at[(*who, *what)] = request.at
            views[what] = views.get(what, 0) + 1
    return views


def chunks(log: list[Request], size: int) -> Iterator[list[Request]]:
    for start in range(0, len(log), size):
        yield log[start : start + size]
