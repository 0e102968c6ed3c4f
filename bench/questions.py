"""What the sites are asked for, and whether they answer rightly: a fast wrong page would win every race."""

from __future__ import annotations

import gzip
import html
import json
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import brotli
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

SAMPLE, SEARCHES = 12, 10  # stories
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
PLATFORMS = ("Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64")
CHROME = "Mozilla/5.0 ({}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 ({}; rv:{}.0) Gecko/20100101 Firefox/{}.0"
BROWSERS = [
    *(CHROME.format(platform, version) for platform in PLATFORMS for version in range(128, 143)),
    *(FIREFOX.format(platform, version, version) for platform in PLATFORMS for version in range(130, 145)),
]
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
OF_THE_SERVER = ("date", "server")  # headers that no application sends


class Failed(Exception):
    """An answer was no page: not 2xx, too short, or none."""


@dataclass(frozen=True)
class Question:
    """A kind of page: its addresses, each with words that its page holds. cookie: of whoever asks."""

    page: str
    expected: dict[str, str]
    cookie: str = ""


@dataclass(frozen=True)
class Answer:
    """What came back. headers: those of the application, in its order; body: as it travelled."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def text(self) -> str:
        packed = {name.lower(): value for name, value in self.headers}.get("content-encoding", "")
        return html.unescape(UNPACK[packed](self.body).decode())


def pages(facts: list[dict[str, Any]]) -> list[Question]:
    """Return what every site is asked: stories from all over the paper, home and sections, in each language.

    facts: of the stories, as `content.write` returns them.
    """
    chosen = facts[:: max(1, len(facts) // SAMPLE)][:SAMPLE]
    sections = {slug: names for one in facts for slug, names in [(one["category"], one["category_name"])]}
    first = next(iter(sections.values()))
    return [
        Question(
            "article", {one["path"][code]: title for one in chosen for code, title in one["title"].items()}
        ),
        Question("home", {f"/{code}/": name for code, name in first.items()}),
        Question(
            "category",
            {f"/{code}/{slug}/": name for slug, names in sections.items() for code, name in names.items()},
        ),
    ]


def search(facts: list[dict[str, Any]]) -> Question:
    """Return searches for words of titles, as only our site has them."""
    titles = (title for one in facts[:SEARCHES] for title in one["title"].items())
    words = ((code, max(title.split(), key=len)) for code, title in titles)
    return Question("search", {f"/{code}/search/?q={quote(word)}": word for code, word in words})


def desk() -> Question:
    """Return the desk's list of stories, as the chief editor of the corpus sees it."""
    client = Client()
    client.force_login(get_user_model().objects.get(username="chief"))
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    return Question("desk", {f"/{settings.ADMIN_PATH}articles/article/": "changelist"}, cookie)


def check(port: int, question: Question, encoding: str) -> dict[str, Answer]:
    """Ask for every address of a question once; return the answers. Raises Failed unless all are right."""
    answers = {}
    for path, words in question.expected.items():
        answer = ask(port, path, encoding, question.cookie)
        if answer.status != 200:
            raise Failed(f"{path} answers {answer.status}")
        if words not in answer.text():
            raise Failed(f"{path} does not say {words!r}")
        answers[path] = answer
    return answers


def ask(port: int, path: str, encoding: str, cookie: str = "") -> Answer:
    headers = {"User-Agent": BROWSERS[0], "Accept": ACCEPT, "Accept-Encoding": encoding}
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={**headers, **({"Cookie": cookie} if cookie else {})})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    own = [(name, value) for name, value in response.getheaders() if name.lower() not in OF_THE_SERVER]
    return Answer(response.status, own, body)


def write_answers(file: Path, answers: dict[str, Answer]) -> None:
    """Write answers for `bench/bare.py` to give."""
    stored = {
        path: [f"{one.status} OK", one.headers, one.body.decode("latin-1")] for path, one in answers.items()
    }
    file.write_text(json.dumps(stored), "utf-8")


def shortest(answers: Iterable[Answer]) -> int:
    """Return the bytes that every answer has at least, whatever its length today."""
    return min(len(answer.body) for answer in answers) // 2
