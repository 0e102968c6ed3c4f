"""The desk's content security policy: nothing inline, nothing from elsewhere, on every one of its pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests import cast
from tests.desk.forms import press, soup
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
THINGS = (
    *("articles/article", "articles/tag", "authors/author", "categories/category", "images/image"),
    *("publication/page", "publication/publication", "accounts/user"),
)
# What Tiptap writes into the page, by its hash; there is no other style element.
TIPTAP = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"


def policy(response: Any) -> dict[str, set[str]]:
    """Return the directives of a response's policy, with their sources."""
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: set(sources) for name, *sources in (directive.split() for directive in directives)}


def nonces(response: Any) -> set[str]:
    """Return the nonces that the policy accepts."""
    accepted = policy(response)["script-src"]
    return {source[7:-1] for source in accepted if source.startswith("'nonce-")}


def check(response: Any, address: str) -> None:
    """The policy is strict, and nothing on the page would be stopped by it."""
    stated = policy(response)
    assert stated["default-src"] == stated["base-uri"] == stated["frame-ancestors"] == {"'none'"}, address
    assert stated["script-src"] - {f"'nonce-{nonce}'" for nonce in nonces(response)} == {"'self'"}, address
    assert stated["style-src"] - {TIPTAP} == {"'self'"} and stated["img-src"] == {"'self'", "data:"}, address
    assert stated["form-action"] == stated["connect-src"] == stated["font-src"] == {"'self'"}, address
    page = soup(response)
    assert not page.select("style, [style], base, iframe, object, embed"), address
    assert not [tag for tag in page.select("*") if any(name.startswith("on") for name in tag.attrs)], address
    for script in page.select("script:not([src])"):
        runs = str(script.get("type", "")) not in ("application/json", "text/plain")
        assert not runs or script.get("nonce") in nonces(response), address
    for tag in page.select("script[src], link[href], img[src], a[href^=javascript]"):
        assert str(tag.get("src") or tag.get("href")).startswith("/"), address


@pytest.fixture
def chief(client: Client) -> Client:
    """The browser of somebody who may see every page, and one thing of each kind to see."""
    user = cast.chief_editor()
    user.is_superuser = True
    user.save()
    client.force_login(user)
    make_article(
        languages=("en", "ru", "hy"),
        category=make_category(),
        authors=(make_author(),),
        tags=(make_tag(),),
        lead_image=make_image(),
    )
    make_publication()
    make_page()
    return client


def key(thing: str) -> str:
    """Return the key of the only thing of a kind."""
    return str(apps.get_model(thing.replace("/", "."))._default_manager.values_list("pk", flat=True).get())


@pytest.mark.parametrize("thing", THINGS)
def test_every_screen_of_a_thing_is_strict(chief: Client, thing: str) -> None:
    base = f"/admin/{thing}/"
    for end in (
        "",
        "add/",
        *(f"{key(thing)}/{screen}/" for screen in ("change", "delete", "history")),
    ):
        check(chief.get(base + end), base + end)
        check(chief.get(f"{base}{end}?_popup=1"), f"{base}{end} in a window")


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/articles/",
        "/admin/password_change/",
        "/admin/password_change/done/",
        "/admin/nowhere/",
    ],
)
def test_every_other_page_is_strict(chief: Client, address: str) -> None:
    check(chief.get(address), address)


def test_the_pages_before_and_after_the_login_are_strict(client: Client) -> None:
    cast.editor()
    check(client.get("/admin/login/"), "login")
    wrong = {"username": "editor", "password": "wrong"}
    check(client.post("/admin/login/", wrong), "a refused login")
    client.force_login(cast.reporter())
    check(client.post("/admin/logout/", follow=True), "logged out")


def test_answers_to_a_form_are_strict(chief: Client) -> None:
    address = "/admin/articles/article/add/"
    check(press(chief, address, "publish:en"), "a refused form")
    data = {"action": "delete_selected", "_selected_action": [key("articles/article")]}
    check(chief.post("/admin/articles/article/", data), "a question before deleting")
    refused = Client(enforce_csrf_checks=True).post("/admin/login/", {})
    assert refused.status_code == 403
    check(refused, "a form without its token")


def test_the_import_map_of_the_editor_carries_the_nonce_of_its_response(chief: Client) -> None:
    seen = set()
    for address in ("articles/article/add/", "articles/article/add/", "publication/page/add/"):
        response = chief.get(f"/admin/{address}")
        maps = soup(response).select('script[type="importmap"]')
        assert [{str(tag["nonce"])} for tag in maps] == [nonces(response)]
        assert "django-prose-editor/editor" in maps[0].get_text()
        seen |= nonces(response)
    assert len(seen) == 3 and all(len(nonce) >= 22 for nonce in seen)  # 128 bits, never twice


def test_a_page_without_an_editor_allows_no_nonce(chief: Client) -> None:
    assert nonces(chief.get("/admin/articles/article/")) == set()
    assert nonces(chief.get("/admin/articles/article/add/"))


def test_what_is_staff_only_is_kept_by_no_cache(chief: Client) -> None:
    for address in ("/admin/", "/admin/articles/article/add/", "/admin/nowhere/"):
        assert "no-store" in chief.get(address).headers["Cache-Control"]
