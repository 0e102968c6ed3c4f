from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from authors.models import Author
from tests import cast
from tests.factories import make_author

pytestmark = pytest.mark.django_db

ADD = "/admin/authors/author/add/"
ANNA = {"slug": "anna", "name_hy": "Աննա Պետրոսյան", "biography_hy": "Թղթակից։\n\nԳյումրի։"}


def test_an_editor_adds_an_author_in_armenian_alone(client: Client) -> None:
    client.force_login(cast.editor())
    assert client.post(ADD, ANNA)["Location"] == "/admin/authors/author/"
    assert str(Author.objects.get(slug="anna")) == "Աննա Պետրոսյան"


def test_an_author_without_any_name_says_what_is_needed(client: Client) -> None:
    client.force_login(cast.editor())
    response = client.post(ADD, {"slug": "anna", "role_hy": "Թղթակից"})
    assert response.context["adminform"].form.errors == {
        "name_en": ["Fill this in, in one language at least."]
    }
    assert not Author.objects.exists()


@pytest.mark.parametrize("person", [cast.reporter, cast.translator])
def test_reporters_and_translators_add_no_authors(client: Client, person: Callable[[], User]) -> None:
    client.force_login(person())
    assert client.post(ADD, ANNA).status_code == 403
    assert not Author.objects.exists()


def test_a_reporter_sees_an_author_and_a_translator_translates_the_name(client: Client) -> None:
    author = make_author(slug="anna", en="Anna Petrosyan")
    address = f"/admin/authors/author/{author.pk}/change/"
    typed = {**ANNA, "name_en": "Anna Petrosyan"}
    client.force_login(cast.reporter())
    assert client.get(address).status_code == 200
    assert client.post(address, typed).status_code == 403
    client.force_login(cast.translator())
    client.post(address, typed)
    assert Author.objects.filter(name_hy="Աննա Պետրոսյան").exists()


def test_an_author_is_found_by_name_in_any_language(client: Client) -> None:
    make_author(slug="anna", ru="Анна Петросян")
    make_author(slug="boris", ru="Борис Мелкумян")
    client.force_login(cast.editor())
    listing = client.get("/admin/authors/author/?q=ПЕТРОСЯН").content.decode()
    assert ">anna<" in listing
    assert ">boris<" not in listing


def test_the_list_costs_the_same_for_one_author_and_for_twenty(client: Client) -> None:
    client.force_login(cast.editor())
    costs = []
    for more in (1, 19):
        for _ in range(more):
            make_author()
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/authors/author/")
        costs.append(len(queries))
    assert costs[0] == costs[1] > 0
