"""A CDN is told which keys changed, once, and again when it did not answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError

import pytest
from django.utils import timezone

from articles import workflow
from articles.states import State
from delivery.keys import Touched
from delivery.models import Change, Purge
from delivery.purge import MOST_KEYS, Purger
from tests import factories
from tests.articles.rows import again
from tests.delivery.site import Site

pytestmark = pytest.mark.django_db


class Cdn(ThreadingHTTPServer):
    """Notes what it is asked, and answers with a status."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str, dict[str, str], str]] = []
        self.status = 200
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    server: Cdn

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.end_headers()

    do_PURGE = do_POST  # noqa: N815 - named after the method

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def cdn(settings: Any) -> Iterator[Cdn]:
    found = Cdn()
    settings.PURGE_URL = f"http://127.0.0.1:{found.server_port}/purge"
    settings.PURGE_BODY = '{"tags": $json}'
    settings.PURGE_HEADERS = ["Authorization: Bearer token", "Content-Type: application/json"]
    yield found
    found.shutdown()
    found.server_close()


def tell(purger: Purger) -> int:
    """Tell the CDN what changed, a second later."""
    return purger.tell(timezone.now() + timedelta(seconds=1))


def told(cdn: Cdn) -> list[str]:
    return [key for *_, body in cdn.asked for key in json.loads(body)["tags"]]


def test_what_changed_is_told_once(cdn: Cdn) -> None:
    purger = Purger()
    tell(purger)
    Change.write([Touched("stories:ru", 1.0), Touched("stories:ru", 2.0), Touched("frame:ru")])
    assert tell(purger) == 2
    assert tell(purger) == 0
    assert told(cdn) == ["frame:ru", "stories:ru"]
    method, path, headers, _ = cdn.asked[0]
    assert (method, path, headers["Authorization"]) == ("POST", "/purge", "Bearer token")


def test_a_change_is_not_told_before_every_process_shows_it(cdn: Cdn) -> None:
    purger = Purger()
    tell(purger)
    Change.write([Touched("frame:ru")])
    assert purger.tell() == 0
    assert tell(purger) == 1


def test_what_a_cdn_did_not_take_is_told_again(cdn: Cdn) -> None:
    purger = Purger()
    tell(purger)
    Change.write([Touched("frame:ru")])
    cdn.status = 503
    with pytest.raises(HTTPError):
        tell(purger)
    cdn.status = 200
    assert tell(purger) == 1
    assert told(cdn) == ["frame:ru", "frame:ru"]


def test_a_row_that_is_committed_after_a_later_one_is_told(cdn: Cdn) -> None:
    purger = Purger()
    tell(purger)
    Change.objects.create(id=12, touched=[["frame:en", None]])
    tell(purger)
    Change.objects.create(id=11, touched=[["frame:ru", None]])
    tell(purger)
    assert told(cdn) == ["frame:en", "frame:ru"]


def test_another_process_goes_on_where_the_first_stopped(cdn: Cdn) -> None:
    tell(Purger())
    Change.write([Touched("frame:ru")])
    tell(Purger())
    Change.objects.update(at=timezone.now() - timedelta(minutes=5))
    Change.write([Touched("frame:hy")])
    tell(Purger())
    assert told(cdn) == ["frame:ru", "frame:hy"]


def test_an_hour_that_was_set_is_told_when_it_comes(cdn: Cdn) -> None:
    purger = Purger()
    story = factories.make_article(state=State.DRAFT)
    workflow.schedule(again(story).version("en"), at=timezone.now() + timedelta(hours=1), by=None)
    tell(purger)
    cdn.asked.clear()
    hour = timezone.now() - timedelta(minutes=1)
    type(story).objects.filter(pk=story.pk).update(published_at_en=hour)
    Purge.objects.update(moment=hour - timedelta(minutes=1))
    tell(purger)
    assert f"card:{story.pk}:en" in told(cdn)


def test_many_keys_are_told_in_several_requests(cdn: Cdn) -> None:
    purger = Purger()
    tell(purger)
    Change.write(Touched(f"card:{number}:en") for number in range(2 * MOST_KEYS + 1))
    assert tell(purger) == 2 * MOST_KEYS + 1
    assert [len(json.loads(body)["tags"]) for *_, body in cdn.asked] == [MOST_KEYS, MOST_KEYS, 1]


def test_keys_travel_in_headers_where_that_is_wanted(cdn: Cdn, settings: Any) -> None:
    settings.PURGE_METHOD, settings.PURGE_BODY = "PURGE", ""
    settings.PURGE_HEADERS = ["Surrogate-Key: $keys"]
    Change.write([Touched("frame:hy"), Touched("frame:ru")])
    tell(Purger())
    method, _, headers, body = cdn.asked[0]
    assert (method, headers["Surrogate-Key"], body) == ("PURGE", "frame:hy frame:ru", "")


@pytest.mark.parametrize(("header", "between"), [("Surrogate-Key", " "), ("Cache-Tag", ",")])
def test_a_page_names_what_it_is_made_of_where_a_cdn_listens(
    cdn: Cdn, settings: Any, header: str, between: str
) -> None:
    settings.PAGE_KEYS_HEADER = header
    story = factories.make_article()
    keys = Site().get(story.version("en").get_absolute_url()).headers[header.lower()].split(between)
    assert {f"text:{story.pk}:en", f"article:{story.pk}:en", "frame:en"} <= set(keys)
    settings.PURGE_URL = ""
    assert header.lower() not in Site().get("/en/").headers
