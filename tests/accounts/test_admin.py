from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from tests import cast
from tests.desk.forms import sent_by, soup

pytestmark = pytest.mark.django_db

PASSWORD = "fourteen quiet herons"


def newcomer(**changes: object) -> dict[str, object]:
    """What an administrator types to give somebody an account."""
    role = Group.objects.get(name="Translator: hy")
    typed = {
        "username": "ani",
        "first_name": "Անի",
        "last_name": "Սարգսյան",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "usable_password": "true",
        "language": "hy",
        "is_staff": "on",
        "groups": [role.pk],
    }
    return {**typed, **changes}


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin", password=PASSWORD))
    return client


def test_somebody_with_a_new_account_finds_a_desk_in_their_language(administrator: Client) -> None:
    administrator.post("/admin/accounts/user/add/", newcomer())
    desk = Client()
    desk.post("/admin/login/", {"username": "ani", "password": PASSWORD})
    response = desk.get("/admin/articles/article/")
    assert response.status_code == 200
    assert response["Content-Language"] == "hy"
    assert '<html lang="hy"' in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"language": "fr"}, "language"),
        ({"language": ""}, "language"),
        ({"password1": "short", "password2": "short"}, "password2"),
        ({"username": ""}, "username"),
    ],
)
def test_an_account_that_would_not_work_is_refused(
    administrator: Client, changes: dict[str, object], field: str
) -> None:
    response = administrator.post("/admin/accounts/user/add/", newcomer(**changes))
    assert list(response.context["adminform"].form.errors) == [field]
    assert not User.objects.filter(username="ani").exists()


@pytest.mark.parametrize("person", [cast.reporter, cast.translator, cast.editor, cast.chief_editor])
def test_nobody_at_the_desk_can_see_or_make_accounts(client: Client, person: Callable[[], User]) -> None:
    client.force_login(person())
    assert client.get("/admin/accounts/user/").status_code == 403
    assert client.post("/admin/accounts/user/add/", newcomer()).status_code == 403


def test_an_account_cannot_be_made_a_demo_account_by_hand(administrator: Client) -> None:
    administrator.post("/admin/accounts/user/add/", newcomer(is_demo="on"))
    assert not User.objects.get(username="ani").is_demo


def test_somebody_is_called_by_name_or_else_by_login() -> None:
    assert str(User(username="ani", first_name="Անի", last_name="Սարգսյան")) == "Անի Սարգսյան"
    assert str(User(username="ani")) == "ani"


def test_accounts_and_roles_are_shut_and_changed_but_never_deleted(administrator: Client) -> None:
    somebody = cast.editor()
    role = Group.objects.get(name="Editor: en")
    for address in (f"user/{somebody.pk}", f"staffrole/{role.pk}"):
        assert administrator.get(f"/admin/accounts/{address}/change/").status_code == 200
        assert administrator.post(f"/admin/accounts/{address}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=somebody.pk).exists()


def test_people_are_listed_by_role(administrator: Client) -> None:
    cast.editor()
    cast.reporter()
    role = Group.objects.get(name="Editor: en")
    listing = administrator.get(f"/admin/accounts/user/?role={role.pk}").content.decode()
    assert ">editor</a>" in listing
    assert ">reporter</a>" not in listing
    assert ">reporter</a>" in administrator.get("/admin/accounts/user/?role=nonsense").content.decode()


def test_roles_and_permissions_are_called_in_the_language_of_the_desk(client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin", password=PASSWORD, language="ru"))
    role = Group.objects.get(name=Role.REPORTER)
    html = client.get(f"/admin/accounts/staffrole/{role.pk}/change/").content.decode()
    form = BeautifulSoup(html, "html.parser").find("select", {"name": "permissions"})
    assert form is not None
    labels = [option.get_text() for option in form.find_all("option")]
    assert labels
    assert [label for label in labels if re.search("[A-Za-z]", label)] == []


def as_sent(client: Client, person: User) -> dict[str, object]:
    """Return what a browser sends of the form of an account, as it was shown."""
    return dict(sent_by(soup(client.get(f"/admin/accounts/user/{person.pk}/change/"))))


def test_an_administrator_manages_accounts_and_roles(client: Client) -> None:
    client.force_login(cast.administrator())
    client.post("/admin/accounts/user/add/", newcomer())
    ani = User.objects.get(username="ani")
    roles = [role.pk for role in Group.objects.filter(name__in=("Editor: hy", "Translator: ru"))]
    client.post(f"/admin/accounts/user/{ani.pk}/change/", as_sent(client, ani) | {"groups": roles})
    assert set(ani.groups.values_list("name", flat=True)) == {"Editor: hy", "Translator: ru"}
    assert client.get("/admin/accounts/staffrole/").status_code == 200
    assert client.get("/admin/articles/article/").status_code == 403


@pytest.mark.parametrize("makes_one", [True, False])
def test_only_a_superuser_makes_a_superuser(client: Client, makes_one: bool) -> None:
    client.force_login(User.objects.create_superuser("root") if makes_one else cast.administrator())
    ani = cast.reporter()
    forged = as_sent(client, ani) | {"is_superuser": "on"}
    assert client.post(f"/admin/accounts/user/{ani.pk}/change/", forged).status_code == 302
    client.post("/admin/accounts/user/add/", newcomer(username="second", is_superuser="on"))
    ani.refresh_from_db()
    assert ani.is_superuser is makes_one
    assert not User.objects.get(username="second").is_superuser


@pytest.mark.parametrize(("person", "status"), [(cast.administrator, 403), (None, 302)])
def test_only_a_superuser_changes_a_superuser(
    client: Client, person: Callable[[], User] | None, status: int
) -> None:
    root = User.objects.create_superuser("root", password=PASSWORD)
    client.force_login(person() if person else root)
    data = {"password1": "twelve quiet cranes", "password2": "twelve quiet cranes", "usable_password": "true"}
    assert client.post(f"/admin/accounts/user/{root.pk}/password/", data).status_code == status
    typed = {**newcomer(username="root2"), "date_joined_0": "2026-01-01", "date_joined_1": "10:00:00"}
    client.post(f"/admin/accounts/user/{root.pk}/change/", typed | {"is_superuser": "on", "is_active": "on"})
    root.refresh_from_db()
    assert root.check_password(PASSWORD) is (status == 403)
    assert root.username == ("root" if status == 403 else "root2")
