"""Each member of the staff works in a language of their own, which the account remembers."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests import cast

pytestmark = pytest.mark.django_db


def test_an_account_speaks_the_main_language_unless_told_otherwise() -> None:
    assert User.objects.create_user("ani").language == "en"


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_the_chosen_language_stays_with_the_account(client: Client, language: str) -> None:
    person = cast.editor("ru" if language == "en" else "en")
    client.force_login(person)
    response = client.post("/admin/language/", {"language": language, "next": "/admin/authors/author/"})
    assert response["Location"] == "/admin/authors/author/"
    elsewhere = Client()
    elsewhere.force_login(person)
    assert elsewhere.get("/admin/")["Content-Language"] == language


def test_the_choice_changes_nobody_elses_language(client: Client) -> None:
    colleague = cast.reporter("ru")
    client.force_login(cast.editor())
    client.post("/admin/language/", {"language": "hy"})
    colleague.refresh_from_db()
    assert colleague.language == "ru"


@pytest.mark.parametrize("language", ["", "fr", "hyw", "../ru"])
def test_a_language_the_paper_does_not_have_changes_nothing(client: Client, language: str) -> None:
    person = cast.editor("hy")
    client.force_login(person)
    assert client.post("/admin/language/", {"language": language})["Location"] == "/admin/"
    person.refresh_from_db()
    assert person.language == "hy"


def test_the_choice_does_not_lead_off_the_site(client: Client) -> None:
    client.force_login(cast.editor())
    response = client.post("/admin/language/", {"language": "ru", "next": "https://evil.example/"})
    assert response["Location"] == "/admin/"


def test_a_link_cannot_make_the_choice(client: Client) -> None:
    person = cast.editor()
    client.force_login(person)
    client.get("/admin/language/?language=ru")
    person.refresh_from_db()
    assert person.language == "en"


def test_somebody_who_is_not_logged_in_is_asked_to(client: Client) -> None:
    response = client.post("/admin/language/", {"language": "ru"})
    assert response["Location"].startswith("/admin/login/")
