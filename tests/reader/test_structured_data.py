"""What search engines are told in linked data: the story, the way to it, and the paper."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db.models import Value
from django.template import Context, Template
from django.test import Client

from articles import workflow
from articles.models import Article
from images.models import Image
from images.tasks import make_renditions
from tests import factories
from tests.reader.paper import LANGUAGES, Paper
from tests.reader.reading import document, read

pytestmark = pytest.mark.django_db
every_language = pytest.mark.parametrize("language", LANGUAGES)
SITE = "http://testserver"
NAMES = {"en": "Meridian", "ru": "Меридиан", "hy": "Մերիդիան"}
SECTIONS = {"en": "World", "ru": "Мир", "hy": "Աշխարհ"}
PUBLISHED = datetime(2025, 12, 31, 20, 5, tzinfo=UTC)  # in Yerevan it is 2026 already
HOSTILE = "</script><script>alert(1)</script><!-- &amp; \u2028 \u2029 \"'\\"


def data_of(page: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """Return the linked data of a page by its type."""
    blocks = [
        json.loads(str(block.string)) for block in page.select("head script[type='application/ld+json']")
    ]
    assert all(block["@context"] == "https://schema.org" for block in blocks)
    found = {block["@type"]: block for block in blocks}
    assert len(found) == len(blocks)
    return found


def article_data(client: Client, story: Article, language: str = "en") -> dict[str, Any]:
    return data_of(read(client, story.version(language).get_absolute_url()))["NewsArticle"]


def publisher(language: str) -> dict[str, Any]:
    logo = f"{SITE}/static/icons/icon-512.png"
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{SITE}/#publisher",
        "name": NAMES[language],
        "url": f"{SITE}/",
        "logo": {"@type": "ImageObject", "url": logo, "contentUrl": logo, "width": 512, "height": 512},
    }


def make_story(*languages: str, **facts: Any) -> Article:
    factories.make_publication()
    return factories.make_article(
        languages=languages or LANGUAGES,
        category=factories.make_category(slug="world"),
        published_at=PUBLISHED,
        **facts,
    )


def make_picture(width: int = 1600, height: int = 1250, **facts: str) -> Image:
    picture = factories.make_image(width=width, height=height, **facts)
    make_renditions.call(picture.pk)
    return Image.objects.get(pk=picture.pk)


def translations(story: Article, language: str) -> dict[str, Any]:
    """Return what a version of a story that was written in English first says of its other versions."""
    urls = {code: f"{SITE}{story.version(code).get_absolute_url()}#article" for code in LANGUAGES}
    if language == "en":
        return {"workTranslation": [{"@id": urls["ru"]}, {"@id": urls["hy"]}]}
    return {"translationOfWork": {"@id": urls["en"]}}


@every_language
def test_a_story_has_every_field(client: Client, language: str) -> None:
    story = make_story(authors=(factories.make_author(slug="anna", en="Anna", ru="Анна", hy="Աննա"),))
    address = f"{SITE}{story.version(language).get_absolute_url()}"

    found = article_data(client, story, language)

    author = {"en": "Anna", "ru": "Анна", "hy": "Աննա"}[language]
    assert found == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{address}#article",
        "mainEntityOfPage": address,
        "headline": factories.TITLES[language],
        "description": factories.TITLES[language],  # its lead
        "inLanguage": language,
        "datePublished": "2026-01-01T00:05:00+04:00",
        "dateModified": "2026-01-01T00:05:00+04:00",
        "author": [{"@type": "Person", "name": author, "url": f"{SITE}/{language}/authors/anna/"}],
        "publisher": publisher(language),
        "image": [],
        "articleSection": SECTIONS[language],
        "isAccessibleForFree": True,
        "copyrightYear": 2026,
        **translations(story, language),
    }


@every_language
def test_the_way_to_a_story_leads_through_its_section(client: Client, language: str) -> None:
    story = make_story()
    address = story.version(language).get_absolute_url()

    trail = data_of(read(client, address))["BreadcrumbList"]

    steps = [(step["position"], step["name"], step["item"]) for step in trail["itemListElement"]]
    assert {step["@type"] for step in trail["itemListElement"]} == {"ListItem"}
    assert steps == [
        (1, NAMES[language], f"{SITE}/{language}/"),
        (2, SECTIONS[language], f"{SITE}/{language}/world/"),
        (3, factories.TITLES[language], f"{SITE}{address}"),
    ]


@every_language
def test_the_home_page_tells_who_publishes_and_where_else(client: Client, language: str) -> None:
    channels = {"x_url": "https://x.com/meridian", "telegram_url": "https://t.me/meridian"}
    factories.make_publication(app_store_url="https://apps.apple.com/app/id1", **channels)

    found = data_of(read(client, f"/{language}/"))

    said = {"@context": "https://schema.org", **publisher(language), "sameAs": list(channels.values())}
    assert found == {"NewsMediaOrganization": said}


def test_a_paper_without_channels_is_nowhere_else(client: Client) -> None:
    factories.make_publication(app_store_url="https://apps.apple.com/app/id1")

    assert "sameAs" not in data_of(read(client, "/en/"))["NewsMediaOrganization"]


@every_language
def test_each_kind_of_page_has_its_own_data_and_no_other(client: Client, paper: Paper, language: str) -> None:
    kinds = {
        f"/{language}/": {"NewsMediaOrganization"},
        paper.article.version(language).get_absolute_url(): {"NewsArticle", "BreadcrumbList"},
    }
    for address in paper.pages(language):
        assert set(data_of(read(client, address))) == kinds.get(address, set()), address
    for address in paper.dead_ends(language):
        assert data_of(read(client, address, status=404)) == {}, address


def test_a_story_that_nobody_signs_is_by_the_paper(client: Client) -> None:
    assert article_data(client, make_story())["author"] == [publisher("en")]


def test_only_versions_that_can_be_read_are_translations(client: Client) -> None:
    story = make_story("ru", "en", "hy")
    workflow.back_to_draft(story.version("hy"), by=None)
    english = f"{SITE}{story.version('en').get_absolute_url()}#article"
    assert article_data(client, story, "ru")["workTranslation"] == [{"@id": english}]

    workflow.back_to_draft(story.version("ru"), by=None)

    assert {"workTranslation", "translationOfWork"}.isdisjoint(article_data(client, story))


def test_the_source_is_named(client: Client) -> None:
    story = make_story(source_name="Lake Agency", source_url="https://agency.example/lake")
    work = {"@type": "CreativeWork", "name": "Lake Agency"}
    assert article_data(client, story)["isBasedOn"] == {**work, "url": "https://agency.example/lake"}

    Article.objects.update(source_url="")
    assert article_data(client, story)["isBasedOn"] == work

    Article.objects.update(source_name="")
    assert "isBasedOn" not in article_data(client, story)


def test_the_picture_is_offered_in_three_crops_with_its_credit(client: Client) -> None:
    picture = make_picture(credit="Aram")
    story = make_story(lead_image=picture)

    images = article_data(client, story)["image"]

    assert [(image["width"], image["height"]) for image in images] == [(1280, 720), (1200, 900), (1200, 1200)]
    for image in images:
        assert (image["@type"], image["creditText"], image["copyrightNotice"]) == (
            "ImageObject",
            "Aram",
            "Aram",
        )
        assert image["url"] == image["contentUrl"]
        with closing(client.get(image["url"].removeprefix(SITE))) as file:
            assert file["Content-Type"] == "image/jpeg"


def test_a_picture_says_what_is_known_of_its_rights(client: Client) -> None:
    story = make_story(lead_image=make_picture(400, 300, credit=""))
    assert {"creditText", "copyrightNotice"}.isdisjoint(article_data(client, story)["image"][0])

    Image.objects.update(rights="CC BY 4.0")
    [image, *_others] = article_data(client, story)["image"]
    assert image["copyrightNotice"] == "CC BY 4.0" and "creditText" not in image


@pytest.mark.parametrize(
    ("size", "crops"),
    [
        ((320, 240), [(320, 180), (320, 240), (240, 240)]),
        ((250, 250), [(250, 250)]),  # the others have fewer than 50,000 pixels
        ((200, 200), []),
    ],
)
def test_crops_that_are_too_small_are_not_offered(
    client: Client, size: tuple[int, int], crops: list[tuple[int, int]]
) -> None:
    images = article_data(client, make_story(lead_image=make_picture(*size)))["image"]

    assert [(image["width"], image["height"]) for image in images] == crops


def test_the_original_is_offered_until_there_are_crops(client: Client) -> None:
    picture = factories.make_image(width=400, height=300)

    [image] = article_data(client, make_story(lead_image=picture))["image"]

    assert image["url"] == f"{SITE}{picture.file.url}"
    assert (image["width"], image["height"]) == (400, 300)


def test_only_an_editorial_change_moves_the_date_of_change(client: Client) -> None:
    story = make_story()
    out = article_data(client, story)["dateModified"]

    story.tags.add(factories.make_tag())
    story.bylines.create(author=factories.make_author(), position=0)
    story.source_name = "Lake Agency"
    factories.save_and_publish(story, ["source_name"])
    story.version("ru").body = "<p>Двенадцать.</p>"
    factories.save_and_publish(story, ["body_ru"])
    workflow.back_to_draft(story.version("en"), by=None)
    workflow.publish(story.version("en"), by=None)
    assert article_data(client, story)["dateModified"] == out

    story.version("en").body = "<p>Twelve.</p>"
    factories.save_and_publish(story, ["body_en"], now=PUBLISHED + timedelta(days=1))

    changed = article_data(client, story)
    assert changed["dateModified"] == "2026-01-02T00:05:00+04:00"
    assert changed["datePublished"] == out


@every_language
def test_the_marked_up_dates_are_those_a_reader_sees(client: Client, language: str) -> None:
    story = make_story()
    story.version(language).lead = "—"
    factories.save_and_publish(story, [f"lead_{language}"], now=PUBLISHED + timedelta(days=1))

    page = read(client, story.version(language).get_absolute_url())

    data = data_of(page)["NewsArticle"]
    seen = [str(time["datetime"]) for time in page.select(".byline__times time")]
    assert seen == [data["datePublished"], data["dateModified"]]


def test_a_hostile_headline_is_mere_data(client: Client) -> None:
    story = make_story()
    Article.objects.update(title_en=Value(HOSTILE))  # around the model, which would clean it

    content = client.get(story.get_absolute_url()).content

    page = document(content)
    found = data_of(page)
    assert (
        found["NewsArticle"]["headline"] == found["BreadcrumbList"]["itemListElement"][2]["name"] == HOSTILE
    )
    blocks = page.select("script:not([src])")
    assert len(blocks) == 2
    assert not [sign for sign in "<>&\u2028\u2029" for block in blocks if sign in str(block.string)]
    assert b"alert(1)</script>" not in content


@pytest.mark.parametrize("sign", ["<", ">", "&", "\u2028", "\u2029"])
def test_a_sign_that_could_end_the_block_is_written_by_its_number(sign: str) -> None:
    printed = Template("{% load head %}{% json_ld data %}").render(Context({"data": {"a": f"x{sign}y"}}))

    block = f'{{"a":"x\\u{ord(sign):04X}y"}}'
    assert printed == f'<script type="application/ld+json">{block}</script>'
    assert json.loads(block) == {"a": f"x{sign}y"}


def test_other_letters_are_written_as_they_are() -> None:
    printed = Template("{% load head %}{% json_ld data %}").render(Context({"data": {"a": "Լիճ «Ё»"}}))

    assert '{"a":"Լիճ «Ё»"}' in printed
