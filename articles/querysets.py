"""Which articles who may see. The only place that turns states and times into conditions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import BooleanField, ExpressionWrapper, Model, Q, QuerySet
from django.utils import timezone

from articles.states import State
from languages import registry
from languages.columns import column, columns

if TYPE_CHECKING:
    from articles.models import Article  # noqa: F401
    from authors.models import Author
    from categories.models import Category

TEXT_FIELDS = ("title", "slug", "lead", "body", "seo_title", "seo_description")
CARD_COLUMNS = ("title", "slug", "lead", "published_at")
IMAGE_FACTS = ("file", "width", "height", "focal_point", "rendered_by")


def is_live(language: str, now: datetime | None = None) -> Q:
    """Return the condition under which readers see an article in a language.

    now: the moment asked about, the present by default.
    """
    moment = now or timezone.now()
    withdrawn_at = column("withdrawn_at", language)
    not_withdrawn = Q(**{f"{withdrawn_at}__isnull": True}) | Q(**{f"{withdrawn_at}__gt": moment})
    return not_withdrawn & Q(
        **{
            column("state", language): State.PUBLISHED,
            f"{column('published_at', language)}__lte": moment,
        }
    )


class ArticleQuerySet(QuerySet["Article"]):
    """Articles, in the words of the paper."""

    def live(self, language: str | None = None, now: datetime | None = None) -> Self:
        """Articles that readers may see in a language, the active one by default."""
        return self.filter(is_live(_code(language), now))

    def live_anywhere(self, now: datetime | None = None) -> Self:
        """Articles that readers may see in at least one language."""
        condition = Q()
        for language in registry.codes():
            condition |= is_live(language, now)
        return self.filter(condition)

    def visible_to(self, user: Any) -> Self:
        """Articles that a member of the staff may open at the desk: all, for those who may view any."""
        return self if user.has_perm("articles.view_article") else self.none()

    def newest_first(self, language: str | None = None) -> Self:
        """Newest publication in a language first; the id settles ties, so that pages do not overlap."""
        return self.order_by(f"-{column('published_at', _code(language))}", "-id")

    def in_category(self, category: Category) -> Self:
        return self.filter(category=category)

    def by_author(self, author: Author) -> Self:
        return self.filter(bylines__author=author)

    def tagged(self, tag: Model) -> Self:
        return self.filter(tagged_items__tag=tag)

    def cards(self, language: str | None = None) -> Self:
        """Load only what a headline with its picture shows, in one query, in one language."""
        code = _code(language)
        return self.select_related("category", "lead_image").only(
            "kind",
            *columns(CARD_COLUMNS, [code]),
            "category__slug",
            *(f"category__{name}" for name in columns(["name"])),
            *(f"lead_image__{name}" for name in IMAGE_FACTS),
            f"lead_image__{column('alt', code)}",
        )

    def for_reading(self, language: str | None = None) -> Self:
        """Load a whole article in one language, and of the others only where they can be read."""
        code = _code(language)
        return self.select_related("category", "lead_image").only(
            *("kind", "source_name", "source_url", "original_language"),
            *columns((*TEXT_FIELDS, "updated_at"), [code]),
            *columns(("title", "slug", "state", "published_at", "withdrawn_at")),
            "category__slug",
            *(f"category__{name}" for name in columns(("name", "description"))),
            *(f"lead_image__{name}" for name in (*IMAGE_FACTS, "credit", "rights")),
            *(f"lead_image__{name}" for name in columns(("alt", "caption"), [code])),
        )

    def with_states(self) -> Self:
        """Load what the desk's list shows of every language: of the bodies only whether there is one."""
        written = {
            written_mark(code): ExpressionWrapper(
                Q(**{f"{column('body', code)}__isnull": False}) & Q(**{f"{column('body', code)}__gt": ""}),
                output_field=BooleanField(),
            )
            for code in registry.codes()
        }
        return (
            self.annotate(**written)
            .select_related("category", "lead_image")
            .only(
                *("kind", "created_at", "original_language"),
                *columns(("title", "slug", "state", "published_at", "withdrawn_at")),
                *(f"category__{name}" for name in columns(["name"])),
                *(f"lead_image__{name}" for name in IMAGE_FACTS),
            )
        )


def written_mark(language: str) -> str:
    """Return the name under which `with_states()` notes that a language has a body."""
    return f"written_{language}"


def _code(language: str | None) -> str:
    return language or registry.current().code
