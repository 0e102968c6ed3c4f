from __future__ import annotations

import csv
import re
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from desk.statistics.export import defused
from tests import cast
from tests.desk.readers import be_read, come_from
from tests.factories import make_article, make_author, make_category

pytestmark = pytest.mark.django_db
HERE = "/admin/statistics/"


def downloaded(client: Client, address: str) -> str:
    response: Any = client.get(f"{HERE}{address}")
    assert response.status_code == 200
    assert response.streaming and response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response.headers["Cache-Control"]
    content = response.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    text: str = content.decode("utf-8-sig")
    return text


def rows(client: Client, address: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(downloaded(client, address), newline=""), delimiter=delimiter))


def test_every_table_can_be_taken_away(editor: Client) -> None:
    story = make_article(
        title="The lake", category=make_category(en="World"), authors=(make_author(en="Anna"),)
    )
    be_read(story, 1234)
    come_from("t.me", story, 7)
    stories = rows(editor, "stories.csv")
    assert stories == [["Top stories", "Number", "Views"], ["The lake", str(story.pk), "1234"]]
    assert rows(editor, "sections.csv") == [["Sections", "Views"], ["World", "1234"]]
    assert rows(editor, "authors.csv") == [["Authors", "Views"], ["Anna", "1234"]]
    assert rows(editor, "sites.csv") == [["Referring sites", "Views"], ["t.me", "7"]]
    assert rows(editor, "languages.csv")[:2] == [["Language", "Views"], ["English", "1234"]]
    days = rows(editor, "days.csv")
    assert days[0] == ["Time", "English", "Русский", "Հայերեն", "In all"]
    assert len(days) == 31 and days[-1][1:] == ["1234", "0", "0", "1234"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", days[-1][0])
    hours = rows(editor, "hours.csv")
    assert len(hours) == 49 and hours[-1][1:] == ["1234", "0", "0", "1234"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:00:00\+04:00", hours[-1][0])


def test_a_file_holds_all_that_the_screen_has_no_room_for(editor: Client) -> None:
    category = make_category()
    for number in range(15):
        be_read(make_article(category=category, title=f"Story {number}"), number + 1)
    assert len(rows(editor, "stories.csv")) == 16


def test_a_file_is_of_the_period_the_language_and_the_story(editor: Client) -> None:
    story, other = make_article(languages=("en", "ru")), make_article()
    be_read(story, 3)
    be_read(story, 4, language="ru")
    be_read(other, 50)
    assert rows(editor, "days.csv?period=quarter&language=ru")[0] == ["Time", "Русский", "In all"]
    assert len(rows(editor, "days.csv?period=quarter")) == 91
    assert rows(editor, f"{story.pk}/days.csv?language=ru")[-1][1:] == ["4", "4"]
    assert rows(editor, f"{story.pk}/languages.csv")[1:] == [
        ["English", "3"],
        ["Русский", "4"],
        ["Հայերեն", "0"],
    ]
    response = editor.get(f"{HERE}{story.pk}/days.csv?language=ru&period=month")
    assert response.headers["Content-Disposition"] == f'attachment; filename="days-{story.pk}-month-ru.csv"'


@pytest.mark.parametrize("address", ["passwords.csv", "stories.xlsx", "1/stories.csv", "../hours.csv"])
def test_there_are_no_other_files(editor: Client, address: str) -> None:
    assert editor.get(f"{HERE}{address}").status_code == 404


def test_a_reporter_takes_away_own_stories_only(client: Client) -> None:
    reporter = cast.reporter()
    be_read(make_article(title="Mine", created_by=reporter), 1)
    be_read(make_article(title="Theirs"), 2)
    client.force_login(reporter)
    assert [row[0] for row in rows(client, "stories.csv")[1:]] == ["Mine"]


@pytest.mark.parametrize("before", ["", 'a","', "a;", "a,", 'a";'])
@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", " =1", "＝1"])
def test_a_title_is_never_a_formula(editor: Client, before: str, formula: str) -> None:
    title = before + formula
    be_read(make_article(title=title), 1)
    text = downloaded(editor, "stories.csv")
    for delimiter in (",", ";"):  # whichever the spreadsheet splits at
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            assert not [cell for cell in row if cell.strip().startswith(tuple("=+-@＝"))], (delimiter, row)
    assert rows(editor, "stories.csv")[1][0].removeprefix("'").strip() == title.strip()


@pytest.mark.parametrize("cell", ["\t=1", "\r=1", "\n=1", "＠x", "－1"])
def test_hidden_beginnings_of_formulas_are_defused_too(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Lake = water", "1-2", "«=»", "t.me"])
def test_other_text_stays_as_it_is(cell: str) -> None:
    assert defused(cell) == cell


@pytest.mark.parametrize(("language", "delimiter"), [("en", ","), ("ru", ";"), ("hy", ";")])
def test_cells_end_as_spreadsheets_of_the_desk_s_language_expect(
    client: Client, language: str, delimiter: str
) -> None:
    client.force_login(cast.editor(language))
    be_read(make_article(languages=("en", "ru", "hy"), title='Lake; "river", sea'), 5)
    heading, row = rows(client, "stories.csv", delimiter)
    assert (row[0], row[2]) == ('Lake; "river", sea', "5")
    assert len(heading) == 3 and (language == "en") is (heading[2] == "Views")
