"""How pages are made and kept, whatever happens meanwhile: a stand-in for Django makes it happen."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from typing import Any

from delivery.keys import Touched
from delivery.recording import MadeOf
from delivery.store import Address
from tests.delivery.site import Answer, Site, environ

PAGE = b"<p>A page.</p>" * 100


class Pages:
    """Stands in Django's place: makes pages that say how many were made, as slowly as it is told."""

    def __init__(self, *, seconds: float = 0.0) -> None:
        self.seconds, self.made, self.status = seconds, 0, "200 OK"
        self.meanwhile: Any = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.made += 1
        number = self.made
        time.sleep(self.seconds)
        if self.meanwhile:
            self.meanwhile()
        start_response(self.status, [("Content-Type", "text/html")])
        body = Body([PAGE + str(number).encode()])
        body.made_of = MadeOf({"article:1:en"})
        return body


class Body(list[bytes]):
    made_of: MadeOf


def number(answer: Answer) -> int:
    return int(answer.body.removeprefix(PAGE))


def test_two_hundred_who_ask_at_once_have_a_page_made_once() -> None:
    pages = Pages(seconds=0.3)
    site, answers = Site(django=pages), []
    threads = [threading.Thread(target=lambda: answers.append(number(site.get("/en/")))) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (pages.made, answers) == (1, [1] * 200)


def test_a_page_that_is_changed_while_it_is_made_is_made_again() -> None:
    pages = Pages()
    site = Site(django=pages)
    pages.meanwhile = lambda: pages.made == 1 and site.store.drop([Touched("article:1:en")])
    assert number(site.get("/en/")) == 2
    assert number(site.get("/en/")) == 2
    assert site.kept() == {"/en/"}


def test_a_page_that_always_changes_is_answered_and_not_kept() -> None:
    pages = Pages()
    site = Site(django=pages)
    pages.meanwhile = lambda: site.store.drop([Touched("article:1:en")])
    assert number(site.get("/en/")) == 3
    assert site.kept() == set()


def test_while_a_page_is_made_anew_the_former_is_shown_for_a_moment_only() -> None:
    pages = Pages()
    site = Site(django=pages)
    site.get("/en/")
    pages.seconds = 1.0
    site.store.drop([Touched("article:1:en")])
    maker = threading.Thread(target=site.get, args=["/en/"])
    maker.start()
    time.sleep(0.1)
    began = time.monotonic()
    assert number(site.get("/en/")) == 1
    assert time.monotonic() - began < 0.3
    time.sleep(0.4)
    assert number(site.get("/en/")) == 2
    maker.join()
    assert pages.made == 2


def test_a_page_outlives_a_server_that_fails_and_is_made_anew_when_it_is_back() -> None:
    pages = Pages()
    site = Site(django=pages)
    site.get("/en/")
    site.store.drop([Touched("article:1:en")])
    pages.status = "500 Internal Server Error"
    assert (site.get("/en/").status, number(site.get("/en/"))) == (200, 1)
    assert pages.made == 2  # the second reader does not wait for another failure
    assert site.get("/en/other/").status == 500
    pages.status = "200 OK"
    page = site.store.get(Address("http", "testserver", "/en/", ""))
    assert page
    page.retry_at = 0.0
    assert number(site.get("/en/")) == pages.made


def test_a_page_that_is_gone_outlives_nothing() -> None:
    pages = Pages()
    site = Site(django=pages)
    site.get("/en/")
    site.store.drop([Touched("article:1:en")])
    pages.status = "410 Gone"
    assert site.get("/en/").status == 410
    pages.status = "500 Internal Server Error"
    assert site.get("/en/").status == 500


def test_who_waits_for_a_page_that_fails_gets_an_answer() -> None:
    def fail(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        time.sleep(0.2)
        raise RuntimeError("no page")

    site, failures = Site(django=fail), []

    def get() -> None:
        try:
            site.get("/en/")
        except RuntimeError as error:
            failures.append(str(error))

    threads = [threading.Thread(target=get) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == ["no page"] * 5


def test_memory_is_bounded_and_what_is_asked_for_stays() -> None:
    pages = Pages()
    site = Site(django=pages, limit=500_000)
    for page in range(3_000):
        site.get(f"/en/{page}/")
        if page % 20 == 0:
            site.get("/en/")
    assert site.store.size <= 500_000
    assert 50 < len(site.store) < 200
    assert "/en/" in site.kept()
    assert "/en/0/" not in site.kept()


def test_a_page_larger_than_all_that_may_be_kept_is_answered() -> None:
    site = Site(django=Pages(), limit=1_000)
    assert site.get("/en/").status == 200
    assert site.kept() == set()


def test_more_changes_than_are_remembered_let_no_page_in() -> None:
    pages = Pages()
    site = Site(django=pages)
    store = site.store
    site.store.drop([Touched(f"card:{number}:en") for number in range(10_001)])
    since = store.now()
    entry = site.cache._render(environ("/en/"), Address("http", "testserver", "/en/", ""))
    store.drop([Touched(f"card:{number}:en") for number in range(10_001)])
    assert not store.put(Address("http", "testserver", "/en/", ""), entry, since)
    store.clear()
    assert store.put(Address("http", "testserver", "/en/", ""), entry, store.now())
