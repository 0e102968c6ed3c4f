"""The accounts whose password everybody knows work only while the demo runs."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.test import Client, override_settings

from accounts.models import User
from tests import cast
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def demo_editor() -> User:
    person = cast.editor()
    person.is_demo = True
    person.save()
    return person


@override_settings(DEMO=True)
def test_a_demo_account_can_log_in_while_the_demo_runs(client: Client) -> None:
    person = demo_editor()
    assert authenticate(username="editor", password=PASSWORD) == person
    client.force_login(person)
    assert client.get("/admin/").status_code == 200


@override_settings(DEMO=False)
def test_a_demo_account_cannot_log_in_without_the_demo(client: Client) -> None:
    demo_editor()
    assert authenticate(username="editor", password=PASSWORD) is None
    response = client.post("/admin/login/", {"username": "editor", "password": PASSWORD})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_session_of_a_demo_account_ends_with_the_demo(client: Client) -> None:
    client.force_login(demo_editor())
    with override_settings(DEMO=False):
        assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


@override_settings(DEMO=False)
def test_everybody_else_can_log_in_without_the_demo(client: Client) -> None:
    cast.editor()
    client.post("/admin/login/", {"username": "editor", "password": PASSWORD})
    assert client.get("/admin/").status_code == 200


@override_settings(DEMO=False)
def test_an_account_that_was_closed_cannot_log_in() -> None:
    person = cast.editor()
    person.is_active = False
    person.save()
    assert authenticate(username="editor", password=PASSWORD) is None
