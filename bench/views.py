"""`make bench-views`: what counting views costs, in one run that ends by itself.

Makes its own data in a folder that goes away, serves it on 127.0.0.1, and asks for nothing from elsewhere.
The rounds with and without counting take turns, so that whatever else runs on the machine disturbs both.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402 - once Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.servers import Server, Site, serving  # noqa: E402
from readership.counting import count_view  # noqa: E402
from readership.fold import fold  # noqa: E402
from readership.models import Visit  # noqa: E402
from readership.spool import SUFFIX, Record, Spool  # noqa: E402
from tests.factories import make_article, make_category  # noqa: E402
from tests.readership.people import CHROME, person  # noqa: E402

ROUNDS, SECONDS, THREADS, STORIES = 5, 3.0, 4, 60
RECORDS, MILLION = 100_000, 1_000_000
LANGUAGES = ("en", "ru", "hy")
dice = random.Random(20261128)


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    category = make_category(slug="world")
    stories = [make_article(languages=LANGUAGES, category=category) for _ in range(STORIES)]
    keys = [story.pk for story in stories]
    print(f"{connection.vendor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    pages(stories[0].version("en").get_absolute_url())
    counting(keys)
    folding(keys)
    print(f"load {os.getloadavg()[0]:.1f} at the end (this run alone makes 2 to 3)")


# --- A page, with and without counting -------------------------------------------------------------


def pages(path: str) -> None:
    """Ask for a story of two servers in turns; compare requests a second and the servers' own time."""
    results: dict[str, list[tuple[float, float]]] = {"request": [], "beacon": []}
    connections.close_all()
    with serving(site("request")) as counted, serving(site("beacon")) as uncounted:
        servers = {"request": counted, "beacon": uncounted}
        for server in servers.values():
            load(server, path, 1.0)  # warms up
        for _ in range(ROUNDS):
            for source, server in servers.items():
                results[source].append(load(server, path, SECONDS))
    rates = {source: median(rate for rate, _ in rounds) for source, rounds in results.items()}
    costs = {source: median(cost for _, cost in rounds) for source, rounds in results.items()}
    ratio = median(a[0] / b[0] for a, b in zip(results["request"], results["beacon"], strict=True))
    say("requests/s of a story, counted", rates["request"])
    say("requests/s of a story, not counted", rates["beacon"])
    say("ratio (1 is no cost)", ratio, digits=3)
    say("milliseconds of the server's processor a request, counted", costs["request"], digits=2)
    say("milliseconds of the server's processor a request, not counted", costs["beacon"], digits=2)


def site(source: str) -> Site:
    """Return the site in one process. VIEWS_FROM=beacon counts no request."""
    own = {"VIEWS_FROM": source, "VIEWS_SPOOL": str(settings.VIEWS_SPOOL / source), "TRUSTED_PROXIES": "1"}
    return Site("newsroom.wsgi:application", {**own, "WORKERS": "1", "THREADS": "2"})


def load(server: Server, path: str, seconds: float) -> tuple[float, float]:
    """Ask on some connections for a time; return requests a second, and milliseconds of CPU for each."""
    done: list[int] = []
    before, begun = server.processor_time(), time.perf_counter()

    def ask() -> None:
        asking, number = HTTPConnection("127.0.0.1", server.port, timeout=10), 0
        while time.perf_counter() - begun < seconds:
            address = f"198.18.{dice.randrange(256)}.{dice.randrange(1, 255)}"
            asking.request("GET", path, headers={"User-Agent": CHROME, "X-Forwarded-For": address})
            answer = asking.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{path} answers {answer.status}")
            number += 1
        asking.close()
        done.append(number)

    threads = [threading.Thread(target=ask) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 30)
    taken, asked = time.perf_counter() - begun, sum(done) or 1
    return asked / taken, (server.processor_time() - before) * 1000 / asked


# --- The spool and the fold -------------------------------------------------------------------------


def counting(keys: list[int]) -> None:
    """Count views in this process: with all that belongs to it, and the writing of the line alone."""
    spool, lines = Spool(settings.VIEWS_SPOOL / "lines"), list(records(keys, 20_000, MILLION))
    people = [person(f"198.18.{number >> 8 & 255}.{number & 255}") for number in range(20_000)]
    counted, written = [], []
    for _ in range(ROUNDS):
        counted.append(rate(20_000, lambda: [count_view(environ, keys[0], "en") for environ in people]))
        written.append(rate(20_000, lambda: [spool.append(line) for line in lines]))
    say("views/s that one process counts (rules, hash, spool)", median(counted))
    say("records/s that one process writes into the spool", median(written))


def folding(keys: list[int]) -> None:
    fold()
    Visit.objects.all().delete()
    rates: dict[str, list[float]] = {"mostly new visitors": [], "visitors who come again": []}
    before, size_of_spool = size(), 0
    for number in range(ROUNDS):
        folder = settings.VIEWS_SPOOL / f"new-{number}"
        size_of_spool += fill(folder, records(keys, RECORDS, 1 << 62))
        rates["mostly new visitors"].append(rate(RECORDS, lambda folder=folder: fold(folder=folder)))  # type: ignore[misc]
        folder = settings.VIEWS_SPOOL / f"again-{number}"
        fill(folder, records(keys, RECORDS, 5_000))
        rates["visitors who come again"].append(rate(RECORDS, lambda folder=folder: fold(folder=folder)))  # type: ignore[misc]
    for kind, found in rates.items():
        say(f"records/s of the fold, {kind}", median(found))
    views = ROUNDS * RECORDS
    say("MB of spool for a million views, until they are folded", size_of_spool / views)
    say("MB of database for a million views of new visitors, for two hours", (size() - before) / views)
    Visit.objects.all().delete()
    kept = size() - before
    say("MB of database that stay of these, however many views they were", kept / MILLION, digits=2)


def records(keys: list[int], count: int, visitors: int) -> Iterator[Record]:
    """Yield views of the last minutes. visitors: from how many different visits they are."""
    now = int(timezone.now().timestamp() * 1000)
    for _ in range(count):
        at, host = now - dice.randrange(300_000), "t.me" if dice.random() < 0.1 else ""
        yield Record(at, dice.choice(keys), dice.choice(LANGUAGES), dice.randrange(visitors), None, host)


def fill(folder: Path, views: Iterator[Record]) -> int:
    """Write a file of the spool at once; return its bytes."""
    folder.mkdir(parents=True)
    return (folder / f"bench{SUFFIX}").write_bytes("".join(view.line() for view in views).encode())


def size() -> int:
    """Return the bytes of the database on disk, without room that is free in it."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM" if connection.vendor == "sqlite" else "VACUUM FULL")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return Path(str(settings.DATABASES["default"]["NAME"])).stat().st_size
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def rate(count: int, work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return count / (time.perf_counter() - begun)


def say(what: str, number: float, digits: int = 0) -> None:
    print(f"{what:<68}{number:>12,.{digits}f}", flush=True)


if __name__ == "__main__":
    main()
