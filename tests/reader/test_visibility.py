"""What is not public shows nowhere; when its hour comes, everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.models import Article, RelatedArticle
from articles.states import State
from articles.versions import LanguageVersion
from tests.factories import make_article, make_author, make_category, make_tag
from tests.reader.reading import read, text

pytestmark = pytest.mark.django_db

SECRET = "Nobody may read this yet"
PLACES = (
    *("/en/", "/en/world/", "/en/authors/anna/", "/en/tags/water/"),
    f"/en/search/?q={SECRET.partition(' ')[0]}",
)


def make_secret() -> tuple[Article, Article]:
    """Make a public story that could be seen everywhere, and another one that is related to it."""
    facts: dict[str, Any] = {
        "category": make_category(slug="world"),
        "authors": (make_author(slug="anna"),),
        "tags": (make_tag(slug="water"),),
    }
    secret = make_article(title=SECRET, **facts)
    neighbour = make_article(**facts)
    RelatedArticle.objects.create(article=neighbour, related=secret)
    return secret, neighbour


def seen_at(client: Client, neighbour: Article) -> set[str]:
    """Return the pages on which the secret stands."""
    pages = (*PLACES, neighbour.get_absolute_url())
    return {page for page in pages if SECRET in text(read(client, page), "html")}


def draft(version: LanguageVersion) -> None:
    version.state = State.DRAFT


def review(version: LanguageVersion) -> None:
    version.state = State.REVIEW


def withdrawn(version: LanguageVersion) -> None:
    version.state = State.WITHDRAWN


def scheduled(version: LanguageVersion) -> None:
    version.published_at = timezone.now() + timedelta(minutes=1)


def past_its_time(version: LanguageVersion) -> None:
    version.withdrawn_at = timezone.now() - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("hide", "status"),
    [(draft, 404), (review, 404), (withdrawn, 410), (scheduled, 404), (past_its_time, 410)],
)
def test_what_is_not_public_is_nowhere(
    client: Client, hide: Callable[[LanguageVersion], None], status: int
) -> None:
    secret, neighbour = make_secret()
    read(client, secret.get_absolute_url())
    assert seen_at(client, neighbour) == {*PLACES, neighbour.get_absolute_url()}

    hide(secret.version("en"))
    secret.save()

    assert seen_at(client, neighbour) == set()
    for address in (secret.get_absolute_url(), f"/en/world/{secret.pk}"):
        page = read(client, address, status=status)
        assert SECRET not in text(page, "html")
        assert page.select(".message-page__choices") == []


def test_what_is_not_public_cannot_be_told_from_what_does_not_exist(client: Client) -> None:
    secret, _neighbour = make_secret()
    draft(secret.version("en"))
    secret.save()

    answers = [client.get(f"/ru/world/{number}-x/") for number in (secret.pk, 999_999_999)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_what_is_to_be_withdrawn_is_public_until_then(client: Client) -> None:
    secret, neighbour = make_secret()
    secret.version("en").withdrawn_at = timezone.now() + timedelta(minutes=1)
    secret.save()

    assert seen_at(client, neighbour) == {*PLACES, neighbour.get_absolute_url()}


def test_the_staff_see_no_more_than_readers_do(client: Client, admin_client: Client) -> None:
    secret, neighbour = make_secret()
    draft(secret.version("en"))
    secret.save()

    assert seen_at(admin_client, neighbour) == seen_at(client, neighbour) == set()
    read(admin_client, secret.get_absolute_url(), status=404)
