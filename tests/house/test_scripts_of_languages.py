"""No page of any language shows a word of another language's interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from articles.models import Article
from languages import registry
from newsroom import errors
from tests import cast
from tests.house.forms import filled_in
from tests.house.paper import Paper, desk_addresses, make_paper, public_addresses
from tests.house.sources import files, matches
from tests.house.visible import SPOKEN_ATTRIBUTES, strange_words

every_language = pytest.mark.parametrize("language", ["en", "ru", "hy"])

# What the paper itself has in Latin letters: user names and addresses.
LATIN = frozenset(("admin", "anna", "water", "world", "about"))


def strange(response: Any) -> list[str]:
    """Return the words of a response that are in the letters of another language."""
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return strange_words(response.text, also=LATIN) if is_page else []


def of_pages(client: Client, addresses: dict[str, int]) -> dict[str, list[str]]:
    """Return the strange words of every page that has some, by its address."""
    found: dict[str, list[str]] = {}
    for address, status in addresses.items():
        response = client.get(address)
        assert response.status_code == status, address
        found[address] = strange(response)
    return {address: words for address, words in found.items() if words}


def at_the_desk(client: Client, language: str) -> Paper:
    """Log the superuser of a paper in, whose every story has this language."""
    paper = make_paper(language)
    paper.elsewhere.delete()  # its title is content in another language, in Django's labels too
    client.force_login(paper.superuser)
    return paper


def is_list(address: str, status: int) -> bool:
    """Tell "/admin/articles/article/" from the desk's other addresses."""
    others = ("password", "statistics")
    return address.count("/") == 4 and status == 200 and not any(part in address for part in others)


def screen(thing: Model, name: str = "change") -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{name}", args=[thing.pk])


def test_every_translated_attribute_is_looked_at() -> None:
    attributes = matches(r"[\w-]+(?==[\"']{% translate)", files(".html", "templates"))
    names = {found.rpartition(" ")[2] for found in attributes}
    assert "aria-label" in names
    assert names - {"value"} <= set(SPOKEN_ATTRIBUTES)  # the value of a button is looked at, too


@pytest.mark.django_db
@every_language
def test_public_pages_speak_one_language(client: Client, language: str) -> None:
    assert of_pages(client, public_addresses(make_paper(language))) == {}


@every_language
@pytest.mark.parametrize("apologise", [errors.bad_request, errors.server_error])
def test_an_apology_speaks_one_language(apologise: Callable[..., HttpResponse], language: str) -> None:
    response = apologise(RequestFactory().get(f"/{language}/"))
    assert f'<html lang="{language}"' in response.text
    assert strange(response) == []


@every_language
@pytest.mark.parametrize("apologise", [errors.bad_request, errors.server_error])
def test_the_desk_apologises_in_the_language(apologise: Callable[..., HttpResponse], language: str) -> None:
    with translation.override(language):
        response = apologise(RequestFactory().get("/admin/"))
    assert f'<html lang="{language}"' in response.text
    assert strange(response) == []


@pytest.mark.django_db
@every_language
def test_the_desk_speaks_the_language_of_the_person_at_it(client: Client, language: str) -> None:
    assert of_pages(client, desk_addresses(at_the_desk(client, language))) == {}


@pytest.mark.django_db
@every_language
def test_the_desk_confirms_in_the_language_and_remembers_what_was_changed(
    client: Client, language: str
) -> None:
    paper = at_the_desk(client, language)
    found: dict[str, list[str]] = {}
    # The history quotes titles: those of other languages, and the names of our roles, stay as they are.
    keep = ("name", *(f"_{code}" for code in registry.codes() if code != language))
    for model, thing in paper.things.items():
        data = filled_in(client.get(screen(thing)).text, model, more="2", keep=keep)
        saved = client.post(screen(thing), {**data, "_continue": "1"}, follow=True)
        assert saved.redirect_chain, saved.context["errors"]
        assert 'class="success"' in saved.text
        found |= {f"{model.__name__} saved": strange(saved)}
        history = client.get(screen(thing, "history"))
        assert history.context["action_list"]
        found |= {f"{model.__name__} history": strange(history)}
    assert {page: words for page, words in found.items() if words} == {}


@pytest.mark.django_db
@every_language
def test_the_desk_refuses_in_the_language(client: Client, language: str) -> None:
    paper = at_the_desk(client, language)
    found: dict[str, list[str]] = {}
    for model, thing in paper.things.items():
        refused = client.post(screen(thing), filled_in(client.get(screen(thing)).text, model, empty=True))
        assert refused.context["errors"]
        found[model.__name__] = strange(refused)
    assert {page: words for page, words in found.items() if words} == {}


@pytest.mark.django_db
@every_language
def test_steps_are_taken_and_refused_in_the_language(client: Client, language: str) -> None:
    paper = at_the_desk(client, language)
    address = screen(paper.story)
    for step, status in (("draft", 200), ("publish", 200), ("submit", 403)):  # a publisher submits to nobody
        data = filled_in(client.get(address).text, Article)
        done = client.post(address, {**data, "_step": f"{step}:{language}"}, follow=True)
        assert done.status_code == status and bool(done.context["messages"]) is (status == 200)
        assert strange(done) == []


@pytest.mark.django_db
@every_language
def test_a_list_speaks_one_language_when_nothing_is_found(client: Client, language: str) -> None:
    paper = at_the_desk(client, language)
    lists = {address: 200 for address, status in desk_addresses(paper).items() if is_list(address, status)}
    assert len(lists) == len(paper.things) - 1  # the settings of the paper have no list
    assert of_pages(client, {f"{address}?q=0000": status for address, status in lists.items()}) == {}


@pytest.mark.django_db
@every_language
def test_deleting_from_a_list_is_asked_in_the_language(client: Client, language: str) -> None:
    paper = at_the_desk(client, language)
    chosen = {"action": "delete_selected", "_selected_action": [paper.story.pk]}
    asked = client.post("/admin/articles/article/", chosen)
    assert 'name="post"' in asked.text
    assert strange(asked) == []
    assert strange(client.post("/admin/articles/article/", {**chosen, "post": "yes"}, follow=True)) == []


@pytest.mark.django_db
@every_language
def test_the_way_in_speaks_the_language_of_the_browser(language: str) -> None:
    browser = Client(headers={"Accept-Language": language})
    cast.outsider()
    assert strange(browser.get("/admin/login/")) == []
    for username in ("nobody", "outsider"):
        refused = browser.post("/admin/login/", {"username": username, "password": cast.PASSWORD})
        assert 'class="errornote"' in refused.text
        assert strange(refused) == []


@pytest.mark.django_db
@every_language
def test_passwords_are_refused_and_changed_in_the_language(client: Client, language: str) -> None:
    at_the_desk(client, language)
    wrong = {"old_password": "wrong", "new_password1": "1234", "new_password2": "1234"}
    assert strange(client.post("/admin/password_change/", wrong)) == []
    right = dict.fromkeys(("new_password1", "new_password2"), "another long password")
    changed = client.post("/admin/password_change/", {**right, "old_password": cast.PASSWORD}, follow=True)
    assert changed.redirect_chain
    assert strange(changed) == []


@pytest.mark.django_db
@every_language
def test_an_expired_form_is_refused_in_the_language(language: str) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"Accept-Language": language})
    refused = browser.post("/admin/login/", {"username": "admin"})
    assert refused.status_code == 403
    assert f'<html lang="{language}"' in refused.text
    assert strange(refused) == []


@pytest.mark.django_db
@every_language
def test_who_logs_out_is_told_in_the_language(client: Client, language: str) -> None:
    at_the_desk(client, language)
    response = client.post("/admin/logout/", headers={"Accept-Language": language})
    assert response.status_code == 200
    assert strange(response) == []
