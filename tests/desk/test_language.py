"""The desk speaks the language of whoever sits at it, and nobody else's."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from accounts.models import User
from tests import cast
from tests.desk.forms import soup
from tests.factories import make_publication

LOG_IN = {"en": "Log in", "ru": "Войти", "hy": "Մուտք"}
LOG_OUT = {"en": "Log out", "ru": "Выйти", "hy": "Ելք"}
SWITCH = "/admin/language/"
pytestmark = pytest.mark.django_db


def login_button(client: Client, accepted: str) -> tuple[str, str]:
    """Return the language of the login page and what its button says."""
    response = client.get("/admin/login/", headers={"Accept-Language": accepted})
    button = soup(response).select_one("#login-form [type=submit]")
    assert button is not None and response.headers["Content-Language"] == soup(response).html["lang"]  # type: ignore[index]
    return str(response.headers["Content-Language"]), str(button["value"])


def language_of(client: Client) -> str:
    response = client.get("/admin/", headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return str(response.headers["Content-Language"])


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en-GB,en;q=0.9", "en"), ("ru", "ru"), ("hy-AM,hy;q=0.9,en;q=0.8", "hy"), ("hyw", "hy"),
        ("fr-FR,ru;q=0.8,en;q=0.5", "ru"), ("ru;q=0,hy", "hy"), ("fr", "en"), ("", "en"), ("…;q=x", "en"),
    ],
)  # fmt: skip
def test_the_login_page_speaks_the_language_of_the_browser(
    client: Client, accepted: str, language: str
) -> None:
    assert login_button(client, accepted) == (language, LOG_IN[language])


def test_a_wrong_password_is_refused_in_the_language_of_the_browser(client: Client) -> None:
    cast.editor("hy")
    data = {"username": "editor", "password": "wrong"}
    for language in ("ru", "hy"):
        response = client.post("/admin/login/", data, headers={"Accept-Language": language})
        note = soup(response).select(".errornote")[0].get_text()
        assert response.headers["Content-Language"] == language
        assert "Please enter the correct" not in note


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_the_desk_speaks_the_language_of_the_account_whatever_the_browser_asks_for(
    client: Client, language: str
) -> None:
    user = cast.editor(language)
    data = {"username": user.username, "password": cast.PASSWORD, "next": "/admin/"}
    response = client.post("/admin/login/", data, follow=True, headers={"Accept-Language": "fr"})
    assert response.headers["Content-Language"] == language
    page = soup(response)
    assert page.html is not None and page.html["lang"] == language
    assert page.select("#logout-form button")[0].get_text(strip=True) == LOG_OUT[language]
    chosen = page.select("#desk-language option[selected]")
    assert [str(option["value"]) for option in chosen] == [language]


def test_the_account_of_one_person_is_nothing_to_the_next(client: Client) -> None:
    client.force_login(cast.editor("hy"))
    assert language_of(client) == "hy"
    client.post("/admin/logout/")
    assert login_button(client, "ru")[0] == "ru"
    client.force_login(cast.reporter("en"))
    assert language_of(client) == "en"


def test_the_public_pages_keep_the_language_of_their_address(client: Client) -> None:
    make_publication()
    client.force_login(cast.editor("hy"))
    assert client.get("/ru/").headers["Content-Language"] == "ru"


def test_a_switch_is_kept_on_the_account(client: Client) -> None:
    user, other = cast.editor("en"), cast.reporter("en")
    client.force_login(user)
    response = client.post(SWITCH, {"language": "hy", "next": "/admin/articles/article/?q=x"})
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/articles/article/?q=x")
    assert language_of(client) == "hy"
    assert User.objects.get(pk=user.pk).language == "hy" and User.objects.get(pk=other.pk).language == "en"
    again = Client()
    again.force_login(user)
    assert language_of(again) == "hy"


def test_the_switch_on_a_page_leads_back_to_that_page(client: Client) -> None:
    client.force_login(cast.editor())
    page = soup(client.get("/admin/articles/tag/?q=a%26b"))
    field = page.select_one('.desk-language [name="next"]')
    assert field is not None
    response = client.post(SWITCH, {"language": "ru", "next": str(field["value"])})
    assert response.headers["Location"] == "/admin/articles/tag/?q=a%26b"


@pytest.mark.parametrize("language", ["", "fr", "arm", "RU", "en-us", "x" * 1000, "ru\x00"])
def test_an_unknown_language_changes_nothing(client: Client, language: str) -> None:
    client.force_login(cast.editor("ru"))
    response = client.post(SWITCH, {"language": language, "next": "/admin/"})
    assert response.status_code == 302 and language_of(client) == "ru"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "http:evil.example", "javascript:alert(1)", " //evil.example", "https:/evil.example",
        "\x00//evil", "", "http://testserver.evil.example/",
    ],
)  # fmt: skip
def test_a_switch_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    client.force_login(cast.editor("en"))
    response = client.post(SWITCH, {"language": "ru", "next": elsewhere})
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert language_of(client) == "ru"


def test_whoever_is_not_logged_in_switches_nothing(client: Client) -> None:
    user = cast.editor("en")
    for person in (None, cast.outsider()):
        if person:
            client.force_login(person)
        response = client.post(SWITCH, {"language": "ru"})
        assert (response.status_code, response.headers["Location"]) == (302, f"/admin/login/?next={SWITCH}")
    assert set(User.objects.values_list("language", flat=True)) == {"en"}
    client.force_login(user)
    arrived = client.get(SWITCH)  # where the login leads, once the session has ended
    assert (arrived.status_code, arrived.headers["Location"]) == (302, "/admin/")


# Words of the admin's calendar, and of the prose editor's dialogs and buttons.
IN_SCRIPTS = {
    "ru": {"January": "Январь", "Today": "Сегодня", "Update": "Обновить", "bold": "полужирный"},
    "hy": {"January": "Հունվար", "Today": "Այսօր", "Update": "Թարմացնել", "bold": "թավ"},
}


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_the_scripts_of_the_desk_speak_its_language(client: Client, language: str) -> None:
    client.force_login(cast.editor(language))
    response = client.get("/admin/jsi18n/")
    assert response.headers["Content-Type"].startswith("text/javascript")
    found = re.search(r"newcatalog = ({.*?});\n", response.content.decode(), re.DOTALL)
    words = json.loads(found[1]) if found else {}
    expected = IN_SCRIPTS.get(language, {})
    assert {word: words.get(word) for word in expected} == expected
    assert bool(words) is (language != "en")
