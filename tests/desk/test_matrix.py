"""Every address of the desk, for everybody: who is let in, and that a refusal writes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.views.generic import RedirectView

from accounts.models import User
from articles.models import Article
from tests import cast
from tests.desk.matrix.expectations import OTHER_THINGS, PEOPLE, SCREENS, STRANGERS
from tests.desk.matrix.people import is_refused, is_sent_to_log_in, log_in, written
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_page,
    make_publication,
    make_tag,
)

pytestmark = pytest.mark.django_db
LAST = "logout"  # for after it nobody is logged in
AUTOCOMPLETE = "/admin/autocomplete/?app_label=articles&model_name=article&field_name=category"


def staff_routes() -> set[str]:
    """Return the names of all routes under the desk's address; the route itself where it has no name."""
    (desk,) = (
        pattern for pattern in get_resolver().url_patterns if getattr(pattern, "namespace", "") == "admin"
    )
    return set(_names(desk))


def _names(resolver: object) -> Iterator[str]:
    for pattern in getattr(resolver, "url_patterns", ()):
        if isinstance(pattern, URLResolver):
            yield from _names(pattern)
        elif isinstance(pattern, URLPattern) and not _only_redirects(pattern):
            yield pattern.name or str(pattern.pattern)


def _only_redirects(pattern: URLPattern) -> bool:
    """Tell Django's short address of a thing, which leads to its form."""
    view = getattr(pattern.callback, "__wrapped__", pattern.callback)
    return getattr(view, "view_class", None) is RedirectView


def things() -> dict[str, int]:
    """Make one of everything, nobody's in particular."""
    page, publication = make_page(), make_publication()
    return {
        "articles_article": make_article().pk,
        "articles_tag": make_tag().pk,
        "images_image": make_image().pk,
        "authors_author": make_author().pk,
        "categories_category": make_category().pk,
        "publication_page": page.pk,
        "publication_publication": publication.pk,
        "accounts_user": cast.make_user("colleague").pk,
        "auth_user": User.objects.get(username="colleague").pk,
        "accounts_staffrole": Group.objects.all()[0].pk,
    }


def address(name: str, made: dict[str, int]) -> str:
    """Return the address of a route, for the thing that was made."""
    story, person = made["articles_article"], made["auth_user"]
    named = {
        "(?P<url>.*)$": "/admin/no/such/page/",
        "autocomplete": AUTOCOMPLETE,
        "app_list": "/admin/articles/",
        "view_on_site": f"/admin/r/{ContentType.objects.get_for_model(Article).pk}/{story}/",
        "auth_user_password_change": f"/admin/accounts/user/{person}/password/",
        "statistics_story": f"/admin/statistics/{story}/",
        "statistics_table": "/admin/statistics/days.csv",
    }
    if name in named:
        return named[name]
    thing, _underscore, action = name.rpartition("_")
    arguments = [made[thing]] if action in ("change", "history", "delete") and thing in made else []
    return reverse(f"admin:{name}", args=arguments)


def letter(client: Client, where: str) -> str:
    """Try an address and return its letter in the table. Whatever is refused must write nothing."""
    with written() as writes:
        looks = not is_refused(client.get(where))
    assert writes == [], where
    with written() as writes:
        sends = not is_refused(client.post(where, {}))
    assert sends or writes == [], where
    return "y" if looks and sends else "r" if looks else "-"


def test_every_staff_address_has_a_row() -> None:
    assert staff_routes() == set(SCREENS)
    assert all(len(row) == len(PEOPLE) for row in (*SCREENS.values(), *OTHER_THINGS.values()))


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_is_let_in_where_the_table_says(client: Client, person: str) -> None:
    made = things()
    log_in(client, person)
    names = sorted(SCREENS, key=lambda name: name == LAST)
    found = {name: letter(client, address(name, made)) for name in names if name != LAST}
    expected = {name: row[PEOPLE.index(person)] for name, row in SCREENS.items() if name != LAST}
    assert found == expected
    assert client.post("/admin/logout/").status_code == 200
    assert is_sent_to_log_in(client.get("/admin/"))


@pytest.mark.parametrize("person", PEOPLE)
def test_their_own_and_those_above_them_have_rows_of_their_own(client: Client, person: str) -> None:
    user = log_in(client, person)
    root = User.objects.create_superuser("root", password=cast.PASSWORD)
    made = {
        "articles_article": make_article(created_by=user).pk,
        "accounts_user": root.pk,
        "auth_user": root.pk,
    }
    found = {key: letter(client, address(key[0], made)) for key in OTHER_THINGS}
    assert found == {key: row[PEOPLE.index(person)] for key, row in OTHER_THINGS.items()}


@pytest.mark.parametrize("person", STRANGERS)
def test_strangers_are_asked_to_log_in_everywhere(client: Client, person: str) -> None:
    made = things()
    log_in(client, person)
    for name in set(SCREENS) - {"login", LAST}:
        where = address(name, made)
        with written() as writes:
            answers = [client.get(where), client.post(where, {})]
        assert all(map(is_sent_to_log_in, answers)), where
        assert writes == [], where
    assert client.get("/admin/login/").status_code == 200
