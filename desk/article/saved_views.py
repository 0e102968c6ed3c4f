"""The views over the list of stories: what waits for this person, each a link to the list with a name.

Views look at the whole paper; the rights of the person decide which there are, and in which languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import IntegerField, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from articles import conditions, orders, permissions
from articles.querysets import ArticleQuerySet
from articles.states import Standing
from desk.article import counting
from languages import registry

PARAMETER = "view"
ALL = ""
MOST = 99  # a count above this is shown as "99+"

TRANSLATE_INTO = {
    # Translators: a view of the list of stories, and the heading over it.
    "title": _("To translate into {language}"),
    "empty": _("Nothing waits to be translated into {language}."),
}


@dataclass(frozen=True)
class SavedView:
    """One view. condition: of the moment asked about; order: the list's own by default.

    empty: what it says when there is nothing in it. language: the one that stories are opened in from here.
    is_bounded: looks at the stories begun last, because no index answers its condition.
    """

    name: str
    title: Any
    empty: Any
    condition: Callable[[datetime], Q]
    order: Callable[[datetime], Any] | None = None
    language: str = ""
    is_bounded: bool = False

    @property
    def address(self) -> str:
        listing = reverse("admin:articles_article_changelist")
        return f"{listing}?{PARAMETER}={self.name}" if self.name else listing

    def of(self, stories: ArticleQuerySet, now: datetime | None = None) -> ArticleQuerySet:
        """Return those of some stories that are in this view, in its order. Asks if it is bounded."""
        moment = now or timezone.now()
        found = stories.filter(self.condition(moment))
        if self.is_bounded:
            found = found.filter(stories.last_begun(counting.LOOKED_THROUGH))
        return found.order_by(self.order(moment), "-id") if self.order else found


def of_person(user: User) -> list[SavedView]:
    """Return the views of a member of the staff, the whole list first. Asks for their permissions."""
    return [_all(), *_personal(user)]


def chosen(user: User, name: str) -> SavedView:
    """Return the view of a name; the whole list, when this person has none of that name."""
    views = of_person(user)
    return next((view for view in views if view.name == name), views[0])


def counts(user: User, views: Sequence[SavedView], stories: ArticleQuerySet) -> list[int]:
    """Return how many stories are in each view, up to one more than MOST. Two queries."""
    now = timezone.now()
    columns = {
        f"view_{number}": CappedCount(view.of(stories, now).order_by().values("pk")[: MOST + 1])
        for number, view in enumerate(views)
    }
    row = User.objects.filter(pk=user.pk).values_list(*columns.values()).get()
    return list(row)


def said(count: int) -> str:
    """Return a count as the tabs show it: "12", "99+"."""
    return f"{MOST}+" if count > MOST else str(count)


class CappedCount(Subquery):
    """How many rows a query has. With a limit it stops counting there."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def _all() -> SavedView:
    return SavedView(
        ALL,
        pgettext_lazy("stories", "All"),
        _("Nothing has been written yet."),
        condition=lambda now: Q(),
    )


def _personal(user: User) -> Iterator[SavedView]:
    publishes, writes = (
        [code for code in registry.codes() if user.has_perm(f"articles.{verb}_{code}")]
        for verb in ("publish", "write")
    )
    if permissions.may_add(user):
        yield _mine(user)
    if publishes:
        yield _to_review(publishes)
    yield from map(_to_translate, writes)
    if writes:
        yield _outdated(writes)
    yield _scheduled()


def _mine(user: User) -> SavedView:
    return SavedView(
        "mine",
        _("My stories"),
        _("You have not begun a story yet."),
        condition=lambda now: Q(created_by=user.pk),
    )


def _to_review(codes: Sequence[str]) -> SavedView:
    return SavedView(
        "review",
        _("To review"),
        _("Nothing waits for review."),
        condition=lambda now: (
            _standing_in(codes, Standing.REVIEW, now)
            | conditions.in_any(conditions.changes_wait(code, now) for code in codes)
        ),
    )


def _to_translate(code: str) -> SavedView:
    texts = {
        name: format_lazy(text, language=registry.get(code).called) for name, text in TRANSLATE_INTO.items()
    }
    return SavedView(
        f"translate-{code}",
        texts["title"],
        texts["empty"],
        condition=lambda now: conditions.waits_for_translation(code, now),
        language=code,
    )


def _outdated(codes: Sequence[str]) -> SavedView:
    return SavedView(
        "outdated",
        pgettext_lazy("stories", "Outdated"),
        _("Every translation is up to date."),
        condition=lambda now: _standing_in(codes, Standing.OUTDATED, now),
        is_bounded=True,
    )


def _scheduled() -> SavedView:
    return SavedView(
        "scheduled",
        _("Scheduled today"),
        _("Nothing more goes out today."),
        condition=lambda now: conditions.goes_out_before(_end_of_day(now), now),
        order=orders.next_publication,
    )


def _standing_in(codes: Sequence[str], standing: Standing, now: datetime) -> Q:
    return conditions.in_any(conditions.stands_at(standing, code, now) for code in codes)


def _end_of_day(now: datetime) -> datetime:
    """Return the midnight that ends a moment's day in the active time zone."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))
