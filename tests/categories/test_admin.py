from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from categories.models import Category
from tests import cast
from tests.factories import make_category

pytestmark = pytest.mark.django_db

ADD = "/admin/categories/category/add/"
WORLD = {"slug": "world", "position": "1", "name_hy": "Աշխարհ"}


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(cast.chief_editor())
    return client


def errors(client: Client, typed: dict[str, str]) -> dict[str, list[str]]:
    response = client.post(ADD, typed)
    assert response.status_code == 200
    return dict(response.context["adminform"].form.errors)


def test_the_chief_editor_adds_a_category_in_armenian_alone(chief: Client) -> None:
    assert chief.post(ADD, WORLD)["Location"] == "/admin/categories/category/"
    category = Category.objects.get()
    assert (category.slug, str(category)) == ("world", "Աշխարհ")


def test_a_category_without_any_name_says_what_it_needs(chief: Client) -> None:
    assert errors(chief, {"slug": "world", "position": "1"}) == {
        "name_en": ["Fill this in, in one language at least."]
    }
    assert not Category.objects.exists()


@pytest.mark.parametrize("slug", ["search", "", "два слова", "../admin"])
def test_an_address_that_would_not_work_is_refused(chief: Client, slug: str) -> None:
    assert list(errors(chief, {**WORLD, "slug": slug})) == ["slug"]


@pytest.mark.parametrize("person", [cast.reporter, cast.translator, cast.editor])
def test_nobody_else_adds_categories(client: Client, person: Callable[[], User]) -> None:
    client.force_login(person())
    assert client.post(ADD, WORLD).status_code == 403
    assert not Category.objects.exists()


def test_a_reporter_sees_a_category_and_a_translator_translates_it(client: Client) -> None:
    category = make_category(slug="world", en="World")
    address = f"/admin/categories/category/{category.pk}/change/"
    typed = {"name_hy": "Աշխարհ", "name_en": "World"}
    client.force_login(cast.reporter())
    assert client.get(address).status_code == 200
    assert client.post(address, typed).status_code == 403
    client.force_login(cast.translator())
    client.post(address, typed)
    assert Category.objects.filter(name_hy="Աշխարհ").exists()


@pytest.mark.parametrize("person", [cast.translator, cast.editor])
def test_the_address_and_the_order_are_shown_to_those_who_may_only_read_them(
    client: Client, person: Callable[[], User]
) -> None:
    category = make_category(slug="world", position=3, en="World")
    client.force_login(person())
    page = client.get(f"/admin/categories/category/{category.pk}/change/").content.decode()
    assert '<div class="readonly">world</div>' in page and '<div class="readonly">3</div>' in page
    assert 'name="slug"' not in page and 'name="position"' not in page
    assert "form-0-position" not in client.get("/admin/categories/category/").content.decode()


def test_categories_are_put_in_order_from_the_list(chief: Client) -> None:
    first, second = make_category(slug="world"), make_category(slug="sport", position=1)
    typed = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "_save": "Save"}
    for number, (category, position) in enumerate([(first, "5"), (second, "2")]):
        typed |= {f"form-{number}-id": str(category.pk), f"form-{number}-position": position}
    chief.post("/admin/categories/category/", typed)
    assert list(Category.objects.values_list("slug", flat=True)) == ["sport", "world"]


def test_a_category_is_found_by_its_name_in_any_language(chief: Client) -> None:
    make_category(slug="world", ru="Мир")
    make_category(slug="sport", ru="Спорт")
    listing = chief.get("/admin/categories/category/?q=МИР").content.decode()
    assert ">world<" in listing
    assert ">sport<" not in listing
