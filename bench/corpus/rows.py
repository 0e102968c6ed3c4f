"""A story of the plan as rows of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.models import Article, Byline, RelatedArticle, Revision, TaggedArticle
from articles.models.listed import COPIES
from articles.models.revision import text_hash
from articles.states import State
from bench.corpus.plan import Story
from bench.corpus.sentences import LANGUAGES, Text
from languages import registry
from languages.columns import column
from readership.models import Total

TEXT = ("title", "slug", "lead", "body")
TIMES = ("published_at", "updated_at", "withdrawn_at")
FACTS = (
    *("id", "category_id", "kind", "lead_image_id", "source_name", "source_url", "original_language"),
    *("breaking_until", "created_by_id", "created_at", "shared_version"),
)
BASE = ("title", "slug", "lead", "body", "seo_title", "seo_description", "state")  # never read: kept small

Columns = dict[Any, tuple[str, ...]]


def columns() -> Columns:
    """Return the tables that a story fills, with the columns that `of_story` gives for each."""
    own = [
        column(name, code) for code in LANGUAGES for name in (*TEXT, "state", *TIMES, "translated_from_id")
    ]
    named = [
        name.replace(f"_id_{code}", f"_{code}_id")
        for code in LANGUAGES
        for name in own
        if name.endswith(code)
    ]
    return {
        Article: (*FACTS, *BASE, *named),
        Byline: ("article_id", "author_id", "position", *COPIES),
        TaggedArticle: ("content_object_id", "tag_id", *COPIES),
        RelatedArticle: ("article_id", "related_id", "position"),
        Revision: ("id", "article_id", "language", "kind", "fields", "text_hash", "created_at", "note"),
        Total: ("article_id", "language", "views"),
    }


@dataclass
class Writer:
    """Writes stories down. users: keys of those who begin them; moment: makes a time what the table takes."""

    texts: list[dict[str, Text]]
    users: list[int]
    moment: Any
    revision: int = 0

    def of_story(self, story: Story) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        """Yield the rows of a story, each with its table."""
        text = self.texts[story.key * 7919 % len(self.texts)]
        pin = None
        if story.versions[story.original].state == State.PUBLISHED:
            self.revision += 1
            pin = self.revision
            yield Revision, self._revision(story, pin, text)
        yield Article, (*self._facts(story), *self._base(story, text), *self._versions(story, text, pin))
        copies = tuple(self._copies(story))
        for position, author in enumerate(story.authors):
            yield Byline, (story.key, author, position, *copies)
        for tag in story.tags:
            yield TaggedArticle, (story.key, tag, *copies)
        for position, other in enumerate(story.related):
            yield RelatedArticle, (story.key, other, position)
        for code, version in story.versions.items():
            if version.published_at:
                yield Total, (story.key, code, 20 + story.key * 37 % 4000)

    def _facts(self, story: Story) -> tuple[Any, ...]:
        begun_by = self.users[story.key % len(self.users)]
        created_at = self.moment(story.created_at)
        return (
            *(story.key, story.section, story.kind, story.picture, "", "", story.original),
            *(None, begun_by, created_at, 0),
        )

    def _base(self, story: Story, text: dict[str, Text]) -> tuple[Any, ...]:
        first = text[story.original]
        return first.title, first.slug, first.lead, "", "", "", State.DRAFT.value

    def _versions(self, story: Story, text: dict[str, Text], pin: int | None) -> Iterator[Any]:
        for code in LANGUAGES:
            version, words = story.versions.get(code), text[code]
            if version is None:
                yield from (None, None, None, None, State.DRAFT.value, None, None, None, None)
                continue
            yield from (words.title, words.slug, words.lead, words.body, str(version.state))
            yield from (self.moment(getattr(version, name)) for name in TIMES)
            yield pin if code != story.original else None

    def _copies(self, story: Story) -> Iterator[Any]:
        """What the triggers would copy, which a load by COPY leaves out."""
        for code in registry.codes():
            version = story.versions.get(code)
            is_out = version is not None and version.state == State.PUBLISHED
            yield self.moment(version.published_at) if version and is_out else None
            yield self.moment(version.withdrawn_at) if version else None

    def _revision(self, story: Story, key: int, text: dict[str, Text]) -> tuple[Any, ...]:
        """The text with which the original went out; of the text only the title, which nothing here reads."""
        first = text[story.original]
        fields = f'{{"title": "{first.title}"}}'
        hashed = text_hash({"title": first.title, "lead": first.lead, "body": str(story.key)})
        at = self.moment(story.created_at)
        return key, story.key, story.original, Revision.Kind.PUBLISHED.value, fields, hashed, at, ""
