"""A finished page: its bytes as they travel, in each encoding, and what it is made of."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache

import brotli
from django.utils.http import parse_http_date_safe

from delivery.recording import MadeOf
from readership.middleware import Opened

Headers = list[tuple[str, str]]
IDENTITY, GZIP, BROTLI = "", "gzip", "br"
WORTH_IT = 500  # bytes, below which compressing saves nothing
TEXTS = ("text/", "application/json", "application/xml", "application/feed+json", "application/rss+xml")
MORE_TEXTS = ("application/manifest+json", "application/speculationrules+json", "application/atom+xml")
OF_A_BODY = frozenset(("content-length", "content-encoding", "etag", "vary"))
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
OVERHEAD = 3_000  # bytes that an entry takes beside its pages, as measured


class Entry:
    """An answer ready to be given again and again.

    dropped_at: when something it is made of changed (`time.monotonic()`); None while it is fresh.
    retry_at: when to try again to make it anew, after that failed (`time.monotonic()`).
    """

    __slots__ = (
        "_last_modified",
        "_variants",
        "dropped_at",
        "etag",
        "is_wanted",
        "made_of",
        "opened",
        "retry_at",
        "size",
        "status",
        "until",
    )

    def __init__(
        self,
        status: str,
        headers: Sequence[tuple[str, str]],
        body: bytes,
        made_of: MadeOf,
        opened: Opened | None,
    ) -> None:
        self.status, self.made_of, self.opened = status, made_of, opened
        self.dropped_at: float | None = None
        self.is_wanted = False
        self.retry_at = 0.0
        self.until = made_of.until if made_of.until is not None else float("inf")
        self.etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        kept = [(name, value) for name, value in headers if name.lower() not in OF_A_BODY]
        self._last_modified = next((value for name, value in kept if name == "Last-Modified"), "")
        self._variants: dict[str, tuple[Headers, Headers, bytes]] = {}
        for encoding, content in _encoded(body, dict(headers).get("Content-Type", "")).items():
            common = [*kept, ("ETag", self.etag), ("Vary", "Accept-Encoding")]
            full = [*common, ("Content-Length", str(len(content)))]
            if encoding:
                full.append(("Content-Encoding", encoding))
            self._variants[encoding] = (full, common, content)
        self.size = OVERHEAD + sum(len(content) for _, _, content in self._variants.values())

    def is_fresh(self) -> bool:
        return self.dropped_at is None and self.until > time.time()

    def variant(self, accepted: str) -> tuple[Headers, Headers, bytes]:
        """Return headers of the whole answer, those of a 304, and the body, in the best encoding accepted.

        accepted: the header Accept-Encoding.
        """
        for encoding in preferences(accepted):
            if found := self._variants.get(encoding):
                return found
        return self._variants[IDENTITY]

    def is_known(self, environ: Mapping[str, str]) -> bool:
        """Tell whether the client says that it has this very page (RFC 9110, section 13)."""
        if environ.keys().isdisjoint(CONDITIONS):
            return False
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            return tags.strip() == "*" or self.etag in {tag.strip() for tag in tags.split(",")}
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if not since or not self._last_modified:
            return False
        asked, changed = parse_http_date_safe(since), parse_http_date_safe(self._last_modified)
        return None not in (asked, changed) and asked >= changed  # type: ignore[operator]


@lru_cache(maxsize=512)
def preferences(accepted: str) -> tuple[str, ...]:
    """Return the encodings that a client takes, the smaller first (RFC 9110, section 12.5.3)."""
    quality: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        quality[name.strip()] = _quality(parameters)
    anything = quality.get("*", 0.0)
    return tuple(name for name in (BROTLI, GZIP) if quality.get(name, anything) > 0)


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0


def _encoded(body: bytes, kind: str) -> dict[str, bytes]:
    """Return a body in each encoding in which it is worth sending."""
    encoded = {IDENTITY: body}
    if len(body) >= WORTH_IT and kind.startswith(TEXTS + MORE_TEXTS):
        encoded[GZIP] = gzip.compress(body, compresslevel=6, mtime=0)
        encoded[BROTLI] = brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
    return encoded
