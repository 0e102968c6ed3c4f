"""The site, telling which process answers, and one page that takes its time: for tests of the server.

Tests name it and never import it: it starts the threads of a web process.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from newsroom.wsgi import application as site

SECONDS = float(os.environ["SLOW_SECONDS"])


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
        return start_response(status, [*headers, ("X-Worker", str(os.getpid()))], *error)

    if environ["PATH_INFO"] != "/slow/":
        answer: Iterable[bytes] = site(environ, start)
        return answer
    time.sleep(SECONDS)
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
    return [b"slow"]
