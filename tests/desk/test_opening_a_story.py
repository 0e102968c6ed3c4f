"""Opening the form of a long story: how much the database is asked, and how long it takes."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article
from articles.workflow.translating import published_original
from tests.articles.rows import again
from tests.desk.forms import standings
from tests.desk.originals import change, make_story, panel, rewrite
from tests.factories import make_author, make_image, make_tag

pytestmark = pytest.mark.django_db
AT_MOST = 25  # queries
IN_TIME = 0.3  # seconds of the server, on an ordinary machine
PATIENCE = 3  # how many times slower a busy machine may be
WORDS = {
    "en": "the lake rose again",
    "ru": "озеро снова поднялось выше",
    "hy": "լիճը նորից բարձրացավ գարնանը",
}
LONG = 10_000


def text(language: str, length: int) -> str:
    """Return a text of that many words, in paragraphs of sixty, each of its own."""
    paragraphs = range(max(1, length // 60))
    return "".join(f"<p>{number}. {f'{WORDS[language]} ' * 15}</p>" for number in paragraphs)


def make_outdated(length: int) -> Article:
    """A story in three languages with two outdated translations; every tenth paragraph changed."""
    picture = make_image(en="Lake", ru="Озеро", hy="Լիճ")
    article = make_story(lead_image=picture, authors=(make_author(),), tags=(make_tag(),))
    before = text("en", length)
    rewrite(article, "en", body=before)
    for language in ("ru", "hy"):
        rewrite(article, language, body=text(language, length))
        seen = published_original(again(article))
        assert seen is not None
        workflow.confirm(again(article).version(language), seen=seen.pk, by=None)
    rewrite(article, "en", body=before.replace("0. the lake", "0. the great lake"))
    return again(article)


@pytest.fixture
def opening(editor: Client) -> Callable[[int], list[str]]:
    """Open the form of a story of so many words; return what was asked of the database."""

    def open_form(length: int) -> list[str]:
        article = make_outdated(length)
        editor.get(change(article))  # what Django keeps in memory, such as content types, is asked once
        with CaptureQueriesContext(connection) as asked:
            response = editor.get(change(article))
        assert standings(response) == {"en": "Published", "ru": "Outdated", "hy": "Outdated"}
        assert panel(response, "hy").select("[data-difference] ins")
        return [query["sql"] for query in asked]

    return open_form


def test_a_long_story_is_opened_with_as_few_queries_as_a_short_one(
    opening: Callable[[int], list[str]],
) -> None:
    short, long = opening(60), opening(LONG)
    assert len(short) == len(long), (short, long)
    assert len(long) <= AT_MOST, long


def test_a_long_story_is_opened_in_time(editor: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """The median of several, and patience with a busy machine: three times the promise."""
    address = change(make_outdated(LONG))
    editor.get(address)  # templates are compiled once
    times = []
    for _attempt in range(5):
        start = perf_counter()
        editor.get(address)
        times.append(perf_counter() - start)
    with capsys.disabled():
        print(f"\nA story of {LONG} words in three languages opens in {median(times) * 1000:.0f} ms.")
    assert median(times) < IN_TIME * PATIENCE
