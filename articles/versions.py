from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import strip_tags

from articles.conditions import PUBLISHED_MARK, pinned_mark
from articles.querysets import TEXT_FIELDS, written_mark
from articles.states import Standing, State
from languages import registry
from languages.columns import column, columns
from languages.slugs import slugify

if TYPE_CHECKING:
    from articles.models import Article

T = TypeVar("T")

WORKFLOW_FIELDS = ("state", "published_at", "updated_at", "withdrawn_at", "translated_from", "staged")
REQUIRED_FIELDS = ("title", "body")
WORDS_A_MINUTE = 200
NAMELESS_SLUG = "story"
LEAD_IMAGE_ALT = "lead_image_alt"


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
        return f"<{self.language} of article {self.article.pk}: {self.state}>"

    @property
    def speech(self) -> registry.Language:
        """The language itself: its names, labels and locale."""
        return registry.get(self.language)

    def is_missing(self) -> bool:
        """Nothing is written yet: neither title nor body."""
        return not self.title and not self.has_body()

    def has_body(self) -> bool:
        """There is a text. Does not load it where `with_states()` noted whether there is one."""
        noted: bool | None = self.article.__dict__.get(written_mark(self.language))
        return bool(self.body) if noted is None else noted

    def is_original(self) -> bool:
        return self.language == self.article.original_language

    def missing_fields(self) -> list[str]:
        """Return the names of the fields without which this version cannot be published.

        `lead_image_alt` stands for the description of the lead picture, which the picture has or lacks.
        """
        filled = {"title": bool(self.title), "body": self.has_body()}
        missing = [field for field in REQUIRED_FIELDS if not filled[field]]
        picture = self.article.lead_image
        if picture and not getattr(picture, column("alt", self.language)):
            missing.append(LEAD_IMAGE_ALT)
        return missing

    def snapshot(self) -> dict[str, str]:
        """Return the text as revisions keep it."""
        return {field: getattr(self, field) for field in TEXT_FIELDS}

    def is_live(self, now: datetime | None = None) -> bool:
        """Readers may see it. The same rule as `ArticleQuerySet.live()`."""
        moment = now or timezone.now()
        return (
            self.state == State.PUBLISHED
            and self.was_public(moment)
            and (self.withdrawn_at is None or self.withdrawn_at > moment)
        )

    def is_out(self, now: datetime | None = None) -> bool:
        """Readers see it, or soon will. The same rule as `conditions.is_out()`."""
        moment = now or timezone.now()
        return self.state == State.PUBLISHED and (self.is_live(moment) or not self.was_public(moment))

    def was_public(self, now: datetime | None = None) -> bool:
        """Its first publication has passed, wherever it stands since then."""
        return self.published_at is not None and self.published_at <= (now or timezone.now())

    def was_withdrawn(self, now: datetime | None = None) -> bool:
        """Readers saw it and may not see it any more. The same rule as `ArticleQuerySet.withdrawn()`."""
        moment = now or timezone.now()
        over = self.withdrawn_at is not None and self.withdrawn_at <= moment
        return self.was_public(moment) and (over or self.state == State.WITHDRAWN)

    def is_outdated(self, now: datetime | None = None) -> bool:
        """It was translated from another text of the original than is out now.

        The same rule as `conditions.is_outdated()`. Asks the database only where neither
        `with_originals()` nor `with_states()` loaded the article, and there is something to compare.
        """
        original = self.article.version(self.article.original_language)
        if self.is_original() or self.is_missing() or not original.is_out(now):
            return False
        pinned, published = self._hashes()
        return None not in (pinned, published) and pinned != published

    def standing(self, now: datetime | None = None) -> Standing:
        """Return what the desk calls this version at a moment, the present by default."""
        moment = now or timezone.now()
        if self.is_live(moment):
            return Standing.OUTDATED if self.is_outdated(moment) else Standing.PUBLISHED
        if self.state == State.PUBLISHED:
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
        return self.slug_for(self.title)

    def slug_for(self, title: str) -> str:
        """Return the slug that a title makes in this language."""
        return slugify(title, self.language) or NAMELESS_SLUG

    def columns(self) -> list[str]:
        """Return the columns that belong to this language."""
        return columns((*TEXT_FIELDS, *WORKFLOW_FIELDS), [self.language])

    def pin(self) -> int | None:
        """Return the key of the revision of the original from which this was translated."""
        key: int | None = getattr(self.article, f"{column('translated_from', self.language)}_id")
        return key

    def staged(self) -> int | None:
        """Return the key of the revision that waits to be published, None when nothing waits."""
        key: int | None = getattr(self.article, f"{column('staged', self.language)}_id")
        return key

    def point(self, field: str, revision: int | None) -> None:
        """Let `translated_from` or `staged` of this language be the revision with a key."""
        setattr(self.article, f"{column(field, self.language)}_id", revision)

    def changes_wait(self, now: datetime | None = None) -> bool:
        """It is out, and another text waits to be published. The same rule as `conditions.changes_wait()`."""
        return self.staged() is not None and self.is_out(now)

    def _hashes(self) -> tuple[str | None, str | None]:
        """Return the hashes of the text this was made from, and of the original's text that is out."""
        names = (pinned_mark(self.language), PUBLISHED_MARK)
        noted = self.article.__dict__
        if PUBLISHED_MARK in noted:
            return noted[names[0]], noted[names[1]]
        if self.pin() is None:
            return None, None
        row = type(self.article).objects.filter(pk=self.article.pk).with_originals().values_list(*names)
        pinned, published = row.get()
        return pinned, published

    def get_absolute_url(self) -> str:
        """Return the address of this version's page, whatever language is active."""
        arguments = [self.article.category.slug, f"{self.article.pk}-{self.slug or NAMELESS_SLUG}"]
        with translation.override(self.language):
            return reverse("reader:article", args=arguments)
