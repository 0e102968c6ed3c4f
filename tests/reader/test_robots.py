from __future__ import annotations

from urllib.robotparser import RobotFileParser

from django.conf import settings
from django.test import Client

from tests.reader.sitemaps import SITE


def test_robots_may_read_everything_and_are_told_where_the_sitemaps_are(client: Client) -> None:
    response = client.get("/robots.txt")
    robots = RobotFileParser()
    robots.parse(response.text.splitlines())

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert robots.site_maps() == [f"{SITE}/sitemap.xml", f"{SITE}/sitemap-news.xml"]
    assert robots.can_fetch("Googlebot", f"{SITE}/hy/world/")


def test_the_desk_is_not_given_away(client: Client) -> None:
    assert settings.ADMIN_PATH.strip("/") not in client.get("/robots.txt").text


def test_programs_that_ask_again_are_told_that_nothing_changed(client: Client) -> None:
    first = client.get("/robots.txt")

    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get("/robots.txt", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
