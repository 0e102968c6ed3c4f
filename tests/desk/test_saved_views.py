"""The views over the list: what waits for whom, with its count, and a written word where nothing does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.states import State
from desk.article import saved_views
from tests import cast
from tests.desk.forms import soup
from tests.desk.test_article_list import LIST, found, outdate
from tests.factories import make_article, make_category

ALL = ("en", "ru", "hy")
pytestmark = pytest.mark.django_db
INTO = "To translate into {}"
EVERYTHING = [
    "All",
    "My stories",
    "To review",
    *map(INTO.format, ("English", "Russian", "Armenian")),
    "Outdated",
    "Scheduled today",
]


def tabs(page: BeautifulSoup) -> dict[str, str]:
    """Return the views with their counts as the tabs show them."""
    links = page.select("[data-views] a")
    counts = [link.select(".views__count")[0].extract().get_text() for link in links]
    return {link.get_text(strip=True): count for link, count in zip(links, counts, strict=True)}


def nothing(client: Client, **parameters: str) -> str:
    (words,) = soup(client.get(LIST, parameters)).select(".nothing")
    return words.get_text(" ", strip=True)


@pytest.fixture
def paper() -> User:
    """A paper in which every view has something, and somebody else who wrote it."""
    colleague = cast.make_user("colleague")
    facts: dict[str, Any] = {"created_by": colleague, "category": make_category()}
    make_article(title="waits", languages=("en",), state=State.REVIEW, **facts)
    make_article(title="russian", languages=("ru", "en"), state=State.DRAFT, **facts)
    make_article(title="out", languages=("en", "ru"), **facts)
    make_article(title="whole", languages=ALL, **facts)
    outdate(make_article(title="outdated", languages=ALL, **facts))
    soon = timezone.localtime().replace(hour=23, minute=59, second=59)
    make_article(title="tonight", languages=ALL, published_at=soon, **facts)
    make_article(title="next week", languages=ALL, published_at=soon + timedelta(days=7), **facts)
    return colleague


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (cast.reporter, ["All", "My stories", "Scheduled today"]),
        (cast.translator, ["All", INTO.format("Armenian"), "Outdated", "Scheduled today"]),
        (
            lambda: cast.editor(works_in=("ru",)),
            ["All", "My stories", "To review", INTO.format("Russian"), "Outdated", "Scheduled today"],
        ),
        (cast.editor, EVERYTHING),
        (cast.chief_editor, EVERYTHING),
    ],
)
def test_a_person_has_the_views_of_their_work(
    client: Client, person: Callable[[], User], expected: list[str]
) -> None:
    client.force_login(person())
    page = soup(client.get(LIST))
    assert list(tabs(page)) == expected
    (current,) = page.select("[data-views] a[aria-current=page]")
    assert current.get_text(strip=True) == "All" and page.select("h1")[0].get_text(strip=True) == "Articles"


@pytest.mark.parametrize(
    ("view", "title", "titles"),
    [
        ("mine", "My stories", {"mine"}),
        ("review", "To review", {"waits"}),
        ("translate-en", INTO.format("English"), set()),
        ("translate-ru", INTO.format("Russian"), {"waits"}),
        ("translate-hy", INTO.format("Armenian"), {"waits", "out"}),
        ("outdated", "Outdated", {"outdated"}),
        ("scheduled", "Scheduled today", {"tonight"}),
    ],
)
def test_a_view_is_a_link_to_what_waits(
    editor: Client, paper: User, view: str, title: str, titles: set[str]
) -> None:
    make_article(
        title="mine", languages=("hy",), state=State.DRAFT, created_by=User.objects.get(username="editor")
    )
    assert found(editor, view=view) == titles
    page = soup(editor.get(LIST, {"view": view}))
    assert page.select("h1")[0].get_text(strip=True) == title
    assert page.select("title")[0].get_text().startswith(title)
    (current,) = page.select("[data-views] a[aria-current=page]")
    assert current["href"] == f"{LIST}?view={view}"
    assert tabs(page)[title] == str(len(titles))


def test_a_view_is_of_the_languages_of_its_person(client: Client, paper: User) -> None:
    client.force_login(cast.editor(works_in=("ru",)))
    assert found(client, view="review") == set() and found(client, view="outdated") == {"outdated"}
    russian = make_article(title="на проверке", languages=("ru",), state=State.REVIEW)
    outdate(make_article(title="hy only", languages=("en", "hy")))
    assert found(client, view="review") == {russian.version("ru").title}
    assert found(client, view="outdated") == {"outdated"}


@pytest.mark.parametrize("view", ["nonsense", "review", "translate-xx", ""])
def test_a_view_that_a_person_does_not_have_is_the_whole_list(client: Client, paper: User, view: str) -> None:
    client.force_login(cast.reporter())
    assert len(found(client, view=view)) == 7


def test_a_view_is_narrowed_by_filters_and_search_and_stays(editor: Client, paper: User) -> None:
    assert found(editor, view="translate-hy", en="review") == {"waits"}
    assert found(editor, view="translate-hy", q="out") == {"out"}
    page = soup(editor.get(LIST, {"view": "translate-hy", "en": "review"}))
    filters = [str(link["href"]) for link in page.select(".filter__choices a")]
    assert filters and all("view=translate-hy" in link for link in filters)
    assert page.select('#changelist-search input[name=view][value="translate-hy"]')
    (clear,) = page.select("#changelist-filter-extra-actions a[href='?view=translate-hy']")
    assert clear


def test_the_next_to_go_out_stands_first_unless_another_order_is_asked_for(editor: Client) -> None:
    now = timezone.localtime().replace(hour=23, minute=59)
    for second in (58, 57, 59):
        make_article(title=f"at {second}", published_at=now.replace(second=second))
    order = [row.get_text(strip=True) for row in soup(_get(editor)).select(".field-headline")]
    assert order == ["at 57", "at 58", "at 59"]
    asked = [row.get_text(strip=True) for row in soup(_get(editor, o="-3")).select(".field-headline")]
    assert asked == ["at 59", "at 58", "at 57"]


def _get(client: Client, **parameters: str) -> Any:
    return client.get(LIST, {"view": "scheduled", **parameters})


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("", "Nothing has been written yet."),
        ("mine", "You have not begun a story yet."),
        ("review", "Nothing waits for review."),
        ("translate-hy", "Nothing waits to be translated into Armenian."),
        ("outdated", "Every translation is up to date."),
        ("scheduled", "Nothing more goes out today."),
    ],
)
def test_an_empty_view_says_so_in_its_own_words(editor: Client, view: str, words: str) -> None:
    assert nothing(editor, view=view) == words


def test_a_search_that_finds_nothing_leads_back_to_the_whole_view(editor: Client) -> None:
    make_article(state=State.REVIEW)
    said = nothing(editor, view="review", q="nowhere")
    assert said == "Nothing here fits the search and the filters. Show all of this view"
    page = soup(editor.get(LIST, {"view": "review", "q": "nowhere"}))
    assert page.select(".nothing a")[0]["href"] == f"{LIST}?view=review"
    assert nothing(editor, en="withdrawn") == said


def test_counts_stop_at_ninety_nine(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [saved_views.said(count) for count in (0, 99, 100, 5000)] == ["0", "99", "99+", "99+"]
    monkeypatch.setattr(saved_views, "MOST", 2)
    for number in range(4):
        make_article(title=str(number), state=State.REVIEW)
    assert tabs(soup(editor.get(LIST)))["To review"] == "2+"
    user = User.objects.get(username="editor")
    found = saved_views.counts(user, saved_views.of_person(user), Article.objects.visible_to(user))
    assert max(found) == 3  # nobody counts further


def test_all_counts_take_two_queries_however_much_there_is(paper: User) -> None:
    user = cast.editor()
    views = saved_views.of_person(user)
    stories = Article.objects.visible_to(user)
    with CaptureQueriesContext(connection) as queries:
        counts = saved_views.counts(user, views, stories)
    assert len(queries) == 2
    assert counts == [7, 0, 1, 0, 1, 2, 1, 1]


def test_a_window_for_choosing_a_story_has_no_views(editor: Client) -> None:
    make_article()
    assert not soup(editor.get(LIST, {"_popup": "1"})).select("[data-views], select[name=action]")
