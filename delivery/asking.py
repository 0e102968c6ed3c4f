"""Which requests the page cache answers, and what of a request the page may depend on.

A page is made from its address alone: no other header of the request that happens to come first reaches
Django, so none can change what the next reader gets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode

from delivery.store import Address
from readership.counting import is_staff
from readership.middleware import COUNTED

LONGEST = 512  # letters of a path and of a query that are worth keeping
READING = ("GET", "HEAD")
Environ = dict[str, Any]
Decide = Callable[[str], bool]


@dataclass(frozen=True)
class Asking:
    """The rules of one site.

    prefixes: how the paths of pages begin. parameters: those of a query string that pages know; others do
    not make another page. uncached: those whose answers are made anew each time. secure: the header by which
    a proxy says that it was asked by HTTPS, and what it says then (SECURE_PROXY_SSL_HEADER).
    """

    prefixes: tuple[str, ...]
    parameters: frozenset[str]
    uncached: frozenset[str]
    secure: tuple[str, str] | None = None

    def address(self, environ: Mapping[str, Any]) -> Address | None:
        """Return the address of the page that is asked for, None when Django has to answer itself."""
        path: str = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] not in READING or not path.startswith(self.prefixes):
            return None
        if len(path) > LONGEST or ("HTTP_COOKIE" in environ and is_staff(environ)):
            return None
        query: str | None = environ.get("QUERY_STRING", "")
        if query and (query := self._kept(query)) is None:
            return None
        scheme = self._scheme(environ) if self.secure else environ["wsgi.url_scheme"]
        return Address(scheme, environ.get("HTTP_HOST", "").lower(), path, query or "")

    def bare(self, environ: Environ, address: Address) -> Environ:
        """Return a request for a page as nobody in particular sends it."""
        kept = {"HTTP_HOST", self.secure[0]} if self.secure else {"HTTP_HOST"}
        request = {
            name: value
            for name, value in environ.items()
            if name in kept or not name.startswith(("HTTP_", "CONTENT_", "REMOTE_"))
        }
        request.update(
            {
                "REQUEST_METHOD": "GET",
                "QUERY_STRING": address.query,
                "REMOTE_ADDR": "",
                "wsgi.input": BytesIO(),
                COUNTED: True,
            }
        )
        return request

    def _scheme(self, environ: Mapping[str, Any]) -> str:
        """Return the scheme that Django sees, after the same header."""
        header, secure = self.secure or ("", "")
        if said := environ.get(header):
            return "https" if said.split(",", 1)[0].strip() == secure else "http"
        return str(environ["wsgi.url_scheme"])

    def _kept(self, query: str) -> str | None:
        """Return what of a query string tells pages apart, None when the answer is not to be kept."""
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        if any(name in self.uncached for name, _ in pairs):
            return None
        kept = urlencode([(name, value) for name, value in pairs if name in self.parameters])
        return kept if len(kept) <= LONGEST else None
