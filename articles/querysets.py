"""Which articles who may see, and what is loaded of them. The conditions stand in `articles.conditions`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from articles.conditions import in_any, is_live, is_outdated, marks, turns, was_withdrawn
from languages import registry
from languages.columns import column, columns

if TYPE_CHECKING:
    from articles.models import Article  # noqa: F401
    from categories.models import Category

TEXT_FIELDS = ("title", "slug", "lead", "body", "seo_title", "seo_description")
CARD_COLUMNS = ("title", "slug", "lead", "published_at")
DAY = timedelta(days=1)
PERSON_NAMES = ("first_name", "last_name", "username")
IMAGE_FACTS = ("file", "width", "height", "focal_point", "rendered_by")


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

    def moves_of(self, numbers: Iterable[int]) -> Self:
        """Articles with these numbers, with what tells whether and since when readers see them."""
        return self.filter(pk__in=numbers).only(*columns(("state", "published_at", "withdrawn_at")))

    def turning(self, after: datetime, until: datetime) -> Self:
        """Articles that go out or are taken back by time alone, after a moment and until another."""
        return self.filter(in_any(turn for _, turn in turns(after, until)))

    def next_turn(self, after: datetime) -> datetime | None:
        """Return the first moment after another at which one does so. Seven queries, each on an index."""
        times = (self.filter(turn).order_by(name).values_list(name, flat=True) for name, turn in turns(after))
        return min((moment for found in times for moment in found[:1]), default=None)

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

    def numbered(self, first: int, last: int) -> Self:
        """Articles with a number between two, both included, in their order."""
        return self.filter(pk__gte=first, pk__lte=last).order_by("pk")

    def last_begun(self, count: int) -> Q:
        """Return the condition for so many numbers before the last of these. One query now, on the key."""
        last = self.order_by("-pk").values_list("pk", flat=True).first() or 0
        return Q(pk__gt=last - count)

    def newest(self, count: int, language: str | None = None) -> tuple[Self, datetime | None]:
        """Return about so many of the newest of these, and since when; no time if there are no others.

        One query now, which walks an index; those of the very moment at which the others end are left out.
        """
        published_at = column("published_at", _code(language))
        times = self.newest_first(language).values_list(published_at, flat=True)
        beyond = times[count : count + 1].first()
        return (self.filter(**{f"{published_at}__gt": beyond}) if beyond else self), beyond

    def matching(self, words: Iterable[str], language: str | None = None) -> Self:
        """Articles with every word in their title or lead in a language, in any case. Uses no index."""
        title, lead = (column(name, _code(language)) for name in ("title", "lead"))
        condition = Q()
        for word in words:
            condition &= Q(**{f"{title}__icontains": word}) | Q(**{f"{lead}__icontains": word})
        return self.filter(condition)

    def in_category(self, category: Category) -> Self:
        return self.filter(category=category)

    def keys(self) -> QuerySet[Any, int]:
        """Return the keys of these, which for a list that readers see stand in its index."""
        keys: QuerySet[Any, int] = self.values_list("pk", flat=True)
        return keys

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

    def text(self, language: str | None = None) -> Self:
        """Load a whole article in one language, of the others where they can be read; of all else keys."""
        return self.only("category", "lead_image", *_text_columns(_code(language)))

    def for_reading(self, language: str | None = None) -> Self:
        """Load what `text` does, with the category and the picture."""
        code = _code(language)
        return self.select_related("category", "lead_image").only(
            *_text_columns(code),
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


def _text_columns(language: str) -> list[str]:
    return [
        *("kind", "source_name", "source_url", "original_language"),
        *columns((*TEXT_FIELDS, "updated_at"), [language]),
        *columns(("title", "slug", "state", "published_at", "withdrawn_at")),
    ]


def _code(language: str | None) -> str:
    return language or registry.current().code


def _midnight(day: date) -> datetime:
    """Return the moment at which a day begins in the active time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(moment: datetime | None) -> date | None:
    """Return the day of a moment in the active time zone."""
    return timezone.localdate(moment) if moment else None
