"""The list of stories: what stands where in three languages, filters, and a search over all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.models import Article
from articles.states import Kind, Standing, State
from languages.columns import column
from languages.dates import brief
from tests.articles.rows import put
from tests.desk.forms import soup
from tests.factories import make_article, make_author, make_category, make_image, make_tag, save_and_publish

LIST = "/admin/articles/article/"
ALL = ("en", "ru", "hy")


def cells(client: Client, **parameters: Any) -> list[dict[str, str]]:
    """Return the rows of the list: the text of each cell by its column."""
    rows = soup(client.get(LIST, parameters)).select("#result_list tbody tr")
    states = [column("standing", code) for code in ALL]
    names = ("picture", "headline", *states, "section", "newest_publication")
    return [
        {name: " ".join(row.select(f".field-{name}")[0].get_text(" ").split()) for name in names}
        for row in rows
    ]


def states(row: dict[str, str]) -> list[str]:
    return [row[column("standing", code)] for code in ALL]


def found(client: Client, **parameters: Any) -> set[str]:
    """Return the titles in the list."""
    return {row["headline"] for row in cells(client, **parameters)}


def outdate(article: Article) -> None:
    """Change the original of a story that is out."""
    name = column("lead", article.original_language)
    setattr(article, name, "Another")
    save_and_publish(article, [name])


def choices(client: Client, title: str) -> dict[str, str]:
    """Return what a filter offers and where each choice leads."""
    for box in soup(client.get(LIST)).select("#changelist-filter details"):
        if title in box.select("summary")[0].get_text().lower():
            return {link.get_text(strip=True): str(link["href"]) for link in box.select("a")}
    raise AssertionError(title)


def test_a_row_says_where_each_language_stands(editor: Client) -> None:
    article = make_article(
        languages=("en", "ru"), category=make_category(en="World"), lead_image=make_image()
    )
    put(article, "ru", published_at=timezone.now() + timedelta(days=1))
    (row,) = cells(editor)
    assert row["headline"] == "Lake level rises for the third year"
    ahead = brief(article.version("ru").published_at or timezone.now())
    assert states(row) == ["EN Published", f"RU Scheduled {ahead}", "ARM Missing"]
    assert (row["section"], row["picture"]) == ("World", "")
    assert row["newest_publication"] == ahead
    assert soup(editor.get(LIST)).select(".field-picture img.thumbnail")


def test_a_row_speaks_the_language_of_the_editor_and_marks_what_it_cannot(editor: Client) -> None:
    editor.post("/admin/language/", {"language": "ru"})
    make_article(languages=("en", "ru"), category=make_category(en="World", ru="Мир"))
    make_article(languages=("hy",), category=make_category(en="World", ru="Мир"), state=State.DRAFT)
    rows = cells(editor)
    assert {row["headline"] for row in rows} == {
        "Уровень озера растет третий год подряд",
        "Լճի մակարդակը բարձրանում է երրորդ տարին",
    }
    with translation.override("ru"):
        out, draft, none = (
            str(stand.label) for stand in (Standing.PUBLISHED, Standing.DRAFT, Standing.MISSING)
        )
    expected = [[f"EN {none}", f"RU {none}", f"ARM {draft}"], [f"EN {out}", f"RU {out}", f"ARM {none}"]]
    assert list(map(states, rows)) == expected and out != "Published"
    marked = soup(editor.get(LIST)).select(".field-headline span[lang]")
    assert [(str(mark["lang"]), mark.get_text()) for mark in marked] == [("hy", rows[0]["headline"])]


def test_the_newest_story_stands_first_and_opens_from_its_title(editor: Client) -> None:
    first, second = make_article(title="First"), make_article(title="Second")
    links = soup(editor.get(LIST)).select(".field-headline a")
    assert [str(link["href"]) for link in links] == [f"{LIST}{story.pk}/change/" for story in (second, first)]


@pytest.mark.parametrize("language", ALL)
def test_a_filter_for_each_language_finds_what_stands_there(editor: Client, language: str) -> None:
    other = "ru" if language == "en" else "en"
    made = {
        "published": make_article(languages=(language,), title="published"),
        "scheduled": make_article(
            languages=(language,), title="scheduled", published_at=timezone.now() + timedelta(days=1)
        ),
        "draft": make_article(languages=(language,), title="draft", state=State.DRAFT),
        "review": make_article(languages=(language,), title="review", state=State.REVIEW),
        "withdrawn": make_article(languages=(language,), title="withdrawn", state=State.WITHDRAWN),
        "missing": make_article(languages=(other,), title="missing"),
        "outdated": make_article(languages=(other, language), title="outdated"),
    }
    outdate(made["outdated"])
    for standing in made:
        assert found(editor, **{language: standing}) == {standing}
    assert found(editor, **{language: "nonsense"}) == set(made)


def test_filters_of_two_languages_narrow_each_other(editor: Client) -> None:
    make_article(languages=("en", "ru"), title="Both")
    make_article(languages=("en",), title="English only")
    assert found(editor, en="published") == {"Both", "English only"}
    assert found(editor, en="published", ru="missing") == {"English only"}


def test_filters_by_category_kind_and_author(editor: Client) -> None:
    world, sport = make_category(en="World"), make_category(en="Sport")
    anna, boris = make_author(en="Anna"), make_author(en="Boris")
    make_article(title="One", category=world, kind=Kind.NEWS, authors=(anna,))
    make_article(title="Two", category=sport, kind=Kind.OPINION, authors=(anna, boris))
    for title, expected in (
        ("category", {"World": {"One"}, "Sport": {"Two"}}),
        ("kind", {"News": {"One"}, "Opinion": {"Two"}, "Interview": set()}),
        ("author", {"Anna": {"One", "Two"}, "Boris": {"Two"}}),
    ):
        offered = choices(editor, title)
        for choice, titles in expected.items():
            parameters = dict([offered[choice].removeprefix("?").split("=")])
            assert found(editor, **parameters) == titles, choice


@pytest.mark.parametrize("author", ["x", "-1", "0", "9" * 30])
def test_an_author_that_does_not_exist_breaks_nothing(editor: Client, author: str) -> None:
    make_article()
    assert editor.get(LIST, {"author": author}).status_code == 200


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("lake", {"lake"}),
        ("LAKE level", {"lake"}),
        ("lake bridge", set()),
        ("ОЗЕРА", {"lake"}),
        ("уровень", {"lake"}),
        ("вода", {"lake"}),
        ("ԵՐՐՈՐԴ", {"lake"}),
        ("լճի", {"lake"}),
        ("петросян", {"bridge"}),
        ("ПЕТРОСЯН", {"bridge"}),
        ("anna", {"bridge"}),
        ("", {"lake", "bridge"}),
        ("100%", set()),
        ("_", set()),
    ],
)
def test_the_search_reads_all_languages_in_any_case(editor: Client, words: str, titles: set[str]) -> None:
    lake = make_article(languages=ALL, category=make_category(en="World"))
    for language in ALL:
        put(lake, language, lead="")
    put(lake, "ru", lead="Вода поднялась")
    bridge = make_article(title="Bridge", authors=(make_author(), make_author(en="Another Anna")))
    called = {lake.version("en").title: "lake", bridge.version("en").title: "bridge"}
    assert {called[title] for title in found(editor, q=words)} == titles
    assert len(cells(editor, q=words)) == len(titles)


def test_the_list_asks_as_often_for_twenty_stories_as_for_one(editor: Client) -> None:
    def make() -> Article:
        return make_article(
            languages=ALL,
            category=category,
            lead_image=make_image(),
            authors=(make_author(),),
            tags=(make_tag(),),
        )

    category = make_category()
    make()
    editor.get(LIST)
    with CaptureQueriesContext(connection) as one:
        editor.get(LIST)
    for _number in range(19):
        make()
    with CaptureQueriesContext(connection) as twenty:
        assert len(cells(editor)) == 20
    assert len(twenty) == len(one)
