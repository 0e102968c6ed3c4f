from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from authors.models import Author
from tests.factories import make_article, make_author, make_image, set_translated
from tests.reader.reading import headlines, read, text, texts

pytestmark = pytest.mark.django_db


def make_anna() -> Author:
    anna = make_author(slug="anna", en="Anna Petrosyan", ru="Анна Петросян")
    set_translated(anna, "role", en="World editor", ru="Редактор отдела мира")
    set_translated(anna, "biography", en="Writes about water.", ru="Пишет о воде.")
    anna.save()
    return anna


@pytest.mark.parametrize(
    ("language", "name", "role", "biography"),
    [
        ("en", "Anna Petrosyan", "World editor", "Writes about water."),
        ("ru", "Анна Петросян", "Редактор отдела мира", "Пишет о воде."),
    ],
)
def test_an_author_is_introduced(client: Client, language: str, name: str, role: str, biography: str) -> None:
    make_anna()

    page = read(client, f"/{language}/authors/anna/")

    assert (text(page, "h1"), text(page, ".page-head__role")) == (name, role)
    assert text(page, ".page-head__lead") == biography
    assert text(page, "title").startswith(f"{name} — ")


def test_an_author_who_has_told_nothing_has_a_page_too(client: Client) -> None:
    make_author(slug="anna", en="Anna Petrosyan")

    page = read(client, "/en/authors/anna/")

    assert text(page, ".page-head") == "Anna Petrosyan"
    assert text(page, ".empty") == "Nothing has been published here yet."


def test_a_portrait_repeats_nothing_to_those_who_listen(client: Client) -> None:
    anna = make_anna()
    assert read(client, "/en/authors/anna/").select("main img") == []

    anna.picture = make_image(en="A woman in a hat")
    anna.save()

    assert [image["alt"] for image in read(client, "/en/authors/anna/").select("main img")] == [""]


def test_what_an_author_signed_is_listed_newest_first(client: Client) -> None:
    anna, david = make_anna(), make_author(slug="david")
    now = timezone.now()
    make_article(title="Older", authors=(anna,), published_at=now - timedelta(hours=2))
    make_article(title="Together", authors=(david, anna), published_at=now - timedelta(hours=1))
    make_article(title="Not hers", authors=(david,))
    make_article(title="Только по-русски", languages=("ru",), authors=(anna,))

    assert headlines(read(client, "/en/authors/anna/")) == ["Together", "Older"]
    assert headlines(read(client, "/ru/authors/anna/")) == ["Только по-русски"]


def test_a_story_in_a_list_says_its_section(client: Client) -> None:
    story = make_article(authors=(make_anna(),))

    assert texts(read(client, "/en/authors/anna/"), ".card .kicker") == [str(story.category)]


def test_a_diligent_author_has_several_pages(client: Client) -> None:
    anna = make_anna()
    for _ in range(21):
        make_article(authors=(anna,))

    assert len(headlines(read(client, "/en/authors/anna/?page=2"))) == 1
    read(client, "/en/authors/anna/?page=3", status=404)


def test_an_unknown_author_is_not_found(client: Client) -> None:
    make_anna()

    read(client, "/en/authors/bob/", status=404)
    read(client, "/en/authors/", status=404)
    assert client.get("/en/authors/anna").headers["Location"] == "/en/authors/anna/"
