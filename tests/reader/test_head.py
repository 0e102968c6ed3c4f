"""What the head of a page tells the services that show a link to it, property by property."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import Article
from categories.models import Category
from images.models import Image
from images.tasks import make_renditions
from reader.head import excerpt
from tests import factories
from tests.reader.paper import Paper
from tests.reader.reading import read, text

pytestmark = pytest.mark.django_db
every_language = pytest.mark.parametrize("language", ["en", "ru", "hy"])
SITE = "http://testserver"
LOCALES = {"en": "en_US", "ru": "ru_RU", "hy": "hy_AM"}
LOGO = f"{SITE}/static/icons/icon-512.png"


def properties(page: BeautifulSoup, attribute: str = "property") -> dict[str, list[str]]:
    """Return what the meta elements of a page say, by their name."""
    found: dict[str, list[str]] = {}
    for meta in page.select(f"head meta[{attribute}]"):
        found.setdefault(str(meta[attribute]), []).append(str(meta["content"]))
    return found


def named(page: BeautifulSoup) -> dict[str, list[str]]:
    return properties(page, "name")


def head_of(client: Client, story: Article, language: str = "en") -> dict[str, list[str]]:
    return properties(read(client, story.version(language).get_absolute_url()))


def make_lake(width: int = 1600, height: int = 1250) -> Image:
    picture = factories.make_image(width=width, height=height, en="A lake", ru="Озеро", hy="Լիճ")
    make_renditions.call(picture.pk)
    return Image.objects.get(pk=picture.pk)


def make_story(*languages: str) -> Article:
    factories.make_publication()
    return factories.make_article(
        languages=languages or ("en", "ru", "hy"),
        category=factories.make_category(slug="world"),
        authors=(factories.make_author(slug="anna"), factories.make_author(slug="david")),
        tags=(factories.make_tag(slug="water", en="Water", ru="Вода", hy="Ջուր"),),
        published_at=datetime(2026, 3, 1, 20, 5, tzinfo=UTC),
    )


@every_language
def test_a_story_says_everything_of_itself(client: Client, language: str) -> None:
    story = make_story()
    Article.objects.update(lead_image=make_lake())
    title = factories.TITLES[language]
    address = f"{SITE}{story.version(language).get_absolute_url()}"

    found = head_of(client, story, language)

    picture = found.pop("og:image")
    assert len(picture) == 1 and picture[0].startswith(f"{SITE}/media/") and picture[0].endswith(".jpg")
    assert found == {
        "og:type": ["article"],
        "og:site_name": [{"en": "Meridian", "ru": "Меридиан", "hy": "Մերիդիան"}[language]],
        "og:title": [title],
        "og:description": [title],  # its lead
        "og:url": [address],
        "og:locale": [LOCALES[language]],
        "og:locale:alternate": [LOCALES[code] for code in LOCALES if code != language],
        "og:image:type": ["image/jpeg"],
        "og:image:width": ["1200"],
        "og:image:height": ["630"],
        "og:image:alt": [{"en": "A lake", "ru": "Озеро", "hy": "Լիճ"}[language]],
        "article:published_time": ["2026-03-02T00:05:00+04:00"],
        "article:modified_time": ["2026-03-02T00:05:00+04:00"],
        "article:section": [{"en": "World", "ru": "Мир", "hy": "Աշխարհ"}[language]],
        "article:tag": [{"en": "Water", "ru": "Вода", "hy": "Ջուր"}[language]],
        "article:author": [f"{SITE}/{language}/authors/{slug}/" for slug in ("anna", "david")],
    }


@every_language
def test_search_engines_may_show_as_much_of_a_story_as_they_like(client: Client, language: str) -> None:
    page = read(client, make_story().version(language).get_absolute_url())

    assert named(page)["robots"] == ["max-image-preview:large, max-snippet:-1, max-video-preview:-1"]


@every_language
@pytest.mark.parametrize(
    ("path", "title", "description"),
    [
        ("", {"en": "Meridian — News in three languages"}, {"en": "News in three languages"}),
        ("world/", {"en": "World", "ru": "Мир", "hy": "Աշխարհ"}, {"en": "The world today"}),
        ("tags/water/", {"en": "Water", "ru": "Вода", "hy": "Ջուր"}, {"ru": "Новости на трех языках"}),
        ("authors/anna-petrosyan/", {"en": "Anna Petrosyan", "ru": "Анна Петросян"}, {}),
        ("pages/about/", {"en": "About us", "ru": "О нас", "hy": "Մեր մասին"}, {}),
    ],
)
def test_any_other_page_says_what_its_title_says(
    client: Client, paper: Paper, language: str, path: str, title: dict[str, str], description: dict[str, str]
) -> None:
    page = read(client, f"/{language}/{path}")

    found = properties(page)
    assert found["og:title"] == [title.get(language, found["og:title"][0])]
    assert text(page, "title").startswith(found["og:title"][0])
    assert found["og:description"] == named(page)["description"]
    assert found["og:description"] == [description.get(language, found["og:description"][0])]
    assert (found["og:type"], found["og:url"]) == (["website"], [f"{SITE}/{language}/{path}"])
    assert found["og:locale"] == [LOCALES[language]]
    assert found["og:locale:alternate"] == [LOCALES[code] for code in LOCALES if code != language]
    assert (found["og:image"], found["og:image:type"]) == ([LOGO], ["image/png"])
    assert found["og:image:width"] == found["og:image:height"] == ["512"]
    assert found["og:image:alt"] == found["og:site_name"]
    assert named(page)["twitter:card"] == ["summary"]
    assert not [name for name in found if name.startswith("article:")]


@every_language
def test_every_property_of_every_page_says_something(client: Client, paper: Paper, language: str) -> None:
    for address in paper.pages(language):
        page = read(client, address)
        said = {**properties(page), **named(page)}
        assert all(content.strip() for contents in said.values() for content in contents), address
        several = {name for name, contents in said.items() if len(contents) > 1}
        assert several <= {"og:locale:alternate", "article:tag", "article:author", "theme-color"}, address


@every_language
def test_a_page_that_is_not_there_is_not_shown_elsewhere(client: Client, paper: Paper, language: str) -> None:
    for address in paper.dead_ends(language):
        assert properties(read(client, address, status=404)) == {}, address


def test_only_versions_that_can_be_read_are_announced(client: Client) -> None:
    story = make_story("en", "ru", "hy")
    workflow.back_to_draft(story.version("hy"), by=None)
    workflow.back_to_draft(story.version("ru"), by=None)
    workflow.schedule(story.version("ru"), at=timezone.now() + timedelta(days=1), by=None)

    assert "og:locale:alternate" not in head_of(client, story)


def test_a_story_without_a_picture_or_with_a_tiny_one_shows_the_paper_s_sign(client: Client) -> None:
    story = make_story()
    low = factories.make_image(width=1000, height=40)
    for picture in (None, make_lake(64, 36), make_lake(1000, 40), low):
        Article.objects.update(lead_image=picture)
        page = read(client, story.get_absolute_url())
        assert properties(page)["og:image"] == [LOGO]
        assert named(page)["twitter:card"] == ["summary"]


def test_a_story_shows_the_original_picture_until_its_renditions_are_made(client: Client) -> None:
    story, picture = make_story(), factories.make_image(width=800, height=600)
    Article.objects.update(lead_image=picture)

    page = read(client, story.get_absolute_url())

    assert properties(page)["og:image"] == [f"{SITE}{picture.file.url}"]
    assert properties(page)["og:image:width"] == ["800"]
    assert named(page)["twitter:card"] == ["summary_large_image"]


def test_the_picture_of_a_link_can_be_fetched_and_has_the_size_that_was_said(client: Client) -> None:
    story = make_story()
    Article.objects.update(lead_image=make_lake())

    address = head_of(client, story)["og:image"][0].removeprefix(SITE)

    with closing(client.get(address)) as file:
        assert file["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("https://x.com/meridian", ["@meridian"]),
        ("https://www.twitter.com/Meridian_AM/?lang=en", ["@Meridian_AM"]),
        ("https://x.com/i/communities/12", None),
        ("https://x.com.example/meridian", None),
        ("https://x.com/", None),
        ("", None),
    ],
)
def test_the_account_on_x_is_named(client: Client, address: str, account: list[str] | None) -> None:
    factories.make_publication(x_url=address)

    assert named(read(client, "/en/")).get("twitter:site") == account
    assert named(read(client, factories.make_article().get_absolute_url())).get("twitter:site") == account


def test_authors_are_named_to_the_fediverse_by_their_accounts(client: Client) -> None:
    anna, boris, silent = (factories.make_author() for _ in range(3))
    anna.fediverse, boris.fediverse = "@anna@social.example", "@boris@news.example"
    anna.save()
    boris.save()
    story = factories.make_article(authors=(anna, silent, boris))

    page = read(client, story.get_absolute_url())

    assert named(page)["fediverse:creator"] == ["@anna@social.example", "@boris@news.example"]
    assert "fediverse:creator" not in named(read(client, "/en/"))


@pytest.mark.parametrize(
    ("address", "app"),
    [
        ("https://apps.apple.com/am/app/meridian/id1234567890", ["app-id=1234567890"]),
        ("https://apps.apple.com/app/id12?mt=8", ["app-id=12"]),
        ("https://apps.apple.com/meridian", None),
        ("https://apps.apple.com/idea12", None),
    ],
)
def test_the_app_is_offered_when_its_number_is_known(
    client: Client, address: str, app: list[str] | None
) -> None:
    factories.make_publication(app_store_url=address)

    assert named(read(client, "/en/")).get("apple-itunes-app") == app


def test_a_story_s_time_of_change_is_that_over_its_text(client: Client) -> None:
    story = make_story()
    story.version("en").body = "<p>Twelve centimetres.</p>"
    factories.save_and_publish(story, ["body_en"], now=datetime(2026, 4, 1, 10, 0, tzinfo=UTC))

    assert head_of(client, story)["article:modified_time"] == ["2026-04-01T14:00:00+04:00"]
    assert head_of(client, story, "ru")["article:modified_time"] == ["2026-03-02T00:05:00+04:00"]


def test_a_story_is_described_by_its_description_else_its_lead_else_its_beginning(client: Client) -> None:
    story = make_story("en")
    version = story.version("en")

    def description() -> list[str]:
        story.save()
        page = read(client, story.get_absolute_url())
        assert properties(page)["og:description"] == named(page)["description"]
        return named(page)["description"]

    version.seo_description, version.lead = "For search engines", "The lead"
    version.body = "<h2>Water &amp; ice</h2><p>It <b>ro</b>se &lt; 9 cm.</p>"
    assert description() == ["For search engines"]
    version.seo_description = ""
    assert description() == ["The lead"]
    version.lead = ""
    assert description() == ["Water & ice It rose < 9 cm."]


def test_a_long_description_is_cut_between_words(client: Client) -> None:
    Category.objects.filter(pk=factories.make_category(slug="world").pk).update(
        description_en="The lake, " * 20
    )

    [description] = named(read(client, "/en/world/"))["description"]

    assert description == "The lake, " * 15 + "The lake…"
    assert len(description) <= 160


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("one two", "one two"),
        (" one\n two ", "one two"),
        ("one two three", "one two…"),
        ("one, two-three", "one…"),
        ("onetwothree", "onetwoth…"),
        ("onetwo th", "onetwo th"),
        ("onetwoth ree", "onetwoth…"),
        ("", ""),
    ],
)
def test_an_excerpt_ends_with_a_whole_word(typed: str, cut: str) -> None:
    assert excerpt(typed, longest=9) == cut
