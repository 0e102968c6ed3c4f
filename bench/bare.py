"""The bare application: it knows nothing but finished answers, and what to send for which path.

No WSGI application on this server can answer the same bytes with less work, so its rate is what there is to
reach. BENCH_ANSWERS names a file of answers: {path: [status, headers, body as Latin-1]}.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = tuple[str, list[tuple[str, str]], bytes]
Application = Callable[..., list[bytes]]


def read(file: Path) -> dict[str, Answer]:
    stored = json.loads(file.read_text("utf-8"))
    return {
        path: (status, [(name, value) for name, value in headers], body.encode("latin-1"))
        for path, (status, headers, body) in stored.items()
    }


def giving(answers: dict[str, Answer]) -> Application:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        status, headers, body = answers[environ["PATH_INFO"]]
        start_response(status, headers)
        return [body]

    return application


def factory() -> Application:
    return giving(read(Path(os.environ["BENCH_ANSWERS"])))
