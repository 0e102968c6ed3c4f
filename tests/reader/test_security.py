from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from tests.reader.reading import read

ADDRESS = "/.well-known/security.txt"


def lines(client: Client) -> list[tuple[str, str]]:
    response = client.get(ADDRESS)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.endswith("\n")
    parts = (line.partition(": ") for line in response.text.splitlines())
    return [(name, value) for name, _colon, value in parts]


@override_settings(SECURITY_CONTACT=["security@meridian.example", "https://meridian.example/security"])
def test_who_found_a_hole_is_told_where_to_write(client: Client) -> None:
    found = lines(client)

    assert [value for name, value in found if name == "Contact"] == [
        "mailto:security@meridian.example",
        "https://meridian.example/security",
    ]
    assert dict(found)["Preferred-Languages"] == "en, ru, hy"
    assert dict(found)["Canonical"] == f"http://testserver{ADDRESS}"
    assert [name for name, _value in found].count("Expires") == 1


@override_settings(SECURITY_CONTACT=["security@meridian.example"])
def test_the_file_is_good_for_less_than_a_year(client: Client) -> None:
    expires = datetime.fromisoformat(dict(lines(client))["Expires"])

    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db
@override_settings(SECURITY_CONTACT=[])
def test_there_is_no_file_without_a_contact(client: Client) -> None:
    read(client, ADDRESS, status=404)
