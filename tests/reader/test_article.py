from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from articles.models import Article, Correction, RelatedArticle
from tests.factories import make_article, make_author, make_category, make_image, make_tag, set_translated
from tests.reader.reading import headlines, links, read, text, texts

pytestmark = pytest.mark.django_db


def page_of(client: Client, story: Article, language: str = "en") -> BeautifulSoup:
    return read(client, story.version(language).get_absolute_url())


def relate(story: Article, *others: Article) -> None:
    for position, other in enumerate(others):
        RelatedArticle.objects.create(article=story, related=other, position=position)


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        ("en", "Lake level rises for the third year", "The water rose by nine centimetres."),
        ("ru", "Уровень озера растет третий год подряд", "Вода поднялась на девять сантиметров."),
        ("hy", "Լճի մակարդակը բարձրանում է երրորդ տարին", "Ջուրը բարձրացել է ինը սանտիմետրով։"),
    ],
)
def test_a_story_is_read_in_each_of_its_languages(
    client: Client, language: str, title: str, body: str
) -> None:
    page = page_of(client, make_article(languages=("en", "ru", "hy")), language)

    assert text(page, "h1") == title
    assert text(page, ".article__lead") == title
    assert text(page, ".prose") == body
    assert text(page, "title").startswith(f"{title} — ")


def test_formatting_is_shown_as_typed(client: Client) -> None:
    typed = (
        '<h2>Why</h2><p>A <strong>very</strong> <a href="https://a.example/" rel="noopener">long</a> way</p>'
        "<ul><li><p>one</p></li></ul><blockquote><p>Said</p></blockquote>"
    )
    story = make_article()
    story.version("en").body = typed
    story.save()

    prose = page_of(client, story).select_one(".prose")

    assert prose is not None and prose.decode_contents() == typed


def test_the_names_over_a_story_stand_in_order_and_lead_to_their_pages(client: Client) -> None:
    anna = make_author(slug="anna", en="Anna Petrosyan")
    david, elena = make_author(slug="david", en="David Lloyd"), make_author(slug="elena", en="Elena Sokolova")
    page = page_of(client, make_article(authors=(david, anna, elena)))

    assert texts(page, ".byline__authors a") == ["David Lloyd", "Anna Petrosyan", "Elena Sokolova"]
    assert links(page, ".byline__authors a") == [
        "/en/authors/david/",
        "/en/authors/anna/",
        "/en/authors/elena/",
    ]


def test_the_first_author_is_seen(client: Client) -> None:
    anna, david = make_author(), make_author()
    anna.picture = make_image()
    anna.save()

    with_picture, without = make_article(authors=(anna, david)), make_article(authors=(david, anna))

    assert len(page_of(client, with_picture).select(".byline__portrait img[alt='']")) == 1
    assert page_of(client, without).select(".byline__portrait") == []


def test_an_unsigned_story_names_nobody(client: Client) -> None:
    assert page_of(client, make_article()).select(".byline__authors") == []


def test_a_story_says_when_it_came_out_in_the_paper_s_own_time(client: Client) -> None:
    story = make_article(languages=("en", "ru"), published_at=datetime(2026, 3, 1, 20, 5, tzinfo=UTC))

    time = page_of(client, story).select_one(".byline__times time")

    assert time is not None and time["datetime"] == "2026-03-02T00:05:00+04:00"
    assert text(page_of(client, story), ".byline__times time") == "2 March 2026, 00:05"
    assert text(page_of(client, story, "ru"), ".byline__times time") == "2 марта 2026, 00:05"


def test_a_story_says_when_it_was_changed_after_it_came_out(client: Client) -> None:
    story = make_article(published_at=timezone.now() - timedelta(days=2))
    assert page_of(client, story).select(".byline__updated") == []

    story.version("en").updated_at = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)
    story.version("en").published_at = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
    story.save()

    assert text(page_of(client, story), ".byline__updated") == "Updated 1 November 2026, 14:00"


def test_a_story_leads_to_its_section_and_its_topics(client: Client) -> None:
    world = make_category(slug="world", en="World")
    water, ice = make_tag(slug="water", en="Water"), make_tag(slug="ice", en="Ice")

    page = page_of(client, make_article(category=world, tags=(water, ice)))

    assert (links(page, ".article .kicker a"), text(page, ".article .kicker")) == (["/en/world/"], "World")
    assert dict(zip(links(page, ".tags a"), texts(page, ".tags a"), strict=True)) == {
        "/en/tags/water/": "Water",
        "/en/tags/ice/": "Ice",
    }


def test_topics_stand_in_the_order_in_which_they_were_put(client: Client) -> None:
    story = make_article()
    for name in ("water", "ice", "lakes"):
        story.tags.add(make_tag(slug=name, en=name.title()))

    assert texts(page_of(client, story), ".tags a") == ["Water", "Ice", "Lakes"]


def test_a_source_is_named_and_linked_when_it_has_an_address(client: Client) -> None:
    linked = make_article(source_name="Lake Agency", source_url="https://agency.example/1")
    named = make_article(source_name="Lake Agency")

    assert links(page_of(client, linked), ".article__source a") == ["https://agency.example/1"]
    assert text(page_of(client, named), ".article__source") == "Source: Lake Agency"
    assert page_of(client, named).select(".article__source a") == []
    assert page_of(client, make_article()).select(".article__source") == []


def test_corrections_are_shown_where_they_are_written(client: Client) -> None:
    story = make_article(languages=("en", "ru"))
    both, english = Correction(article=story), Correction(article=story, kind="clarification")
    set_translated(both, "text", en="Nine, not ten.", ru="Девять, а не десять.")
    set_translated(english, "text", en="It is a lake.")
    both.save()
    english.save()

    assert texts(page_of(client, story), ".correction > p:last-child") == ["Nine, not ten.", "It is a lake."]
    assert texts(page_of(client, story, "ru"), ".correction > p:last-child") == ["Девять, а не десять."]
    assert text(page_of(client, story), ".correction__kind").startswith("Correction · ")


def test_related_stories_stand_in_the_editor_s_order(client: Client) -> None:
    third, first, second = (make_article(title=title) for title in ("Third", "First", "Second"))
    story = make_article()
    relate(story, first, second, third)

    related = "section[aria-labelledby=related]"
    assert headlines(page_of(client, story), related) == ["First", "Second", "Third"]
    assert page_of(client, first).select(related) == []


def test_related_stories_that_cannot_be_read_leave_their_place_to_others(client: Client) -> None:
    hidden = (make_article(languages=("ru",)), make_article(state="draft"))
    shown = [make_article(title=f"Readable {number}") for number in range(5)]
    story = make_article()
    relate(story, *hidden, *shown)

    found = headlines(page_of(client, story), "section[aria-labelledby=related]")

    assert found == ["Readable 0", "Readable 1", "Readable 2", "Readable 3"]


def test_more_of_the_section_follows_without_the_story_itself_or_what_stands_above(client: Client) -> None:
    world, now = make_category(slug="world", en="World"), timezone.now()
    story, related, other = (
        make_article(title=title, category=world, published_at=now - timedelta(hours=hours))
        for hours, title in enumerate(("This", "Related", "Other"), start=1)
    )
    relate(story, related)
    make_article(title="From elsewhere")

    page = page_of(client, story)

    assert headlines(page, "[aria-labelledby=section-world]") == ["Other"]
    assert text(page, "#section-world") == "World"
    assert headlines(page_of(client, other), "[aria-labelledby=section-world]") == ["This", "Related"]


def test_search_engines_get_their_own_title_and_description_when_there_are_any(client: Client) -> None:
    story = make_article()
    described = page_of(client, story).select_one("meta[name=description]")
    assert described is not None and described["content"] == "Lake level rises for the third year"

    version = story.version("en")
    version.seo_title, version.seo_description = "Lake up again", "Nine centimetres in a year."
    story.save()
    page = page_of(client, story)

    assert text(page, "title").startswith("Lake up again — ")
    assert text(page, "h1") == "Lake level rises for the third year"
    described = page.select_one("meta[name=description]")
    assert described is not None and described["content"] == "Nine centimetres in a year."


def test_a_story_says_in_which_languages_it_can_be_read(client: Client) -> None:
    story = make_article(languages=("en", "ru"), category=make_category(slug="world"))

    page = page_of(client, story)

    assert texts(page, ".read-in a") == ["Русский"]
    assert links(page, ".read-in a") == [story.version("ru").get_absolute_url()]
    assert text(page, ".read-in__missing") == "Հայերեն — not translated yet"
