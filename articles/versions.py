from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags

from articles.querysets import TEXT_FIELDS, written_mark
from articles.states import Standing, State
from languages import registry
from languages.columns import column, columns
from languages.slugs import slugify

if TYPE_CHECKING:
    from articles.models import Article

T = TypeVar("T")

WORKFLOW_FIELDS = ("state", "published_at", "updated_at", "withdrawn_at")
REQUIRED_FIELDS = ("title", "body")
WORDS_A_MINUTE = 200
NAMELESS_SLUG = "story"


class Column(Generic[T]):
    """A translated field of the article, read and written in the version's own language."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, version: None, owner: type) -> Column[T]: ...
    @overload
    def __get__(self, version: LanguageVersion, owner: type) -> T: ...
    def __get__(self, version: LanguageVersion | None, owner: type) -> Column[T] | T:
        if version is None:
            return self
        value: Any = getattr(version.article, column(self.name, version.language))
        if value is None and self.name in TEXT_FIELDS:
            value = ""
        return cast("T", value)

    def __set__(self, version: LanguageVersion, value: T) -> None:
        setattr(version.article, column(self.name, version.language), value)


class LanguageVersion:
    """An article in one language. Touches that language's columns and no other's."""

    title = Column[str]()
    slug = Column[str]()
    lead = Column[str]()
    body = Column[str]()
    seo_title = Column[str]()
    seo_description = Column[str]()
    state = Column[str]()
    published_at = Column[datetime | None]()
    updated_at = Column[datetime | None]()
    withdrawn_at = Column[datetime | None]()

    def __init__(self, article: Article, language: str) -> None:
        self.article = article
        self.language = language

    def __repr__(self) -> str:
        return f"<{self.language} of article {self.article.pk}: {self.standing()}>"

    @property
    def speech(self) -> registry.Language:
        """The language itself: its names, labels and locale."""
        return registry.get(self.language)

    def is_missing(self) -> bool:
        """Nothing is written yet: neither title nor body."""
        if self.title:
            return False
        noted: bool | None = self.article.__dict__.get(written_mark(self.language))
        return not (bool(self.body) if noted is None else noted)

    def missing_fields(self) -> list[str]:
        """Return the names of the fields without which this version cannot be published."""
        return [field for field in REQUIRED_FIELDS if not getattr(self, field)]

    def is_live(self, now: datetime | None = None) -> bool:
        """Readers may see it. The same rule as `ArticleQuerySet.live()`."""
        moment = now or timezone.now()
        return (
            self.state == State.PUBLISHED
            and self.was_public(moment)
            and (self.withdrawn_at is None or self.withdrawn_at > moment)
        )

    def was_public(self, now: datetime | None = None) -> bool:
        """Its first publication has passed, wherever it stands since then."""
        return self.published_at is not None and self.published_at <= (now or timezone.now())

    def was_withdrawn(self, now: datetime | None = None) -> bool:
        """Readers saw it and may not see it any more. The same rule as `ArticleQuerySet.withdrawn()`."""
        moment = now or timezone.now()
        over = self.withdrawn_at is not None and self.withdrawn_at <= moment
        return self.was_public(moment) and (over or self.state == State.WITHDRAWN)

    def standing(self, now: datetime | None = None) -> Standing:
        """Return what the desk calls this version at a moment, the present by default."""
        moment = now or timezone.now()
        if self.state == State.PUBLISHED and not self.is_live(moment):
            return Standing.WITHDRAWN if self.was_public(moment) else Standing.SCHEDULED
        if self.state == State.DRAFT and self.is_missing():
            return Standing.MISSING
        return Standing(self.state)

    def reading_minutes(self) -> int:
        """Return how long reading takes, in whole minutes and at least one."""
        words = len(strip_tags(self.body).split())
        return max(1, round(words / WORDS_A_MINUTE))

    def was_revised(self) -> bool:
        """The text changed after publication, so readers are told when."""
        return bool(self.updated_at and self.published_at and self.updated_at > self.published_at)

    def give_slug(self) -> None:
        """Make the slug from the title, unless an editor or an earlier publication set one."""
        if not self.slug:
            self.slug = self.slug_of_title()

    def slug_of_title(self) -> str:
        """Return the slug that the title makes, whatever the present one is."""
        return slugify(self.title, self.language) or NAMELESS_SLUG

    def columns(self) -> list[str]:
        """Return the columns that belong to this language."""
        return columns((*TEXT_FIELDS, *WORKFLOW_FIELDS), [self.language])

    def get_absolute_url(self) -> str:
        """Return the address of this version's page, whatever language is active."""
        arguments = [self.article.category.slug, f"{self.article.pk}-{self.slug or NAMELESS_SLUG}"]
        with translation.override(self.language):
            return reverse("reader:article", args=arguments)
