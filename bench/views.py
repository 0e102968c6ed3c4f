"""`make bench-views`: what counting views costs of a cached page, in one run that ends by itself.

Makes its own data in a folder that goes away, serves it on 127.0.0.1, and asks for nothing from elsewhere.
Needs wrk (https://github.com/wg/wrk), which it installs where that is permitted.
The turns with and without counting alternate, so that whatever else runs on the machine disturbs both. They
are long enough for folds to fall into those that count, and begin when nothing is left to fold. Two servers
of the same site may differ by a fifth, however long they run; so there are several pairs of them.
"""

from __future__ import annotations

import os
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import django

django.setup()

from django.conf import settings  # noqa: E402 - once Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import wrk  # noqa: E402
from bench.questions import Failed, Question  # noqa: E402
from bench.servers import Server, Site  # noqa: E402
from bench.servers import serving as started  # noqa: E402
from bench.sites import PROXY  # noqa: E402
from bench.turns import ENCODINGS, IN_BROWSERS  # noqa: E402
from readership.counting import count_view  # noqa: E402
from readership.fold import fold  # noqa: E402
from readership.models import Visit  # noqa: E402
from readership.slots import Record  # noqa: E402
from readership.spool import Spool  # noqa: E402
from readership.visits import Known  # noqa: E402
from tests.factories import make_article, make_category  # noqa: E402
from tests.readership.people import person  # noqa: E402
from tests.readership.views import put  # noqa: E402

PAIRS, TURNS, SECONDS = 4, 2, 12  # of servers; of each server of a pair; of a turn
ROUNDS, STORIES = 8, 60
FOLDED_WITHIN = 60  # seconds
DJANGO_TAKES = 2  # milliseconds for a story at the very least
SHORTEST = 1_000  # bytes of a story, compressed
RECORDS, MILLION = 100_000, 1_000_000
LANGUAGES = ("en", "ru", "hy")
dice = random.Random(20261128)


def main() -> None:
    wrk.ensure_installed()
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


def serving(path: str) -> None:
    """Ask for a story of two servers in turns; compare requests a second and the servers' own time."""
    results: dict[str, list[wrk.Load]] = {"request": [], "beacon": []}
    question, beside = Question("story", {path: ""}), 0.0
    connections.close_all()
    for pair in range(PAIRS):
        with started(site("request")) as counted, started(site("beacon")) as uncounted:
            servers = {"request": counted, "beacon": uncounted}
            for server in servers.values():
                load(server, question, seconds=2, seed=0)
            before = counted.beside_time()
            for turn in range(TURNS):
                for source in sorted(servers, reverse=(pair + turn) % 2 == 0):  # each is the first as often
                    results[source].append(load(servers[source], question, SECONDS, seed=pair * TURNS + turn))
            beside += counted.beside_time() - before
    is_cached = median(found.processor for found in results["beacon"]) < DJANGO_TAKES
    print("The story comes " + ("from the page cache." if is_cached else "from Django: NO PAGE WAS CACHED."))
    compare(results["request"], results["beacon"])
    views = sum(found.rate * SECONDS for found in results["request"])
    say("microseconds of a processor that the fold took for a view meanwhile", beside * 1e6 / views, 1)


def site(source: str) -> Site:
    """Return the site as it is installed. VIEWS_FROM=beacon counts no request."""
    own = {"VIEWS_FROM": source, "VIEWS_SPOOL": str(settings.VIEWS_SPOOL / source)}
    return Site("newsroom.wsgi:application", {**PROXY, **own})


def load(server: Server, question: Question, seconds: int, *, seed: int) -> wrk.Load:
    """Ask for some seconds, as other readers with another seed; wait until all is folded."""
    requests = settings.VIEWS_SPOOL / "requests"
    requests.parent.mkdir(parents=True, exist_ok=True)
    wrk.write_requests(requests, server.port, question, encoding=ENCODINGS[IN_BROWSERS], seed=seed)
    before = server.processor_time()
    result = wrk.checked(wrk.run(server.port, requests, seconds), SHORTEST)
    took = server.processor_time() - before
    wait_for_the_fold()
    return wrk.load(result, took)


def wait_for_the_fold() -> None:
    """Raises `Failed` when it does not keep up."""
    spool, until = Spool(settings.VIEWS_SPOOL / "request"), time.monotonic() + FOLDED_WITHIN
    while spool.waiting():
        if time.monotonic() > until:
            raise Failed("views still wait to be folded")
        time.sleep(0.2)


def compare(counted: list[wrk.Load], uncounted: list[wrk.Load]) -> None:
    """Say what rounds found that took turns. The server's own time is the steadier figure."""
    rounds = list(zip(counted, uncounted, strict=True))
    ratios = [one.rate / other.rate for one, other in rounds]
    for name, found in (("counted", counted), ("not counted", uncounted)):
        say(f"requests/s of a story, {name}", median(load.rate for load in found))
        of_processor = median(load.processor for load in found) * 1000
        say(f"microseconds of the server's processor a request, {name}", of_processor, digits=1)
    say("ratio of neighbouring turns (1 is no cost)", median(ratios), digits=3)
    say("  lowest", min(ratios), digits=3)
    say("  highest", max(ratios), digits=3)
    by_processor = median(other.processor / one.processor for one, other in rounds)
    say("ratio of neighbouring turns by the processor", by_processor, digits=3)


# --- The spool and the fold -------------------------------------------------------------------------


def counting(keys: list[int]) -> None:
    """Count views in this process: with all that belongs to it, and its storing alone."""
    spool, views = Spool(settings.VIEWS_SPOOL / "alone"), list(records(keys, 20_000, MILLION))
    people = [person(f"198.18.{number >> 8 & 255}.{number & 255}") for number in range(20_000)]
    counted, written = [], []
    for _ in range(ROUNDS):
        counted.append(rate(20_000, lambda: [count_view(environ, keys[0], "en") for environ in people]))
        written.append(rate(20_000, lambda: [put(spool, view) for view in views]))
    say("views/s that one process counts (rules, hash, spool)", median(counted))
    say("records/s that one process puts into the spool", median(written))


def folding(keys: list[int]) -> None:
    fold()
    Visit.objects.all().delete()
    kinds = {"mostly new visitors": 1 << 62, "visitors who come again": 5_000}
    rates, known = defaultdict[str, list[float]](list), {kind: Known() for kind in kinds}
    before, size_of_spool = size(), 0
    for number in range(ROUNDS):
        for kind, visitors in kinds.items():
            folder = settings.VIEWS_SPOOL / f"{number} {kind}"
            size_of_spool += fill(folder, records(keys, RECORDS, visitors))
            rates[kind].append(rate(RECORDS, partial(fold, folder=folder, known=known[kind])))
    for kind, found in rates.items():
        say(f"records/s of the fold, {kind}", median(found))
    views = ROUNDS * RECORDS
    say("MB of spool for a million views, until they are folded", size_of_spool / views / len(kinds))
    say("MB of database for a million views of new visitors, for two hours", (size() - before) / views)
    Visit.objects.all().delete()
    kept = size() - before
    say("MB of database that stay of these, however many views they were", kept / MILLION, digits=2)


def records(keys: list[int], count: int, visitors: int) -> Iterator[Record]:
    """Yield views of the last minutes. visitors: from how many different visits they are."""
    now = int(timezone.now().timestamp() * 1000)
    for _ in range(count):
        at, host = now - dice.randrange(300_000), "t.me" if dice.random() < 0.1 else ""
        yield Record(at, dice.choice(keys), dice.choice(LANGUAGES), dice.randrange(visitors), 0, host)


def fill(folder: Path, views: Iterator[Record]) -> int:
    """Put views into a spool; return its bytes."""
    spool = Spool(folder)
    for view in views:
        put(spool, view)
    return sum(path.stat().st_size for path in folder.iterdir())


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
