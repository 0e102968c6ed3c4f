"""What the page cache answers, to whom, and when it asks Django."""

from __future__ import annotations

import gzip
from typing import Any

import brotli
import pytest
from django.conf import settings as paper_settings

from articles.models import Article
from readership.counting import spool
from readership.slots import Record, read
from tests import factories
from tests.articles.rows import again
from tests.delivery.site import Site, ask

PAGE = b"<p>A page.</p>" * 100


@pytest.fixture
def site(db: None) -> Site:
    factories.make_publication()
    found = Site()
    found.watch.look()
    return found


@pytest.fixture
def story(site: Site) -> Article:
    return factories.make_article(languages=("en", "ru"))


def address(story: Article, language: str = "en") -> str:
    return story.version(language).get_absolute_url()


def views() -> list[Record]:
    """Return the views counted so far."""
    return list(read(spool().folder.glob("*.views")))


def test_a_page_that_is_kept_asks_neither_django_nor_the_database(
    site: Site, story: Article, django_assert_num_queries: Any
) -> None:
    first = site.get(address(story))
    with django_assert_num_queries(0):
        second = site.get(address(story))
    assert (first.status, first.body, first.headers) == (second.status, second.body, second.headers)
    assert site.asked == [address(story)]


def test_an_edit_is_seen_after_the_next_look(site: Site, story: Article) -> None:
    site.get(address(story))
    changed = again(story)
    changed.version("en").lead = "Another lead."
    factories.save_and_publish(changed, ["lead_en"])
    assert b"Another lead." not in site.get(address(story)).body
    site.watch.look()
    assert b"Another lead." in site.get(address(story)).body


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, *", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("br;q=nonsense, gzip;q=0", None, bytes),
        ("", None, bytes),
    ],
)
def test_bytes_travel_as_the_client_takes_them(
    site: Site, story: Article, accepted: str, encoding: str | None, decode: Any
) -> None:
    plain = site.get(address(story)).body
    answer = site.get(address(story), HTTP_ACCEPT_ENCODING=accepted)
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-length"] == str(len(answer.body))
    assert answer.headers["vary"] == "Accept-Encoding"
    assert decode(answer.body) == plain


def test_what_a_client_has_is_not_sent_again_and_counts_as_opened(site: Site, story: Article) -> None:
    first = site.get(address(story))
    counted = len(views())
    again_ = site.get(address(story), HTTP_IF_NONE_MATCH=f'"other", {first.headers["etag"]}')
    assert (again_.status, again_.body) == (304, b"")
    assert again_.headers["etag"] == first.headers["etag"]
    assert "content-length" not in again_.headers
    assert site.get(address(story), HTTP_IF_NONE_MATCH='"other"').status == 200
    assert len(views()) == counted + 2


def test_a_feed_reader_that_knows_only_times_is_answered_too(site: Site, story: Article) -> None:
    first = site.get("/en/feed.xml")
    assert site.get("/en/feed.xml", HTTP_IF_MODIFIED_SINCE=first.headers["last-modified"]).status == 304
    assert site.get("/en/feed.xml", HTTP_IF_MODIFIED_SINCE="Mon, 01 Jan 2024 00:00:00 GMT").status == 200
    assert site.get("/en/feed.xml", HTTP_IF_MODIFIED_SINCE="yesterday").status == 200


def test_head_is_answered_from_the_same_page_without_its_body(site: Site, story: Article) -> None:
    counted = len(views())
    head = site.get(address(story), method="HEAD")
    full = site.get(address(story))
    assert (head.status, head.body, head.headers) == (200, b"", full.headers)
    assert len(site.asked) == 1
    assert len(views()) == counted + 1


def test_each_view_of_a_kept_page_is_counted_and_none_of_a_bot(site: Site, story: Article) -> None:
    counted = len(views())
    for _ in range(3):
        site.get(address(story))
    site.get(address(story), HTTP_USER_AGENT="Googlebot/2.1")
    site.get(address(story), HTTP_SEC_PURPOSE="prefetch")
    assert len(views()) == counted + 3


def test_the_beacon_alone_counts_where_it_is_chosen(site: Site, story: Article, settings: Any) -> None:
    settings.VIEWS_FROM = "beacon"
    counted = len(views())
    site.get(address(story))
    site.get(address(story))
    assert len(views()) == counted


def test_the_staff_is_answered_by_django_and_leaves_no_page(site: Site, story: Article) -> None:
    cookie = f"{paper_settings.SESSION_COOKIE_NAME}=abc"
    site.get(address(story), HTTP_COOKIE=cookie)
    site.get(address(story), HTTP_COOKIE=cookie)
    assert len(site.asked) == 2
    assert site.kept() == set()


@pytest.mark.parametrize("query", ["utm_source=x", "fbclid=1&utm_medium=y", "x=%00", "page2=3", "PAGE=2"])
def test_what_a_page_does_not_know_makes_no_other_page(site: Site, story: Article, query: str) -> None:
    plain = site.get(address(story)).body
    assert site.get(f"{address(story)}?{query}").body == plain
    assert site.kept() == {address(story)}


def test_the_pages_of_a_list_are_pages_of_their_own(site: Site) -> None:
    category = factories.make_category(slug="world")
    for _ in range(21):
        factories.make_article(category=category)
    site.watch.look()
    first, second = site.get("/en/world/?utm_source=x"), site.get("/en/world/?page=2&utm_source=x")
    assert first.body != second.body
    assert site.kept() == {"/en/world/", "/en/world/?page=2"}
    assert site.get("/en/world/?page=3").status == 404


def test_a_search_is_answered_anew_each_time(site: Site, story: Article) -> None:
    found = [site.get("/en/search/?q=lake").body for _ in range(2)]
    assert story.version("en").title.encode() in found[0] == found[1]
    assert len(site.asked) == 2
    assert site.kept() == set()


@pytest.mark.parametrize(
    ("asked", "status"),
    [("/en/nowhere/", 404), ("/en/world/1-no/", 404), ("/", 302), ("/arm/", 301), ("/en/archive/", 302)],
)
def test_only_pages_that_are_there_are_kept(site: Site, asked: str, status: int) -> None:
    assert site.get(asked).status == status
    assert site.get(asked).status == status
    assert site.kept() == set()


def test_a_redirect_takes_the_query_along(site: Site, story: Article) -> None:
    wrong = f"/en/{story.category.slug}/{story.pk}-wrong/?utm_source=x"
    assert site.get(wrong).headers["location"] == f"{address(story)}?utm_source=x"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_HOST": "evil.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_FOR": "evil"},
        {"HTTP_X_FORWARDED_PORT": "1"},
        {"HTTP_ACCEPT_ENCODING": "br"},
        {"HTTP_ACCEPT_LANGUAGE": "hy"},
        {"HTTP_COOKIE": "csrftoken=evil; theme=dark"},
        {"HTTP_AUTHORIZATION": "Basic ZXZpbA=="},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_X_ORIGINAL_URL": "/evil/"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "POST"},
        {"QUERY_STRING": "utm_source=evil"},
    ],
)
def test_whoever_comes_first_does_not_change_what_the_next_gets(
    site: Site, story: Article, headers: dict[str, str]
) -> None:
    expected = site.made(address(story))
    ask(site.cache, address(story), **headers)
    answer = site.get(address(story))
    assert (answer.status, answer.body) == (200, expected.body)
    assert "set-cookie" not in answer.headers
    assert b"evil" not in answer.body


def test_a_host_that_is_not_ours_is_refused(site: Site, story: Article, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    assert site.get(address(story)).status == 200
    assert site.get(address(story), HTTP_HOST="evil.example").status == 400
    assert site.get(address(story)).status == 200
