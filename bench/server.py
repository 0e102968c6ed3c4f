"""`python -m bench server postgresql`: with which settings the server does best (decision 25).

Serves the site with several settings at once, and lets them take turns. A ratio is the median over the rounds
of requests/s to those of the first setting of its table in the same round.
"""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - once Django is set up
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from bench import content, report, sites, wrk  # noqa: E402
from bench.corpus import filling  # noqa: E402
from bench.questions import Question, pages  # noqa: E402
from bench.servers import Site, serving  # noqa: E402
from bench.turns import IN_BROWSERS, Turn, say, turn  # noqa: E402

STORIES, PAGES = 2_000, 12
ROUNDS, SECONDS = int(os.environ.get("ROUNDS", "5")), int(os.environ.get("SECONDS", "2"))
STATIC = ("--static-path-route", "/static", "--static-path-mount", str(settings.STATIC_ROOT))
Variants = dict[str, tuple[str, ...]]

PROCESSES: Variants = {
    "2 workers, 4 threads": (),
    "1 worker, 4 threads": ("--workers", "1"),
    "2 workers, 1 thread": ("--blocking-threads", "1"),
    "2 workers, 2 threads": ("--blocking-threads", "2"),
    "2 workers, 8 threads": ("--blocking-threads", "8"),
    "3 workers, 2 threads": ("--workers", "3", "--blocking-threads", "2"),
    "4 workers, 2 threads": ("--workers", "4", "--blocking-threads", "2"),
}
RUNTIME: Variants = {
    "as in deploy/serve.sh": (),
    "HTTP/2 too": ("--http", "auto"),
    "one thread runs all of the server": ("--runtime-mode", "st"),
    "two threads of the server": ("--runtime-threads", "2"),
    "backlog 4096": ("--backlog", "4096"),
    "backpressure 16": ("--backpressure", "16"),
}
FILES: Variants = {"WhiteNoise": (), "granian's own files": STATIC}


def main() -> None:
    wrk.ensure_installed()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as name:
        folder = Path(name)
        article = fill(folder)
        cached, uncached = sites.cached(folder / "views"), sites.uncached(folder / "views-uncached")
        for title, site in (("cached", cached), ("uncached", uncached)):
            compare(f"a {title} story: workers and threads", site, PROCESSES, article, folder)
            compare(f"a {title} story: other settings", site, RUNTIME, article, folder)
        compare("a stylesheet", cached, FILES, stylesheet(), folder)


def fill(folder: Path) -> Question:
    say(f"{STORIES:,} stories")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    filling.fill(STORIES)
    facts = content.write(folder / "content", STORIES)
    connections.close_all()
    stories = pages(facts)[0].expected
    return Question("article", dict(list(stories.items())[:PAGES]))


def stylesheet() -> Question:
    file = max((settings.STATIC_ROOT / "css").glob("*.css"), key=lambda path: path.stat().st_size)
    words = file.read_text("utf-8").split("\n", 1)[0]
    return Question("static", {f"/static/css/{file.name}": words})


def compare(title: str, site: Site, variants: Variants, question: Question, folder: Path) -> None:
    loads: dict[str, list[wrk.Load]] = defaultdict(list)
    with started(site, variants, question) as everything:
        for each in everything:
            each.take(folder, 1, ROUNDS)
        for number in range(ROUNDS):
            for each in everything[:: -1 if number % 2 else 1]:
                loads[each.site].append(each.take(folder, SECONDS, number))
    print(f"\n{title}\n")
    print("| setting | ratio | requests/s | p50 | p95 | processor |\n|---|---|---|---|---|---|")
    first = loads[next(iter(variants))]
    for name in variants:
        one, ratio = report.middle(loads[name]), report.ratio(loads[name], first)
        print(
            f"| {name} | {ratio:.2f} | {one['rate']:,.0f} | {one['p50']:.1f} | {one['p95']:.1f} "
            f"| {one['processor']:.2f} |",
            flush=True,
        )


@contextmanager
def started(site: Site, variants: Variants, question: Question) -> Iterator[list[Turn]]:
    with ExitStack() as stack:
        yield [
            turn(question, name, IN_BROWSERS, stack.enter_context(serving(site.with_options(options))))
            for name, options in variants.items()
        ]


if __name__ == "__main__":
    main()
