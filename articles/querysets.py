"""Which articles who may see, and what is loaded of them. The conditions stand in `articles.conditions`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db.models import (
    BooleanField,
    Count,
    DateTimeField,
    ExpressionWrapper,
    Max,
    Model,
    Q,
    QuerySet,
    TextField,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Substr
from django.utils import timezone

from articles.conditions import is_live, is_outdated, marks, was_withdrawn
from languages import registry
from languages.columns import column, columns

if TYPE_CHECKING:
    from articles.models import Article  # noqa: F401
    from authors.models import Author
    from categories.models import Category

TEXT_FIELDS = ("title", "slug", "lead", "body", "seo_title", "seo_description")
CARD_COLUMNS = ("title", "slug", "lead", "published_at")
DAY = timedelta(days=1)
PERSON_NAMES = ("first_name", "last_name", "username")
IMAGE_FACTS = ("file", "width", "height", "focal_point", "rendered_by")


class Month(NamedTuple):
    """How many articles were published in a month of UTC, and when one of them last changed."""

    year: int
    month: int
    stories: int
    changed_at: datetime


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

    def withdrawn(self, language: str | None = None, now: datetime | None = None) -> Self:
        """Articles that readers saw in a language and may not see any more, with no word of their text.

        For the page that says so: only what leads on from there is loaded.
        """
        return (
            self.filter(was_withdrawn(_code(language), now))
            .select_related("category")
            .only(
                *("original_language", *columns(("slug", "state", "published_at", "withdrawn_at"))),
                "category__slug",
                *(f"category__{name}" for name in columns(["name"])),
            )
        )

    def outdated(self, language: str, now: datetime | None = None) -> Self:
        """Articles whose translation into a language was made from another text than readers now see."""
        return self.filter(is_outdated(language, now))

    def visible_to(self, user: Any) -> Self:
        """Articles that a member of the staff may open at the desk: all, for those who may view any."""
        return self if user.has_perm("articles.view_article") else self.none()

    def newest_first(self, language: str | None = None) -> Self:
        """Newest publication in a language first; the id settles ties, so that pages do not overlap."""
        return self.order_by(f"-{column('published_at', _code(language))}", "-id")

    def published_on(self, day: date, language: str | None = None) -> Self:
        """Articles whose publication time in a language is on a day of the active time zone."""
        published_at = column("published_at", _code(language))
        return self.filter(
            **{f"{published_at}__gte": _midnight(day), f"{published_at}__lt": _midnight(day + DAY)}
        )

    def newest_day(self, before: date | None = None, language: str | None = None) -> date | None:
        """Return the last day on which any of these was published, before a day if given. One query."""
        published_at = column("published_at", _code(language))
        earlier = self.filter(**{f"{published_at}__lt": _midnight(before)}) if before else self
        return _day(earlier.newest_first(language).values_list(published_at, flat=True).first())

    def next_day(self, after: date, language: str | None = None) -> date | None:
        """Return the first day after another on which any of these was published. One query."""
        published_at = column("published_at", _code(language))
        later = self.filter(**{f"{published_at}__gte": _midnight(after + DAY)})
        return _day(later.order_by(published_at, "id").values_list(published_at, flat=True).first())

    def published_since(self, moment: datetime, language: str | None = None) -> Self:
        return self.filter(**{f"{column('published_at', _code(language))}__gte": moment})

    def published_in_month(self, year: int, month: int, language: str | None = None) -> Self:
        """Articles published in a month of UTC, the first of them first."""
        published_at = column("published_at", _code(language))
        start = datetime(year, month, 1, tzinfo=UTC)
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        return self.filter(**{f"{published_at}__gte": start, f"{published_at}__lt": end}).order_by(
            published_at, "id"
        )

    def months(self, language: str | None = None) -> list[Month]:
        """Return the months of UTC in which any of these was published, the last first. One query.

        Cuts the month out of the stored text, because Django's TruncMonth is slow Python on SQLite.
        """
        published_at, updated_at = columns(("published_at", "updated_at"), [_code(language)])
        later = Greatest(published_at, updated_at, output_field=DateTimeField())
        changed_at = Coalesce(later, published_at, output_field=DateTimeField())
        found = (
            self.order_by()
            .annotate(year_and_month=Substr(Cast(published_at, TextField()), 1, 7))
            .values_list("year_and_month")
            .annotate(number=Count("pk"), last_change=Max(changed_at))
            .order_by("-year_and_month")
        )
        return [Month(int(text[:4]), int(text[5:]), count, changed) for text, count, changed in found]

    def matching(self, words: Iterable[str], language: str | None = None) -> Self:
        """Articles with every word in their title or lead in a language, in any case. Uses no index."""
        title, lead = (column(name, _code(language)) for name in ("title", "lead"))
        condition = Q()
        for word in words:
            condition &= Q(**{f"{title}__icontains": word}) | Q(**{f"{lead}__icontains": word})
        return self.filter(condition)

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

    def addresses(self, language: str | None = None) -> Self:
        """Load only what an address, a title and their times need, in one query, in one language."""
        return self.select_related("category").only(
            *columns(("title", "slug", "published_at", "updated_at"), [_code(language)]), "category__slug"
        )

    def with_originals(self) -> Self:
        """Note what tells whether translations are outdated: hashes, and no texts. Adds no query."""
        return self.annotate(**marks())

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
            self.with_originals()
            .annotate(**written)
            .select_related("category", "lead_image", "created_by")
            .only(
                *("kind", "created_at", "original_language"),
                *columns(("title", "slug", "state", "published_at", "withdrawn_at")),
                *columns(("translated_from", "staged")),
                *(f"category__{name}" for name in columns(["name"])),
                *(f"lead_image__{name}" for name in (*IMAGE_FACTS, *columns(["alt"]))),
                *(f"created_by__{name}" for name in PERSON_NAMES),
            )
        )


def written_mark(language: str) -> str:
    """Return the name under which `with_states()` notes that a language has a body."""
    return f"written_{language}"


def _code(language: str | None) -> str:
    return language or registry.current().code


def _midnight(day: date) -> datetime:
    """Return the moment at which a day begins in the active time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(moment: datetime | None) -> date | None:
    """Return the day of a moment in the active time zone."""
    return timezone.localdate(moment) if moment else None
