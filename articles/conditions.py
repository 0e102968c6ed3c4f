"""Where a language version stands, as conditions of a query. The same rules as `articles.versions`.

The only place that turns states and times into conditions.
now: the moment asked about, the present by default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import product
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone

from articles.models.revision import Revision
from articles.states import Standing, State
from languages import registry
from languages.columns import column

PUBLISHED_MARK = "published_hash"


def is_live(language: str, now: datetime | None = None) -> Q:
    """Return the condition under which readers see an article in a language."""
    moment = now or timezone.now()
    withdrawn_at = column("withdrawn_at", language)
    not_withdrawn = Q(**{f"{withdrawn_at}__isnull": True}) | Q(**{f"{withdrawn_at}__gt": moment})
    return not_withdrawn & Q(
        **{
            column("state", language): State.PUBLISHED,
            f"{column('published_at', language)}__lte": moment,
        }
    )


def is_listed(language: str, now: datetime | None = None) -> Q:
    """Return the condition under which a row of a list stands for an article that readers see in a language.

    The same rule as `is_live()`, on the copies of its times that `models.listed` describes.
    """
    moment = now or timezone.now()
    live_until = column("live_until", language)
    not_withdrawn = Q(**{f"{live_until}__isnull": True}) | Q(**{f"{live_until}__gt": moment})
    return not_withdrawn & Q(**{f"{column('live_from', language)}__lte": moment})


def is_out(language: str, now: datetime | None = None) -> Q:
    """Return the condition under which readers see an article in a language, or soon will."""
    ahead = Q(**{f"{column('published_at', language)}__gt": now or timezone.now()})
    return is_live(language, now) | (ahead & Q(**{column("state", language): State.PUBLISHED}))


def was_withdrawn(language: str, now: datetime | None = None) -> Q:
    """Return the condition under which an article was public in a language and has been taken back."""
    moment = now or timezone.now()
    over = Q(**{f"{column('withdrawn_at', language)}__lte": moment})
    taken_back = Q(**{column("state", language): State.WITHDRAWN})
    return (over | taken_back) & Q(**{f"{column('published_at', language)}__lte": moment})


def is_written(language: str) -> Q:
    """Return the condition under which there is a title or a text in a language."""
    written = Q()
    for field in ("title", "body"):
        name = column(field, language)
        written |= Q(**{f"{name}__isnull": False}) & Q(**{f"{name}__gt": ""})
    return written


def is_outdated(language: str, now: datetime | None = None) -> Q:
    """Return the condition under which a translation was made from another text than readers see.

    That of the original, as long as it is out; an original that is a draft or withdrawn outdates nothing.
    """
    original_is_out = Q()
    for code in registry.codes():
        if code != language:
            original_is_out |= Q(original_language=code) & is_out(code, now)
    pin = column("translated_from", language)
    pinned_hash = F(f"{pin}__text_hash")
    # Never unknown, so that the opposite can be asked for too: nothing published differs from nothing.
    differs = ~Q(Exact(pinned_hash, Coalesce(_published_hash(), pinned_hash)))
    return original_is_out & is_written(language) & Q(**{f"{pin}__isnull": False}) & differs


def stands_at(standing: Standing, language: str, now: datetime | None = None) -> Q:
    """Return the condition for a language to stand somewhere; the same rule as `standing()` of a version."""
    moment = now or timezone.now()
    state = column("state", language)
    published = Q(**{state: State.PUBLISHED})
    taken_back = Q(**{f"{column('withdrawn_at', language)}__lte": moment})
    ahead = Q(**{f"{column('published_at', language)}__gt": moment})
    conditions: dict[Standing, Callable[[], Q]] = {
        Standing.MISSING: lambda: Q(**{state: State.DRAFT}) & ~is_written(language),
        Standing.DRAFT: lambda: Q(**{state: State.DRAFT}) & is_written(language),
        Standing.REVIEW: lambda: Q(**{state: State.REVIEW}),
        Standing.SCHEDULED: lambda: published & ahead,
        Standing.PUBLISHED: lambda: is_live(language, moment) & ~is_outdated(language, moment),
        Standing.OUTDATED: lambda: is_live(language, moment) & is_outdated(language, moment),
        Standing.WITHDRAWN: lambda: Q(**{state: State.WITHDRAWN}) | (published & taken_back & ~ahead),
    }
    return conditions[standing]()


def changes_wait(language: str, now: datetime | None = None) -> Q:
    """Return the condition under which a text waits to be published while another is out in a language."""
    return Q(**{f"{column('staged', language)}__isnull": False}) & is_out(language, now)


def waits_for_translation(language: str, now: datetime | None = None) -> Q:
    """Return the condition under which a story is to be translated into a language.

    Its original is out, or waits to be; the translation is missing or a draft.
    """
    original = Q()
    for code in registry.codes():
        if code != language:
            is_ready = is_out(code, now) | Q(**{column("state", code): State.REVIEW})
            original |= Q(original_language=code) & is_ready
    return original & Q(**{column("state", language): State.DRAFT})


def goes_out_before(end: datetime, now: datetime | None = None) -> Q:
    """Return the condition under which a story goes out in any language between now and a moment."""
    condition = Q()
    for code in registry.codes():
        sooner = Q(**{f"{column('published_at', code)}__lt": end})
        condition |= stands_at(Standing.SCHEDULED, code, now) & sooner
    return condition


def was_published(start: datetime | None, end: datetime | None) -> Q:
    """Return the condition under which a story went out, or will, in any language before `end`."""
    condition = Q()
    for code in registry.codes():
        within = Q(**{column("state", code): State.PUBLISHED})
        if start:
            within &= Q(**{f"{column('published_at', code)}__gte": start})
        if end:
            within &= Q(**{f"{column('published_at', code)}__lt": end})
        condition |= within
    return condition


def turns(after: datetime, until: datetime | None = None) -> Iterator[tuple[str, Q]]:
    """Yield each column whose time changes what readers see, and the condition under which it passes then.

    After a moment, and until another if one is given.
    """
    times = product(("published_at", "withdrawn_at"), registry.codes())
    for name, code in [*((column(field, code), code) for field, code in times), ("breaking_until", "")]:
        passes = Q(**{f"{name}__gt": after})
        if until:
            passes &= Q(**{f"{name}__lte": until})
        yield name, passes & Q(**{column("state", code): State.PUBLISHED}) if code else passes


def in_any(conditions: Iterable[Q]) -> Q:
    """Return the condition under which one of several holds; one that never does, of none."""
    either = Q(pk__in=[])
    for condition in conditions:
        either |= condition
    return either


def marks() -> dict[str, Any]:
    """Return the annotations that `LanguageVersion.is_outdated` compares: hashes, and no texts."""
    pinned = {
        pinned_mark(code): F(f"{column('translated_from', code)}__text_hash") for code in registry.codes()
    }
    return {PUBLISHED_MARK: _published_hash(), **pinned}


def pinned_mark(language: str) -> str:
    """Return the name under which `marks()` notes the hash of the text that a translation was made from."""
    return f"pinned_hash_{language}"


def _published_hash() -> Subquery:
    """The hash of the latest text with which the original of an article went out. One probe of an index."""
    published = Revision.objects.filter(
        article=OuterRef("pk"), language=OuterRef("original_language"), kind=Revision.Kind.PUBLISHED
    )
    return Subquery(published.order_by("-id").values("text_hash")[:1])
