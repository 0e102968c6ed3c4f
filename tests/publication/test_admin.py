from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from publication.models import Page, Publication
from tests import cast
from tests.factories import make_page, make_publication

pytestmark = pytest.mark.django_db

NEEDED = "Fill this in, in one language at least."
SETTINGS = {"views_shown_from": "10"}
PAGE = {"slug": "about", "position": "0", "title_hy": "Մեր մասին", "body_hy": "<p>Մեր մասին</p>"}


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(cast.chief_editor())
    return client


def test_the_chief_editor_adds_a_page_in_armenian_alone(chief: Client) -> None:
    assert chief.post("/admin/publication/page/add/", PAGE)["Location"] == "/admin/publication/page/"
    assert Page.objects.get().languages() == ["hy"]


def test_a_page_without_any_language_says_what_it_needs(chief: Client) -> None:
    response = chief.post("/admin/publication/page/add/", {"slug": "about", "position": "0"})
    errors = response.context["adminform"].form.errors
    assert errors == {"title_en": [NEEDED], "body_en": [NEEDED]}
    assert not Page.objects.exists()


def test_the_settings_are_filled_in_in_armenian_alone_and_led_to_directly(chief: Client) -> None:
    assert chief.get("/admin/publication/publication/")["Location"] == "/admin/publication/publication/add/"
    chief.post(
        "/admin/publication/publication/add/", SETTINGS | {"name_hy": "Մերիդիան", "x_url": "x.com/meridian"}
    )
    paper = Publication.current()
    assert (str(paper), paper.x_url) == ("Մերիդիան", "https://x.com/meridian")
    listing = chief.get("/admin/publication/publication/")
    assert listing["Location"] == "/admin/publication/publication/1/change/"


def test_settings_without_any_name_say_what_they_need(chief: Client) -> None:
    response = chief.post(
        "/admin/publication/publication/add/", SETTINGS | {"x_url": "https://x.com/meridian"}
    )
    assert response.context["adminform"].form.errors == {"name_en": [NEEDED]}
    assert not Publication.objects.exists()


def test_there_can_be_no_second_settings_nor_none_at_all(chief: Client) -> None:
    make_publication()
    assert chief.post("/admin/publication/publication/add/", {"name_en": "Another"}).status_code == 403
    assert chief.post("/admin/publication/publication/1/delete/", {"post": "yes"}).status_code == 403
    assert str(Publication.current()) == "Meridian"


@pytest.mark.parametrize("person", [cast.reporter, cast.translator, cast.editor])
def test_pages_and_settings_are_closed_to_everybody_else(client: Client, person: Callable[[], User]) -> None:
    make_publication()
    make_page()
    client.force_login(person())
    assert client.post("/admin/publication/page/add/", PAGE).status_code == 403
    assert client.get("/admin/publication/page/").status_code == 403
    changed = client.post("/admin/publication/publication/1/change/", {"name_en": "Mine"})
    assert changed.status_code == 403
    assert (Page.objects.count(), str(Publication.current())) == (1, "Meridian")


def test_a_page_is_found_by_its_title_in_any_language(chief: Client) -> None:
    make_page(slug="about", ru="О газете")
    make_page(slug="terms", ru="Условия")
    listing = chief.get("/admin/publication/page/?q=ГАЗЕТЕ").content.decode()
    assert "about" in listing
    assert "terms" not in listing
