"""A paper with something of everything, and the addresses of all its public pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from articles.models import Article, Correction, RelatedArticle
from authors.models import Author
from categories.models import Category
from images.models import Image
from publication.models import Page
from tests import factories

LANGUAGES = ("en", "ru", "hy")
SOUGHT = {"en": "lake", "ru": "озера", "hy": "լճի"}  # words of the titles of factories
STORIES = 22  # two pages of a list


@dataclass(frozen=True)
class Paper:
    """The things of the paper whose pages readers open."""

    article: Article
    english_only: Article
    category: Category
    author: Author
    page: Page

    def pages(self, language: str) -> list[str]:
        """Return an address for every kind of page that answers 200."""
        return [
            f"/{language}/",
            f"/{language}/world/",
            f"/{language}/world/?page=2",
            self.article.version(language).get_absolute_url(),
            f"/{language}/authors/anna-petrosyan/",
            f"/{language}/authors/anna-petrosyan/?page=2",
            f"/{language}/tags/water/",
            f"/{language}/tags/water/?page=2",
            f"/{language}/pages/about/",
            f"/{language}/archive/{factories.day_of(self.article, language)}/",
            f"/{language}/search/",
            f"/{language}/search/?q={SOUGHT[language]}",
            f"/{language}/search/?q={SOUGHT[language]}&page=2",
        ]

    def dead_ends(self, language: str) -> list[str]:
        """Return addresses that answer 404; of the stories among them one exists in English only."""
        missing = [] if language == "en" else [f"/{language}/world/{self.english_only.pk}-lake/"]
        return [f"/{language}/nothing/of/the/kind/", f"/{language}/nowhere/", *missing]


def make_paper() -> Paper:
    publish_masthead()
    category = factories.make_category(slug="world")
    describe(category)
    author, picture = make_signature(), make_picture()
    tags = (
        factories.make_tag(slug="water", en="Water", ru="Вода", hy="Ջուր"),
        factories.make_tag(slug="climate"),
    )
    shared: dict[str, Any] = {
        "category": category,
        "authors": (author, factories.make_author()),
        "tags": tags,
    }
    earlier = timezone.now() - timedelta(hours=2)
    stories = [
        factories.make_article(
            languages=LANGUAGES, lead_image=picture, kind=kind, published_at=earlier, **shared
        )
        for kind in ("news", "photo", "video", "opinion")
    ]
    factories.make_more(stories[0], STORIES - 5)
    story = factories.make_article(languages=LANGUAGES, lead_image=picture, **shared)
    for position, other in enumerate(stories):
        RelatedArticle.objects.create(article=story, related=other, position=position)
    story.source_name, story.source_url = "Lake Agency", "https://agency.example/lake"
    story.save()
    correct(story)
    page = factories.make_page(slug="about", en="About us", ru="О нас", hy="Մեր մասին")
    return Paper(story, factories.make_article(**shared), category, author, page)


def publish_masthead() -> None:
    publication = factories.make_publication(
        x_url="https://x.com/meridian", app_store_url="https://apps.apple.com/meridian"
    )
    texts = {"en": "News in three languages", "ru": "Новости на трех языках", "hy": "Լուրեր երեք լեզվով"}
    for field in ("tagline", "footer_notice"):
        factories.set_translated(publication, field, **texts)
    publication.save()


def describe(category: Category) -> None:
    factories.set_translated(
        category, "description", en="The world today", ru="Мир сегодня", hy="Աշխարհն այսօր"
    )
    category.save()


def make_signature() -> Author:
    """Make an author with a portrait, a role and a biography, in English only."""
    author = factories.make_author(slug="anna-petrosyan")
    author.picture = factories.make_image()
    factories.set_translated(author, "role", en="World editor")
    factories.set_translated(author, "biography", en="Writes about water.")
    author.save()
    return author


def make_picture() -> Image:
    picture = factories.make_image(en="A lake", ru="Озеро", hy="Լիճ")
    factories.set_translated(picture, "caption", en="The lake at dawn", ru="Озеро на рассвете")
    picture.save()
    return picture


def correct(article: Article) -> Correction:
    correction = Correction(article=article)
    factories.set_translated(
        correction, "text", en="It was nine, not ten.", ru="Девять, а не десять.", hy="Ինը, ոչ թե տասը։"
    )
    correction.save()
    return correction
