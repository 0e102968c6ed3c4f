from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("asked_for", "home"),
    [
        ("hy", "/hy/"),
        ("hy-AM,hy;q=0.9,en;q=0.8", "/hy/"),
        ("ru-RU,ru;q=0.9,en-US;q=0.8", "/ru/"),
        ("en-GB", "/en/"),
        ("RU", "/ru/"),
        ("fr,de;q=0.9,ru;q=0.2", "/ru/"),
        ("en;q=0.3,hy;q=0.7", "/hy/"),
        ("hyw", "/hy/"),
        ("ru;q=0", "/en/"),
        ("ru;q=0,hy;q=0.1", "/hy/"),
        ("ja", "/en/"),
        ("*", "/en/"),
        ("", "/en/"),
        (";;;,q=q,ru;q=many", "/en/"),
        pytest.param("x" * 5000, "/en/", id="very long"),
    ],
)
def test_the_bare_address_leads_to_the_language_a_browser_asks_for(
    client: Client, asked_for: str, home: str
) -> None:
    response = client.get("/", headers={"accept-language": asked_for})

    assert (response.status_code, response.headers["Location"]) == (302, home)
    assert response.headers["Vary"] == "Accept-Language"


def test_a_browser_that_asks_for_nothing_gets_the_main_language(client: Client) -> None:
    response = client.get("/")

    assert (response.status_code, response.headers["Location"]) == (302, "/en/")
    assert response.headers["Vary"] == "Accept-Language"


def test_the_way_in_is_kept_by_no_cache_and_by_no_cookie(client: Client) -> None:
    response = client.get("/")

    assert set(response.headers["Cache-Control"].split(", ")) == {"no-cache", "private"}
    assert not response.cookies


@pytest.mark.parametrize(
    ("address", "real"),
    [
        ("/arm/", "/hy/"),
        ("/arm", "/hy/"),
        ("/am/", "/hy/"),
        ("/am", "/hy/"),
        ("/arm/world/12-lake/", "/hy/world/12-lake/"),
        ("/am/world/12-lake", "/hy/world/12-lake"),
        ("/arm/?utm_source=x&b=%D5%AC%26", "/hy/?utm_source=x&b=%D5%AC%26"),
        ("/am/tags/water/?page=2", "/hy/tags/water/?page=2"),
        ("/arm/100%25/what%3F/%23/", "/hy/100%25/what%3F/%23/"),
        ("/arm//other.example/", "/hy//other.example/"),
    ],
)
def test_other_names_of_armenian_lead_to_it_for_good_with_path_and_query(
    client: Client, address: str, real: str
) -> None:
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (301, real)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/army/", "/ru/arm/", "/en/am/world/", "/am-I/"])
def test_what_only_looks_like_another_name_leads_nowhere(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_a_language_without_its_slash_leads_to_its_home_page(client: Client, language: str) -> None:
    response = client.get(f"/{language}?from=paper")

    assert (response.status_code, response.headers["Location"]) == (301, f"/{language}/?from=paper")


@pytest.mark.parametrize(("address", "status"), [("/", 302), ("/arm/world/", 301)])
def test_only_asking_is_allowed(address: str, status: int) -> None:
    browser = Client(enforce_csrf_checks=True)

    assert browser.head(address).status_code == status
    assert browser.post(address).status_code == 405
