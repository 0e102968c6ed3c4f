"""Puts the demo paper into an empty database: people, sections, pictures and stories."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from articles import workflow
from articles.models import Article, Byline, RelatedArticle, Tag
from articles.states import State
from articles.versions import LanguageVersion
from articles.writing import save_changes
from authors.models import Author
from categories.models import Category
from demo import pictures, records
from demo.readers import let_them_read
from images.models import Image
from languages import registry
from languages.columns import column
from publication.models import ONLY_ROW, Page, Publication

PASSWORD = "meridian-demo"
PICTURE_SIZE = (1600, 900)
TEXT = ("title", "lead", "body")


class OtherArticlesHere(Exception):
    """The database belongs to another paper."""


def is_loaded() -> bool:
    return User.objects.filter(is_demo=True).exists()


def load(now: datetime | None = None) -> None:
    """Load the whole paper or nothing. Stories are dated back from `now`, the present by default.

    Raises OtherArticlesHere, having changed nothing, when there are articles already.
    """
    with transaction.atomic():
        if Article.objects.exists():
            raise OtherArticlesHere
        moment = now or timezone.now()
        Loader(moment).load()
        let_them_read(moment)


class Loader:
    """Keeps what was made so far by key, so that stories find their authors, tags and relatives."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.categories: dict[str, Category] = {}
        self.authors: dict[str, Author] = {}
        self.tags: dict[str, Tag] = {}
        self.articles: dict[str, Article] = {}
        self.staff: dict[str, User] = {}

    def load(self) -> None:
        self._load_staff()
        self._load_publication()
        for position, record in enumerate(records.entries("category")):
            self.categories[record["slug"]] = _make(
                Category, record, ("name", "description"), slug=record["slug"], position=position
            )
        for record in records.entries("author"):
            self.authors[record["slug"]] = self._author(record)
        for record in records.entries("tag"):
            self.tags[record["slug"]] = _make(Tag, record, ("name",), slug=record["slug"])
        stories = records.stories()
        # Oldest first, so that the numbers of the articles follow their dates.
        for key in sorted(stories, key=lambda key: -_age(stories[key])):
            self.articles[key] = self._article(key, stories[key])
        for key, record in stories.items():
            self._relate(self.articles[key], record.get("related", ()))

    def _load_staff(self) -> None:
        password = make_password(PASSWORD)
        for record in records.entries("staff"):
            superuser = record.get("superuser", False)
            user = User.objects.create(
                username=record["username"],
                password=password,
                first_name=record["first_name"],
                last_name=record["last_name"],
                language=record["language"],
                is_staff=True,
                is_superuser=superuser,
                is_demo=True,
            )
            user.groups.set(Group.objects.filter(name__in=record["roles"]))
            self.staff[user.username] = user

    def _load_publication(self) -> None:
        record = records.publication()
        translated = ("name", "tagline", "footer_notice", "instagram_invitation")
        links = {name: url for name, url in record.items() if name.endswith("_url")}
        _make(Publication, record, translated, pk=ONLY_ROW, **links)
        for position, page in enumerate(records.entries("page")):
            _make(Page, page, ("title", "body"), slug=page["slug"], position=position)

    def _author(self, record: records.Record) -> Author:
        slug = record["slug"]
        portrait = Image(credit="Meridian")
        for code in _written(record["name"]):
            setattr(portrait, column("alt", code), record["name"][code])
        _draw(portrait, slug, pictures.as_jpeg(pictures.portrait(slug)))
        author: Author = _make(Author, record, ("name", "role", "biography"), slug=slug, picture=portrait)
        return author

    def _picture(self, key: str, record: records.Record) -> Image:
        image = Image(credit=record["credit"])
        _set_translated(image, record, ("alt", "caption"))
        return _draw(image, key, pictures.as_jpeg(pictures.draw(key, record["motif"], PICTURE_SIZE)))

    def _article(self, key: str, record: records.Record) -> Article:
        article = Article(
            category=self.categories[record["category"]],
            kind=record["kind"],
            original_language=record["original"],
            lead_image=self._picture(key, record["picture"]),
            source_name=record.get("source_name", ""),
            created_at=self.now - timedelta(hours=_age(record)),
        )
        for code in _written(record):
            for field in TEXT:
                setattr(article.version(code), field, record[code][field].strip())
        save_changes(article, (), by=self.staff["reporter"], now=article.created_at)
        for code in _written(record):
            self._bring_out(article.version(code), record[code])
        article.tags.set([self.tags[tag] for tag in record["tags"]])
        Byline.objects.bulk_create(
            Byline(article=article, author=self.authors[slug], position=position)
            for position, slug in enumerate(record["authors"])
        )
        return article

    def _bring_out(self, version: LanguageVersion, text: records.Record) -> None:
        """Take a text to where its file says it stands, in the hands of those who would do it."""
        if text["state"] == State.REVIEW:
            workflow.submit(version, by=self.staff["reporter"], now=version.article.created_at)
        elif text["state"] == State.PUBLISHED:
            moment = self.now - timedelta(hours=text["age_hours"])
            if moment > self.now:
                workflow.schedule(version, at=moment, by=self.staff["editor"], now=self.now)
            else:
                workflow.publish(version, by=self.staff["editor"], now=moment)

    def _relate(self, article: Article, keys: Iterable[str]) -> None:
        RelatedArticle.objects.bulk_create(
            RelatedArticle(article=article, related=self.articles[key], position=position)
            for position, key in enumerate(keys)
            if key in self.articles
        )


def _age(record: records.Record) -> float:
    """Hours since the story was first published."""
    texts = (record[code] for code in _written(record))
    return float(max(text["age_hours"] for text in texts if text["state"] == State.PUBLISHED))


def _written(texts: records.Record) -> list[str]:
    """Return the languages of the paper in which the demo has these texts; it knows no fourth one."""
    return [code for code in registry.codes() if code in texts]


def _make(model: type[Any], record: records.Record, translated: tuple[str, ...], **facts: Any) -> Any:
    thing = model(**facts)
    _set_translated(thing, record, translated)
    thing.save()
    return thing


def _set_translated(thing: Model, record: records.Record, fields: tuple[str, ...]) -> None:
    for field in fields:
        for code in _written(record[field]):
            setattr(thing, column(field, code), record[field][code].strip())


def _draw(image: Image, key: str, jpeg: bytes) -> Image:
    """Store a drawn picture without its renditions, which take ten times as long as the drawing."""
    image.file.save(f"{key}.jpg", ContentFile(jpeg), save=False)
    Image.objects.bulk_create([image])  # unlike save(), orders no renditions
    return image
