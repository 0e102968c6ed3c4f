"""What the staff see when something is refused or fails: the desk's own page, in their own language."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.test import Client, RequestFactory
from django.urls import reverse

from articles.models import Article
from desk.middleware import DeskLanguageMiddleware
from newsroom import errors
from tests import cast
from tests.desk.forms import soup
from tests.factories import make_article, make_publication

LANGUAGES = ("en", "ru", "hy")
pytestmark = pytest.mark.django_db


def said(response: Any) -> str:
    """Return what a page of the desk says in its middle, and check that it is one of the desk."""
    page = soup(response)
    assert page.select_one("#site-name a[href='/admin/']") and page.html is not None
    assert page.html["lang"] == response.headers["Content-Language"]
    return " ".join(page.select("#content")[0].get_text(" ").split())


def is_in(language: str, text: str) -> bool:
    """The text is written in the letters of its language."""
    first = {"en": "a", "ru": "а", "hy": "ա"}[language]
    letters = [letter for letter in text.lower() if letter.isalpha()]
    return bool(letters) and all(abs(ord(letter) - ord(first)) < 64 for letter in letters)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_may_not_is_told_so_and_finds_back(client: Client, language: str) -> None:
    client.force_login(cast.reporter(language))
    response = client.get("/admin/publication/page/")
    assert response.status_code == 403 and is_in(language, said(response))
    assert soup(response).select("#content a[href='/admin/']") and soup(response).select("#logout-form")
    if language == "en":
        assert "Your account may not do this." in said(response)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_of_nothing_is_answered_by_the_desk(client: Client, language: str) -> None:
    client.force_login(cast.reporter(language))
    for address in ("/admin/nowhere/", "/admin/articles/nothing/1/", "/admin/r/999/1/"):
        response = client.get(address)
        assert response.status_code == 404 and is_in(language, said(response)), address


def test_a_stranger_learns_nothing_of_which_addresses_exist(client: Client) -> None:
    for person in (None, cast.outsider()):
        if person:
            client.force_login(person)
        for address in ("/admin/nowhere/", "/admin/articles/article/"):
            response = client.get(address)
            assert response.headers["Location"] == f"/admin/login/?next={address}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_without_a_valid_token_is_refused_without_fright(language: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.editor(language))
    article = make_article()
    for data in ({}, {"csrfmiddlewaretoken": "x" * 64, "title_en": "Typed"}):
        response = client.post(f"/admin/articles/article/{article.pk}/change/", data)
        assert response.status_code == 403 and is_in(language, said(response))
        assert response.headers["Content-Language"] == language
        if language == "en":
            assert "what you typed is not lost: go back" in said(response)
    assert Article.objects.get(pk=article.pk).version("en").title == article.version("en").title


def test_a_login_form_without_a_valid_token_speaks_the_language_of_the_browser() -> None:
    client = Client(enforce_csrf_checks=True)
    for language in LANGUAGES:
        response = client.post("/admin/login/", {}, headers={"Accept-Language": language})
        assert response.status_code == 403 and is_in(language, said(response))
        assert not soup(response).select("#user-tools")


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_than_can_be_taken_is_refused_in_words(client: Client, language: str, settings: Any) -> None:
    client.force_login(cast.editor(language))
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/admin/articles/article/add/", {"title_en": "x" * 2000})
    assert response.status_code == 400 and is_in(language, said(response))


def test_a_host_of_somebody_else_is_refused_before_anybody_is_known(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["paper.example"]
    response = client.get("/admin/", headers={"Host": "evil.example"})
    assert response.status_code == 400 and "Nothing was saved" in said(response)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_is_admitted_in_the_language_of_the_account(
    client: Client, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise ZeroDivisionError

    client.force_login(cast.editor(language))
    client.raise_request_exception = False
    monkeypatch.setattr(site._registry[Article], "get_queryset", fail)
    response = client.get("/admin/articles/article/")
    assert response.status_code == 500 and is_in(language, said(response))
    assert not soup(response).select("#user-tools, #nav-sidebar")


def test_to_admit_a_failure_the_desk_asks_nothing_of_the_database(
    rf: RequestFactory, django_assert_num_queries: Any
) -> None:
    request = rf.get("/admin/")
    request.user = cast.editor()
    with django_assert_num_queries(0):
        assert "Something went wrong" in said(DeskLanguageMiddleware(errors.server_error)(request))


def test_a_refusal_at_the_desk_is_kept_by_no_cache(client: Client) -> None:
    client.force_login(cast.reporter())
    for address in ("/admin/nowhere/", "/admin/publication/page/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]


def test_the_public_site_refuses_without_a_word_of_the_desk(client: Client) -> None:
    make_publication()
    client.force_login(cast.editor("ru"))
    forged = Client(enforce_csrf_checks=True)
    for response, status in (
        (client.get("/hy/nowhere/at/all/"), 404),
        (forged.post("/media/a.jpg", {}), 400),
    ):
        assert response.status_code == status and not soup(response).select("#site-name")
        assert reverse("admin:index") not in response.content.decode()
