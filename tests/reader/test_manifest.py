from __future__ import annotations

import json
import re
from mimetypes import guess_type
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image as Pillow

from tests.factories import make_publication, set_translated
from tests.house.sources import ROOT
from tests.reader.paper import Paper
from tests.reader.reading import links, read

pytestmark = pytest.mark.django_db
NAMES = {"en": "Meridian", "ru": "Меридиан", "hy": "Մերիդիան"}
every_language = pytest.mark.parametrize("language", NAMES)


def manifest(client: Client, language: str) -> dict[str, Any]:
    response = client.get(f"/{language}/site.webmanifest")
    assert response.headers["Content-Type"] == "application/manifest+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


@every_language
def test_the_site_has_its_name_and_home_in_every_language(client: Client, language: str) -> None:
    make_publication()
    found = manifest(client, language)

    assert found["name"] == found["short_name"] == NAMES[language]
    assert (found["lang"], found["dir"]) == (language, "ltr")
    assert found["start_url"] == found["id"] == f"/{language}/"


@every_language
def test_every_page_names_its_manifest(client: Client, paper: Paper, language: str) -> None:
    for address in paper.pages(language):
        assert links(read(client, address), 'link[rel="manifest"]') == [f"/{language}/site.webmanifest"]


def test_a_long_name_is_shortened_to_fit_under_an_icon(client: Client) -> None:
    publication = make_publication()
    set_translated(publication, "name", en="Meridian of the Caucasus")
    publication.save()

    assert manifest(client, "en")["short_name"] == "Meridian"


def test_the_icons_are_there(client: Client) -> None:
    icons = manifest(client, "en")["icons"]

    assert [icon["sizes"] for icon in icons] == ["any", "192x192", "512x512"]
    for icon in icons:
        path = str(finders.find(icon["src"].removeprefix("/static/")))
        assert guess_type(path)[0] == icon["type"]
        if icon["sizes"] != "any":
            with Pillow.open(path) as picture:
                assert f"{picture.width}x{picture.height}" == icon["sizes"]


def test_the_colours_are_those_of_the_pages(client: Client) -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    paper = re.search(r"--paper: (#\w+);", tokens)
    found = manifest(client, "en")

    assert paper and found["theme_color"] == found["background_color"] == paper[1]


def test_programs_that_ask_again_are_told_that_nothing_changed(client: Client) -> None:
    first = client.get("/hy/site.webmanifest")
    again = client.get("/hy/site.webmanifest", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert first.headers["Cache-Control"] == "public, max-age=300"
