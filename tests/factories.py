"""Test data as plain functions: what a test does not name gets a believable value."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pillow

from articles import workflow
from articles.models import Article, Byline, Tag
from articles.models.tag import TaggedArticle
from articles.states import State
from articles.writing import save_changes
from authors.models import Author
from categories.models import Category
from images.models import Image
from languages.columns import column
from publication.models import ONLY_ROW, Page, Publication

number = count(1)

TITLES = {
    "en": "Lake level rises for the third year",
    "ru": "Уровень озера растет третий год подряд",
    "hy": "Լճի մակարդակը բարձրանում է երրորդ տարին",
}
BODIES = {
    "en": "<p>The water rose by nine centimetres.</p>",
    "ru": "<p>Вода поднялась на девять сантиметров.</p>",
    "hy": "<p>Ջուրը բարձրացել է ինը սանտիմետրով։</p>",
}


def set_translated(thing: Any, field: str, **texts: str) -> None:
    """Set a translated field: set_translated(category, "name", en="World", ru="Мир")."""
    for code, text in texts.items():
        setattr(thing, column(field, code), text)


def make_category(*, slug: str = "", position: int = 0, **names: str) -> Category:
    slug = slug or f"section-{next(number)}"
    category = Category(slug=slug, position=position)
    set_translated(category, "name", **(names or {"en": "World", "ru": "Мир", "hy": "Աշխարհ"}))
    category.save()
    return category


def make_author(*, slug: str = "", **names: str) -> Author:
    author = Author(slug=slug or f"author-{next(number)}")
    set_translated(author, "name", **(names or {"en": "Anna Petrosyan", "ru": "Анна Петросян"}))
    author.save()
    return author


def make_tag(*, slug: str = "", **names: str) -> Tag:
    tag = Tag(slug=slug)
    set_translated(tag, "name", **(names or {"en": f"Topic {next(number)}"}))
    tag.save()
    return tag


def jpeg(width: int = 64, height: int = 36) -> bytes:
    buffer = BytesIO()
    Pillow.new("RGB", (width, height), "teal").save(buffer, "JPEG")
    return buffer.getvalue()


def make_image(*, width: int = 64, height: int = 36, credit: str = "Meridian", **alts: str) -> Image:
    image = Image(credit=credit)
    set_translated(image, "alt", **(alts or {"en": "A teal square"}))
    image.file.save("picture.jpg", ContentFile(jpeg(width, height)), save=False)
    image.save()
    return image


def make_article(
    *,
    languages: tuple[str, ...] = ("en",),
    state: str = State.PUBLISHED,
    published_at: datetime | None = None,
    title: str = "",
    category: Category | None = None,
    authors: tuple[Author, ...] = (),
    tags: tuple[Tag, ...] = (),
    **facts: Any,
) -> Article:
    """Make an article written in some languages, all in one state; published an hour ago by default.

    The first of the languages is the original's, and the others were translated from its text.
    """
    facts = {"original_language": languages[0], **facts}
    article = Article(category=category or make_category(), **facts)
    for language in languages:
        write(article, language, state=state, published_at=published_at, title=title)
    save_changes(article, [], by=None)
    article.tags.set(tags)
    for position, author in enumerate(authors):
        Byline.objects.create(article=article, author=author, position=position)
    return article


def make_more(like: Article, count: int) -> list[Article]:
    """Make further stories, as lists need them, quickly: copies of one, without revisions and events.

    They were published after it, a second apart, and nobody is told of them.
    """
    bylines, tags = list(like.bylines.all()), list(like.tags.all())
    stories = []
    for later in range(1, count + 1):
        story = Article.objects.get(pk=like.pk)
        story.pk, story._state.adding = None, True
        for version in story.versions():
            if version.published_at:
                version.published_at += timedelta(seconds=later)
        stories.append(story)
    Article.objects.bulk_create(stories)
    Byline.objects.bulk_create(
        Byline(article=story, author_id=byline.author_id, position=byline.position)
        for story in stories
        for byline in bylines
    )
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=story, tag=tag) for story in stories for tag in tags
    )
    return stories


def make_withdrawn(*, languages: tuple[str, ...] = ("en",), **facts: Any) -> Article:
    """Make an article that was public until a minute ago in some languages."""
    article = make_article(languages=languages, **facts)
    for language in languages:
        article.version(language).withdrawn_at = timezone.now() - timedelta(minutes=1)
    article.save()
    return article


def day_of(article: Article, language: str = "en") -> str:
    """Return the day of a publication as the archive's address writes it: "2026/11/22"."""
    return f"{timezone.localdate(article.version(language).published_at):%Y/%m/%d}"


def write(
    article: Article,
    language: str,
    *,
    state: str = State.PUBLISHED,
    published_at: datetime | None = None,
    title: str = "",
) -> None:
    """Fill one language of an article, without saving it."""
    version = article.version(language)
    version.title = title or TITLES[language]
    version.lead = version.title
    version.body = BODIES[language]
    version.state = state
    version.give_slug()
    if state == State.PUBLISHED:
        version.published_at = published_at or timezone.now() - timedelta(hours=1)


def make_publication(**links: str) -> Publication:
    publication = Publication(pk=ONLY_ROW, **links)
    set_translated(publication, "name", en="Meridian", ru="Меридиан", hy="Մերիդիան")
    publication.save()
    return publication


def make_page(*, slug: str = "about", **titles: str) -> Page:
    page = Page(slug=slug)
    for code, title in (titles or {"en": "About us"}).items():
        set_translated(page, "title", **{code: title})
        set_translated(page, "body", **{code: f"<p>{title}</p>"})
    page.save()
    return page


def save_and_publish(
    article: Article, changed: Collection[str], *, by: Any = None, now: datetime | None = None
) -> None:
    """Save, and let readers see at once what was typed into versions that are out."""
    for language, staged in save_changes(article, changed, by=by, now=now).items():
        if staged.now:
            stored = Article.objects.get(pk=article.pk)
            workflow.publish_changes(stored.version(language), by=by, seen=staged.now, now=now)
