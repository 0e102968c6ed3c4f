"""`python -m bench memory postgresql`: what web processes weigh after a crawler asked for 50,000 pages.

Two processes, as installed. The pages are stories in every language, each asked for once, as by a crawler;
between them somebody reads the home page, which has to survive. Memory is what the kernel says the process
holds (proc(5): VmRSS), with what it shares with others.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import islice
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - once Django is set up
from django.db import connections  # noqa: E402

from articles.models import Article  # noqa: E402
from bench import sites  # noqa: E402
from bench.corpus import filling  # noqa: E402
from bench.questions import Failed  # noqa: E402
from bench.servers import Server, serving  # noqa: E402
from bench.turns import ENCODINGS, IN_BROWSERS, say  # noqa: E402
from languages import registry  # noqa: E402

PAGES = int(os.environ.get("PAGES", "50000"))
AT_ONCE, EVERY = 8, 500  # requests at once; pages after which the memory is looked at and the home page read
MOST = 350  # MB of each process


def main() -> None:
    stories = PAGES // len(registry.codes()) * 5 // 4  # not every story is out in every language
    say(f"{stories:,} stories")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    filling.fill(stories)
    addresses = list(islice(paths(), PAGES))
    connections.close_all()
    with (
        tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder,
        serving(sites.cached(Path(folder) / "views")) as server,
    ):
        heaviest = crawl(server, addresses)
    if heaviest > MOST:
        raise SystemExit(f"a process held {heaviest} MB, more than {MOST}")


def paths() -> Iterator[str]:
    """Yield the addresses of stories."""
    for code in registry.codes():
        for story in Article.objects.live(code).order_by("pk").iterator(2000):
            yield story.version(code).get_absolute_url()


def crawl(server: Server, addresses: list[str]) -> int:
    """Ask for every address; return the megabytes that a process held at most."""
    heaviest, own = 0, threading.local()

    def ask(path: str) -> float:
        if not hasattr(own, "connection"):
            own.connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        begun = time.perf_counter()
        own.connection.request("GET", path, headers={"Accept-Encoding": ENCODINGS[IN_BROWSERS]})
        answer = own.connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise Failed(f"{path} answers {answer.status}")
        return time.perf_counter() - begun

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for start in range(0, len(addresses), EVERY):
            list(pool.map(ask, addresses[start : start + EVERY]))
            home = ask(f"/{registry.codes()[0]}/")
            held = sorted(_megabytes(number) for number in server.workers())
            heaviest = max(heaviest, *held)
            if start % (10 * EVERY) == 0 or start + EVERY >= len(addresses):
                say(f"{start + EVERY:,} pages: MB {held}, the home page in {home * 1000:.1f} ms")
    return heaviest


def _megabytes(number: int) -> int:
    status = Path(f"/proc/{number}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


if __name__ == "__main__":
    main()
