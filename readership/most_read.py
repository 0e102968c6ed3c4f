"""What readers read most, as of the last fold; what readers may not see any more is left out at once."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from articles.models import Article
from languages import registry
from readership.models import MostRead, Period, Total

BESIDE, SHOWN, PLACES = 5, 10, 20  # beside other stories, on the page of its own, at all
DEPTHS = (BESIDE, SHOWN, PLACES)


def places(period: Period, language: str | None = None) -> QuerySet[MostRead]:
    """Return the places of a period in a language, the active one by default, that readers may see."""
    code = language or registry.current().code
    readable = Article.objects.live(code).filter(pk=OuterRef("article"))
    return MostRead.objects.filter(Exists(readable), language=code, period=period).order_by("place")


def keys(period: Period, count: int = SHOWN) -> list[int]:
    """Return the numbers of the articles most read in the active language, the most read first. One query."""
    return list(places(period).values_list("article_id", flat=True)[:count])


def total() -> Subquery:
    """Annotate articles with how often they were read in the active language; None before the first time."""
    here = Total.objects.filter(article=OuterRef("pk"), language=registry.current().code)
    return Subquery(here.values("views")[:1])
