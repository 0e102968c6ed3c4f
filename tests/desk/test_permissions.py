"""Who may do what at the desk: everybody of the cast, every screen, allowed and refused side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from articles.models import Article
from publication.models import Publication
from tests import cast
from tests.desk.forms import soup
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_page,
    make_publication,
    make_tag,
)

CAST: dict[str, Callable[[], User]] = {
    "reporter": cast.reporter,
    "translator": cast.translator,
    "editor": cast.editor,
    "chief editor": cast.chief_editor,
}
THINGS: dict[str, Callable[[], Any]] = {
    "articles/article": make_article,
    "articles/tag": make_tag,
    "images/image": make_image,
    "authors/author": make_author,
    "categories/category": make_category,
    "publication/page": make_page,
}
EVERYTHING = "list add change delete"
# What each of the cast, in that order, may do with each kind of thing.
MATRIX = {
    "articles/article": ("list add", "list change", "list add change", EVERYTHING),  # of somebody else
    "articles/tag": ("list add", "list change", "list add change", EVERYTHING),
    "images/image": ("list add change", "list change", "list add change", EVERYTHING),
    "authors/author": ("list", "list change", "list add change", EVERYTHING),
    "categories/category": ("list", "list change", "list change", EVERYTHING),
    "publication/page": ("", "", "", EVERYTHING),
}
CELLS = [
    (person, thing, set(allowed.split()))
    for thing, row in MATRIX.items()
    for person, allowed in zip(CAST, row, strict=True)
]
pytestmark = pytest.mark.django_db


def screens(thing: str) -> dict[str, str]:
    """Make a thing and return the addresses of its screens by what is done there."""
    base, made = f"/admin/{thing}/", THINGS[thing]()
    own = {action: f"{base}{made.pk}/{action}/" for action in ("change", "delete", "history")}
    return {"list": base, "add": f"{base}add/", **own}


@pytest.mark.parametrize(("person", "thing", "allowed"), CELLS)
def test_a_role_has_its_screens_and_no_others(
    client: Client, person: str, thing: str, allowed: set[str]
) -> None:
    client.force_login(CAST[person]())
    answers = {action: client.get(address) for action, address in screens(thing).items()}
    may_read = {"change", "history"} if "list" in allowed else set()
    assert {action for action, answer in answers.items() if answer.status_code == 200} == allowed | may_read
    assert all(answer.status_code in (200, 403) for answer in answers.values())
    assert bool(soup(answers["change"]).select("#content [type=submit]")) is ("change" in allowed)


@pytest.mark.parametrize(("person", "thing", "allowed"), CELLS)
def test_what_a_role_may_not_do_is_refused_when_sent_by_hand(
    client: Client, person: str, thing: str, allowed: set[str]
) -> None:
    client.force_login(CAST[person]())
    addresses = screens(thing)
    acts = ("add", "change", "delete")
    answers = {action: client.post(addresses[action], {"post": "yes"}) for action in acts}
    assert {action for action, answer in answers.items() if answer.status_code == 403} == set(acts) - allowed
    assert client.get(addresses["change"]).status_code == (
        302 if "delete" in allowed else (200 if allowed else 403)
    )


@pytest.mark.parametrize("thing", THINGS)
def test_strangers_are_asked_to_log_in_everywhere(client: Client, thing: str) -> None:
    addresses = screens(thing).values()
    for person in (None, cast.outsider()):
        if person:
            client.force_login(person)
        for address in addresses:
            for answer in (client.get(address), client.post(address, {"post": "yes"})):
                assert answer.status_code == 302
                assert answer.headers["Location"] == f"/admin/login/?next={address}"


@pytest.mark.parametrize("person", CAST)
def test_the_settings_of_the_paper_are_the_chief_editors(client: Client, person: str) -> None:
    address, is_chief = "/admin/publication/publication/", person == "chief editor"
    client.force_login(CAST[person]())
    assert client.get(f"{address}add/").status_code == (200 if is_chief else 403)
    make_publication()
    ends = ("", "1/change/", "add/", "1/delete/")
    answers = [client.get(f"{address}{end}", follow=True).status_code for end in ends]
    assert answers == ([200, 200, 403, 403] if is_chief else [403] * 4)
    assert Publication.objects.exists()


@pytest.mark.parametrize("person", CAST)
def test_accounts_and_roles_are_nobodys_of_the_cast(client: Client, person: str) -> None:
    user = CAST[person]()
    client.force_login(user)
    for address in (
        "user/",
        "user/add/",
        f"user/{user.pk}/change/",
        f"user/{user.pk}/password/",
        "staffrole/",
    ):
        assert client.get(f"/admin/accounts/{address}").status_code == 403


@pytest.mark.parametrize("person", CAST)
def test_the_list_offers_to_delete_only_whoever_may(client: Client, person: str) -> None:
    article = make_article()
    client.force_login(CAST[person]())
    data = {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}
    client.post("/admin/articles/article/", data)
    assert Article.objects.exists() is (person != "chief editor")


@pytest.mark.parametrize("person", CAST)
def test_the_front_of_the_desk_names_what_a_role_may_open(client: Client, person: str) -> None:
    client.force_login(CAST[person]())
    links = {str(link["href"]) for link in soup(client.get("/admin/")).select("#content th a[href]")}
    readable = {f"/admin/{thing}/" for who, thing, allowed in CELLS if who == person and "list" in allowed}
    chiefs = {"/admin/publication/publication/"} if person == "chief editor" else set()
    statistics = {"/admin/statistics/"} if person != "translator" else set()  # tests/desk/test_statistics.py
    assert links == readable | chiefs | statistics
