from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from articles.models import Article
from articles.states import State
from tests.factories import make_article, make_category
from tests.reader.reading import headlines, links, read, text, texts

pytestmark = pytest.mark.django_db


def found(client: Client, asked: str, language: str = "en") -> list[str]:
    return headlines(read(client, f"/{language}/search/?q={quote(asked)}"))


def fill(count: int, title: str = "Lake") -> list[Article]:
    """Publish stories called "Lake 1", "Lake 2" ..., the first one being the newest."""
    now, world = timezone.now(), make_category(slug="world")
    return [
        make_article(title=f"{title} {number}", category=world, published_at=now - timedelta(hours=number))
        for number in range(1, count + 1)
    ]


def field(page: BeautifulSoup) -> str:
    (found,) = page.select("main input[name=q]")
    return str(found.get("value", ""))


def test_search_asks_what_a_reader_looks_for_and_shows_nothing_yet(client: Client) -> None:
    fill(1)

    page = read(client, "/en/search/")

    assert text(page, "main label") == "What are you looking for?"
    (form,) = page.select("main form")
    assert (form["method"], form["action"]) == ("get", "/en/search/")
    assert headlines(page) == []
    assert page.select("main .empty, main .found, main .note") == []
    assert text(page, "title").startswith("Search — ")


@pytest.mark.parametrize(
    ("language", "title", "asked"),
    [
        ("en", "Lake level rises", "LEVEL"),
        ("ru", "Уровень озера растёт", "озер"),
        ("ru", "Ереван ждёт", "ЕРЕВАН"),
        ("hy", "Լճի մակարդակը", "ՄԱԿԱՐԴԱԿ"),
    ],
)
def test_a_word_is_found_in_any_case_and_in_any_place(
    client: Client, language: str, title: str, asked: str
) -> None:
    make_article(languages=(language,), title=title)
    make_article(languages=(language,))
    other = make_article(languages=(language,), title="—")
    assert other.version(language).is_live()

    assert title in found(client, asked, language)
    assert "—" not in found(client, asked, language)


def test_every_word_must_stand_in_the_title_or_the_lead(client: Client) -> None:
    story = make_article(title="Lake level rises")
    story.version("en").lead = "Nine centimetres in a year"
    story.save()
    make_article(title="Lake freezes")

    assert found(client, "lake centimetres") == found(client, "  YEAR\t rises ") == ["Lake level rises"]
    assert found(client, "lake drought") == []
    assert len(found(client, "lake")) == 2


def test_signs_around_a_word_are_not_looked_for(client: Client) -> None:
    make_article(title="Lake level rises")

    for asked in ('"lake"', "«lake», level.", "(lake)", "lake?", "“lake level”"):
        assert found(client, asked) == ["Lake level rises"], asked


def test_only_what_is_public_in_the_language_is_found(client: Client) -> None:
    make_article(title="Lake in English")
    make_article(title="Lake in Russian", languages=("ru",))
    make_article(title="Lake in a draft", state=State.DRAFT)
    make_article(title="Lake of tomorrow", published_at=timezone.now() + timedelta(days=1))

    assert found(client, "lake") == ["Lake in English"]
    assert found(client, "lake", "ru") == ["Lake in Russian"]
    assert found(client, "lake", "hy") == []


def test_the_stories_found_are_counted_and_paged_and_the_pages_keep_the_question(client: Client) -> None:
    fill(41, "Lake & sea")

    first = read(client, "/en/search/?q=sea+%26")
    second = read(client, "/en/search/?q=sea+%26&page=2")

    assert text(first, ".found") == text(second, ".found") == "41 stories found"
    assert headlines(first)[0] == "Lake & sea 1" and headlines(second)[0] == "Lake & sea 21"
    assert links(second, ".pagination a[rel]") == ["?q=sea+%26", "?q=sea+%26&page=3"]
    assert text(second, "title").startswith("sea & — Page 2 — Search — ")
    for number in ("1", "0", "4", "x"):
        read(client, f"/en/search/?q=sea&page={number}", status=404)
    read(client, "/en/search/?page=2", status=404)


def test_one_story_is_counted_as_one(client: Client) -> None:
    fill(1)

    assert text(read(client, "/en/search/?q=lake"), ".found") == "1 story found"


def test_a_search_in_vain_leads_to_the_sections(client: Client) -> None:
    make_category(slug="world", en="World")
    make_category(slug="sport", en="Sport")

    page = read(client, "/en/search/?q=lake")

    assert text(page, ".empty p").startswith("Nothing was found.")
    assert set(links(page, ".empty a")) == {"/en/world/", "/en/sport/"}
    assert field(page) == "lake"


def test_a_long_question_is_cut_with_a_word_about_it(client: Client) -> None:
    fill(1)

    exact = read(client, "/en/search/?q=" + "a" * 100)
    long = read(client, "/en/search/?q=" + "a" * 101)
    huge = read(client, "/en/search/?q=" + "lake+" * 2000)
    wordy = read(client, "/en/search/?q=l+a+k+e+1+la+ke+ak+nowhere")

    assert exact.select(".note") == [] and field(exact) == "a" * 100
    assert len(long.select(".note")) == 1 and field(long) == "a" * 100
    assert len(huge.select(".note")) == 1 and headlines(huge) == ["Lake 1"]
    assert len(wordy.select(".note")) == 1 and headlines(wordy) == ["Lake 1"]
    assert field(wordy) == "l a k e 1 la ke ak"  # what was looked for, and no more


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
@pytest.mark.parametrize(
    "asked",
    [
        *("%", "_", "%%%", "\\", "'", '"', "'; DROP TABLE articles_article; --", "\x00", "a\x00b", "\u202e"),
        *(
            '"><script>alert(1)</script>',
            "{{ 7|add:7 }}",
            "%s %(x)s",
            "[a-z",
            "(?=z)",
            "x" * 10_240,
            " , . ! ",
        ),
        *("\ud7ff\ue000", "👩‍👩‍👧", "AND OR NOT", "-", "\u200b", "\n\r\t"),
    ],
)
def test_whatever_is_typed_does_no_harm_and_finds_nothing(client: Client, asked: str, language: str) -> None:
    make_article(languages=("en", "ru", "hy"))

    page = read(client, f"/{language}/search/?q={quote(asked)}")

    assert headlines(page) == []
    assert [script for script in page.select("script") if "alert(1)" in script.text] == []
    assert "\u202e" not in page.get_text() and "\x00" not in page.get_text()
    assert Article.objects.count() == 1


def test_bytes_that_are_no_text_do_no_harm(client: Client) -> None:
    for asked in ("%ED%A0%80", "%FF%FE", "%C3", "%u0041"):
        read(client, f"/en/search/?q={asked}")
    read(client, "/en/search/?q=a&q=b&q[]=c")


def test_a_sign_is_found_as_itself(client: Client) -> None:
    make_article(title="Water rises by 9 % in a year")
    make_article(title="Water rises")

    assert found(client, "%") == ["Water rises by 9 % in a year"]
    assert found(client, "_") == []


def test_search_engines_follow_the_links_and_keep_no_page(client: Client) -> None:
    fill(1)

    for address in ("/en/search/", "/en/search/?q=lake"):
        page = read(client, address)
        robots = [str(meta["content"]) for meta in page.select("meta[name=robots]")]
        assert robots == ["noindex, follow"]
        assert page.select("link[rel=canonical], link[hreflang]") == []


def test_the_language_switch_asks_the_same_in_another_language(client: Client) -> None:
    page = read(client, "/en/search/?q=lake+%26+sea")

    assert links(page, ".languages a") == [f"/{code}/search/?q=lake+%26+sea" for code in ("en", "ru", "hy")]
    assert texts(page, ".languages__link--missing") == []
