from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language

from languages.middleware import LanguageMiddleware, negotiate


def spoken(request: HttpRequest) -> HttpResponse:
    """Answer with the language that is active while the page is made."""
    return HttpResponse(f"{get_language()} {request.LANGUAGE_CODE}")


@pytest.mark.parametrize(
    ("path", "code"),
    [("/en/", "en"), ("/ru/world/", "ru"), ("/hy/world/1-slug/", "hy"), ("/", "en"), ("/fr/", "en")],
)
def test_a_page_is_made_in_the_language_of_its_address(path: str, code: str) -> None:
    response = LanguageMiddleware(spoken)(RequestFactory().get(path))
    assert response.content.decode() == f"{code} {code}"
    assert response["Content-Language"] == code


def test_what_the_page_itself_says_about_its_language_stands() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Language": "ru"})

    assert LanguageMiddleware(answer)(RequestFactory().get("/hy/"))["Content-Language"] == "ru"


def test_the_language_before_is_active_again_afterwards() -> None:
    LanguageMiddleware(spoken)(RequestFactory().get("/hy/"))
    assert get_language() == "en"


@pytest.mark.django_db
def test_a_public_page_is_the_same_whatever_language_the_browser_prefers(client: Client) -> None:
    client.cookies["django_language"] = "ru"
    plain = client.get("/hy/")
    other = client.get("/hy/", headers={"accept-language": "ru,en;q=0.5"})
    assert plain.status_code == other.status_code == 200
    assert plain.content == other.content
    assert plain["Content-Language"] == other["Content-Language"] == "hy"
    assert "accept-language" not in other.get("Vary", "").lower()
    assert "cookie" not in other.get("Vary", "").lower()


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("ru", "ru"),
        ("RU-ru", "ru"),
        ("hy-AM,ru;q=0.9", "hy"),
        ("hyw", "hy"),
        ("hyw-AM,en;q=0.5", "hy"),
        ("en-GB,ru;q=0.9", "en"),
        ("ru;q=0.5,hy;q=0.8", "hy"),
        ("hy ; q=0.3 , ru ; q=0.9", "ru"),
        ("de,fr;q=0.9,ru;q=0.1", "ru"),
        ("ru;q=0,hy;q=0.1", "hy"),
    ],
)
def test_the_language_a_browser_asks_for_most_is_chosen(header: str, code: str) -> None:
    assert negotiate(header) == code


@pytest.mark.parametrize(
    "header",
    ["", "*", "de,fr", "ru;q=0", "ru;q=abc", "ru;q=2", "ru;;;q=1", ",;=", "\x00ru", "ру", "x" * 10_000],
)
def test_the_main_language_answers_when_nothing_asked_for_can_be_had_or_read(header: str) -> None:
    assert negotiate(header) == "en"
