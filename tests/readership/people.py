"""Requests as browsers and programs send them."""

from __future__ import annotations

CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def person(address: str = "203.0.113.7", user_agent: str = CHROME, **headers: str) -> dict[str, str]:
    """Return what WSGI knows of a person's request."""
    return {"REMOTE_ADDR": address, "HTTP_USER_AGENT": user_agent, "HTTP_HOST": "testserver", **headers}
