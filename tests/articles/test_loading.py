"""What the querysets load is what a page shows: reading it asks the database nothing more."""

from __future__ import annotations

import pytest
from django.contrib.admin import site
from django.template.loader import render_to_string
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from articles.states import Standing, State
from desk.article.listing import ArticleListing, standing_of
from images.models import Image
from images.renditions import RECIPE
from languages.columns import phrase
from tests.articles.rows import put
from tests.factories import TITLES, make_article, make_image

pytestmark = pytest.mark.django_db


def make_stories(count: int) -> None:
    image = make_image(width=1600, height=900, en="A lake", ru="Озеро")
    for _ in range(count):
        make_article(languages=("en", "ru"), lead_image=image)
    Image.objects.update(rendered_by=RECIPE)


@pytest.mark.parametrize("count", [1, 20])
def test_cards_are_printed_from_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_stories(count)
    with translation.override("ru"), django_assert_num_queries(1):
        context = {"level": 2, "look": "lead", "sizes": "100vw", "kicker": True}
        printed = [
            render_to_string("components/card.html", {**context, "story": story})
            for story in Article.objects.live().cards()
        ]
    assert len(printed) == count
    assert TITLES["ru"] in printed[0] and "Мир" in printed[0] and 'type="image/avif"' in printed[0]


def test_cards_of_another_language_are_loaded_whatever_is_active(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_stories(1)
    with django_assert_num_queries(1):
        story = Article.objects.live("ru").cards("ru").get()
        version = story.version("ru")
        assert (version.title, version.lead) == (TITLES["ru"], TITLES["ru"])
        assert version.published_at is not None
        assert version.get_absolute_url().startswith("/ru/section-")


def test_cards_load_neither_bodies_nor_other_languages() -> None:
    make_stories(1)
    left_out = Article.objects.cards("ru").get().get_deferred_fields()
    assert {"body_ru", "body_en", "title_en", "lead_hy", "title", "body"} <= left_out


def read_whole(story: Article, language: str) -> None:
    """Look at everything that the page of an article shows of it."""
    here = story.version(language)
    assert here.title and here.body and here.lead
    assert not (here.seo_title or here.seo_description or here.was_revised())
    assert (story.kind, story.source_name, story.source_url) == ("news", "", "")
    for version in story.versions():  # the language switch and the links to translations
        assert version.is_live() is (version.language != "hy")
        assert version.get_absolute_url().startswith(f"/{version.language}/section-")
    assert str(story) == TITLES[language]
    assert phrase(story.category, "name") and not phrase(story.category, "description")
    assert story.lead_image is not None
    assert story.lead_image.rights == ""
    printed = render_to_string("components/caption.html", {"image": story.lead_image})
    assert "Meridian" in printed


@pytest.mark.parametrize("count", [1, 20])
def test_a_story_is_read_from_one_query_with_its_language_switch(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_stories(count)
    with translation.override("ru"), django_assert_num_queries(1):
        for story in Article.objects.live_anywhere().for_reading():
            read_whole(story, "ru")


def test_a_story_is_loaded_without_the_bodies_of_other_languages() -> None:
    make_stories(1)
    left_out = Article.objects.for_reading("ru").get().get_deferred_fields()
    assert {"body_en", "lead_en", "body_hy", "body"} <= left_out
    assert "body_ru" not in left_out


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_the_desk_shows_its_rows_from_one_query(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_stories(count)
    listing = ArticleListing(Article, site)
    with django_assert_num_queries(1):
        for story in Article.objects.with_states():
            assert "<img" in listing.picture(story)
            assert listing.headline(story) == TITLES["en"]
            shown = "".join(standing_of(version) for version in story.versions())
            assert "Published" in shown and "Missing" in shown and "World" in listing.section(story)
            assert listing.newest_publication(story)
            assert str(story.category) == "World"


def test_the_list_tells_a_text_without_title_from_nothing_without_loading_texts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    put(article, "en", title=None)
    put(article, "ru", title=None, body="")
    with django_assert_num_queries(1):
        listed = Article.objects.with_states().get()
        standings = [version.standing() for version in listed.versions()]
    assert standings == [Standing.DRAFT, Standing.MISSING, Standing.MISSING]
    assert {"body_en", "body_ru", "body_hy"} <= listed.get_deferred_fields()


def test_a_story_written_in_no_language_can_still_be_listed() -> None:
    put(make_article(state=State.DRAFT), "en", title="", body="")
    assert str(Article.objects.with_states().get()) == "Untitled"
