"""Sitemaps, checked against the rules of sitemaps.org and Google as they are read."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree as ET

from django.test import Client

SITE = "http://testserver"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
CHILDREN = {f"{MAP}urlset": f"{MAP}url", f"{MAP}sitemapindex": f"{MAP}sitemap"}
OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")  # W3C date and time
NEWS_PARTS = [f"{NEWS}publication", f"{NEWS}publication_date", f"{NEWS}title"]


def entries(client: Client, address: str) -> dict[str, ET.Element]:
    """Return the entries of a valid sitemap or index by address. Fails when a rule is broken."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(response.content)  # noqa: S314
    assert {child.tag for child in root} <= {CHILDREN[root.tag]}
    assert len(root) <= 5000
    for child in root:
        _check(child)
    found = {child[0].text or "": child for child in root}
    assert len(found) == len(root), "an address is listed twice"
    return {address.removeprefix(SITE): child for address, child in found.items()}


def urls(client: Client, address: str) -> list[str]:
    return list(entries(client, address))


def changed(entry: ET.Element) -> str | None:
    return entry.findtext(f"{MAP}lastmod")


def _check(entry: ET.Element) -> None:
    """An address comes first, then perhaps one time, then perhaps news; nothing else."""
    names = [part.tag for part in entry]
    assert names in ([f"{MAP}loc"], [f"{MAP}loc", f"{MAP}lastmod"], [f"{MAP}loc", f"{NEWS}news"])
    assert (entry[0].text or "").startswith(f"{SITE}/")
    if lastmod := changed(entry):
        _check_time(lastmod)
    for news in entry.iter(f"{NEWS}news"):
        assert [part.tag for part in news] == NEWS_PARTS
        assert [part.tag for part in news[0]] == [f"{NEWS}name", f"{NEWS}language"]
        _check_time(news.findtext(f"{NEWS}publication_date") or "")


def _check_time(text: str) -> None:
    assert OFFSET.fullmatch(text)
    assert datetime.fromisoformat(text)
