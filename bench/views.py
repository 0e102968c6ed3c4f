"""`make bench-views`: what counting views costs of a cached page, in one run that ends by itself.

Makes its own data in a folder that goes away, serves it on 127.0.0.1, and asks for nothing from elsewhere.
Needs wrk (https://github.com/wg/wrk), which Debian has too.
The rounds with and without counting take turns, so that whatever else runs on the machine disturbs both.
"""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402 - once Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from readership.counting import count_view  # noqa: E402
from readership.fold import fold  # noqa: E402
from readership.models import Visit  # noqa: E402
from readership.spool import SUFFIX, Record, Spool  # noqa: E402
from tests.factories import make_article, make_category  # noqa: E402
from tests.readership.people import CHROME, person  # noqa: E402

ROUNDS, SECONDS, CONNECTIONS, STORIES = 7, 3.0, 8, 60
DJANGO_TAKES = 2_000  # microseconds for a story at the very least
RECORDS, MILLION = 100_000, 1_000_000
LANGUAGES = ("en", "ru", "hy")
TICKS = os.sysconf("SC_CLK_TCK")
dice = random.Random(20261128)


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    category = make_category(slug="world")
    stories = [make_article(languages=LANGUAGES, category=category) for _ in range(STORIES)]
    keys = [story.pk for story in stories]
    print(f"{connection.vendor}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    serving(stories[0].version("en").get_absolute_url())
    counting(keys)
    folding(keys)
    print(f"load {os.getloadavg()[0]:.1f} at the end (this run alone makes 2 to 3)")


# --- A cached page, with and without counting -------------------------------------------------------

# wrk asks, for a load made in Python is slower than the server: every time it is another reader.
READERS = """
math.randomseed(20261128)
request = function()
    local address = string.format("198.18.%%d.%%d", math.random(0, 255), math.random(1, 254))
    wrk.headers["X-Forwarded-For"] = address
    return wrk.format("GET", nil)
end
wrk.headers["User-Agent"] = "%s"
wrk.headers["Accept-Encoding"] = "gzip, deflate, br"
"""


def serving(path: str) -> None:
    """Ask for a story of two servers in turns; compare requests a second and the servers' own time."""
    results: dict[str, list[tuple[float, float]]] = {"request": [], "beacon": []}
    connections.close_all()
    with server("request") as counted, server("beacon") as uncounted:
        servers = {"request": counted, "beacon": uncounted}
        for process, port in servers.values():
            make_page(port, path)
            load(process, port, path, 1.0)
        for _ in range(ROUNDS):
            for source, (process, port) in servers.items():
                results[source].append(load(process, port, path, SECONDS))
    is_cached = settings.PAGE_CACHE_MB and median(cost for _, cost in results["beacon"]) < DJANGO_TAKES
    print("The story comes " + ("from the page cache." if is_cached else "from Django: NO PAGE WAS CACHED."))
    compare(results["request"], results["beacon"])


def compare(counted: list[tuple[float, float]], uncounted: list[tuple[float, float]]) -> None:
    """Say what rounds found that took turns. The server's own time is the steadier figure."""
    say("requests/s of a story, counted", median(rate for rate, _ in counted))
    say("requests/s of a story, not counted", median(rate for rate, _ in uncounted))
    rounds = list(zip(counted, uncounted, strict=True))
    ratios = [one[0] / other[0] for one, other in rounds]
    say("ratio of neighbouring rounds (1 is no cost)", median(ratios), digits=3)
    say("  lowest", min(ratios), digits=3)
    say("  highest", max(ratios), digits=3)
    say("microseconds of the server's processor a request, counted", median(cost for _, cost in counted), 1)
    say(
        "microseconds of the server's processor a request, not counted",
        median(cost for _, cost in uncounted),
        1,
    )
    say("ratio of neighbouring rounds by these", median(other[1] / one[1] for one, other in rounds), digits=3)


@contextmanager
def server(source: str) -> Iterator[tuple[int, int]]:
    """Serve the site in one process; give its number and its port. VIEWS_FROM=beacon counts no request."""
    port = free_port()
    own = {"VIEWS_FROM": source, "VIEWS_SPOOL": str(settings.VIEWS_SPOOL / source), "TRUSTED_PROXIES": "1"}
    environment = {**os.environ, **own}
    granian = Path(sys.executable).with_name("granian")
    options = f"--interface wsgi --host 127.0.0.1 --port {port} --workers 1 --log-level error"
    process = subprocess.Popen([granian, *options.split(), "newsroom.wsgi:application"], env=environment)
    try:
        wait_for(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(20)


def make_page(port: int, path: str) -> None:
    asking = HTTPConnection("127.0.0.1", port, timeout=60)
    asking.request("GET", path)
    if (status := asking.getresponse().status) != 200:
        raise SystemExit(f"{path} answers {status}")
    asking.close()


def load(process: int, port: int, path: str, seconds: float) -> tuple[float, float]:
    """Ask on some connections for a time; return requests a second, and microseconds of CPU for each."""
    script = settings.VIEWS_SPOOL / "readers.lua"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(READERS % CHROME)
    ask = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "-s", str(script)]
    before = processor_time(process)
    said = subprocess.run(
        [*ask, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    taken = processor_time(process) - before
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{path} is not answered:\n{said}")
    asked, lasted = re.search(r"(\d+) requests in ([\d.]+)s", said).groups()  # type: ignore[union-attr]
    return int(asked) / float(lasted), taken * 1_000_000 / int(asked)


def processor_time(process: int) -> float:
    """Return the seconds that a server and its workers have worked (proc(5))."""
    seconds = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(path.parent.name) == process or int(facts[1]) == process:
            seconds += (int(facts[11]) + int(facts[12])) / TICKS
    return seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not start")


# --- The spool and the fold -------------------------------------------------------------------------


def counting(keys: list[int]) -> None:
    """Count views in this process: with all that belongs to it, and the writing of the line alone."""
    spool, lines = (
        Spool(settings.VIEWS_SPOOL / "lines"),
        [view.line() for view in records(keys, 20_000, MILLION)],
    )
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
    return (folder / f"bench{SUFFIX}").write_bytes(b"".join(view.line() for view in views))


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
