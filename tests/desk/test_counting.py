"""The list of stories counts and shows so many, and says when there are more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from desk.article import counting
from tests import cast
from tests.desk.test_article_list import LIST, outdate
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sixty_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST", 60)


def fill(count: int) -> None:
    category = make_category()
    Article.objects.bulk_create(Article(category=category, original_language="en") for _ in range(count))


def test_a_list_that_goes_on_says_so_and_ends_where_it_said(client: Client) -> None:
    fill(70)
    client.force_login(cast.chief_editor())

    page = client.get(f"{LIST}?p=2")

    assert "There are more than 60: only these are counted and shown." in page.text
    assert page.text.count('class="action-select"') == 10
    assert client.get(f"{LIST}?p=3").status_code == 302  # to the list, with a word about it


def test_a_list_that_is_counted_whole_says_nothing(client: Client) -> None:
    fill(60)
    client.force_login(cast.chief_editor())

    page = client.get(LIST)

    assert "There are more than" not in page.text
    assert "60 articles" in page.text


def test_what_is_left_of_a_long_list_is_counted_too(client: Client) -> None:
    fill(70)
    client.force_login(cast.chief_editor())
    last = Article.objects.order_by("-pk")[:1].get()
    Article.objects.filter(pk=last.pk).update(kind="opinion")

    page = client.get(f"{LIST}?kind__exact=opinion")

    assert "1 article" in page.text and "There are more than" not in page.text


def test_nothing_counts_all_stories(client: Client) -> None:
    fill(70)
    client.force_login(cast.chief_editor())

    with CaptureQueriesContext(connection) as asked:
        client.get(LIST)

    counts = [
        query["sql"] for query in asked if "COUNT(" in query["sql"] and "articles_article" in query["sql"]
    ]
    assert counts and all("LIMIT" in sql for sql in counts)


SAID = "were looked through."


@pytest.mark.parametrize("asked", ["?q=lake", "?view=outdated"])
def test_a_search_and_what_is_outdated_look_at_the_last_stories_and_say_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    old, new = (make_article(title=f"Lake {name}", languages=("en", "ru")) for name in ("old", "new"))
    outdate(old)
    outdate(new)
    client.force_login(cast.chief_editor())

    both = client.get(f"{LIST}{asked}")
    assert "Lake old" in both.text and "Lake new" in both.text and SAID not in both.text

    monkeypatch.setattr(counting, "LOOKED_THROUGH", 1)
    one = client.get(f"{LIST}{asked}")
    assert "Lake old" not in one.text and "Lake new" in one.text
    assert "Only the stories begun last (1) were looked through." in one.text
    assert SAID not in client.get(LIST).text


def test_five_thousand_are_counted_and_twenty_thousand_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()

    assert (counting.MOST, counting.LOOKED_THROUGH) == (5_000, 20_000)
