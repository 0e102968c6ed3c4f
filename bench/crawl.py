"""`python -m bench crawl postgresql`: whether two processes show anything old a second after a change.

Makes the paper of the tests, lets both keep every page, and for each kind of change that the tests know
crawls both a second after it. A third server, which keeps nothing, says how each page should look.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from http.client import HTTPConnection

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - once Django is set up
from django.utils import timezone  # noqa: E402

from articles import workflow  # noqa: E402
from articles.models import Article  # noqa: E402
from articles.states import State  # noqa: E402
from bench.servers import Server, Site, serving  # noqa: E402
from tests import factories  # noqa: E402
from tests.articles.rows import again  # noqa: E402
from tests.delivery.site import Paper, make_paper  # noqa: E402
from tests.delivery.test_what_changes import CHANGES  # noqa: E402

SEEN_WITHIN = 1.0  # seconds
KEEPS = Site("newsroom.wsgi:application", {"WORKERS": "1"})
KEEPS_NOTHING = Site("newsroom.wsgi:application", {"PAGE_CACHE_MB": "0", "PIECES_MB": "0"})


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    paper, old = make_paper(), 0
    with ExitStack() as stack:
        first, second, true = (stack.enter_context(serving(site)) for site in (KEEPS, KEEPS, KEEPS_NOTHING))
        for name, change in {**CHANGES, "an hour that was set is reached": reach_an_hour}.items():
            for process in (first, second):
                crawl(process, paper.addresses())
            change(paper)
            time.sleep(SEEN_WITHIN)
            paper.stories = list(Article.objects.filter(pk__in=[story.pk for story in paper.stories]))
            addresses = paper.addresses()
            found = [crawl(process, addresses) for process in (first, second)]
            expected = crawl(true, addresses)
            wrong = [path for path in addresses for pages in found if pages[path] != expected[path]]
            print(f"{name}: {len(addresses)} pages of each of two processes, {len(wrong)} old", *wrong[:5])
            old += len(wrong)
    raise SystemExit(f"{old} pages were old" if old else 0)


def reach_an_hour(paper: Paper) -> None:
    story = factories.make_article(languages=("hy",), category=paper.categories[2], state=State.DRAFT)
    hour = timezone.now() + timedelta(seconds=2)
    workflow.schedule(again(story).version("hy"), at=hour, by=None)
    time.sleep(2)


def crawl(server: Server, addresses: list[str]) -> dict[str, tuple[int, bytes]]:
    """Ask for pages; return status and body of each. Four at a time, as readers do."""
    with ThreadPoolExecutor(4) as pool:
        return dict(zip(addresses, pool.map(lambda path: ask(server, path), addresses), strict=True))


def ask(server: Server, path: str) -> tuple[int, bytes]:
    asking = HTTPConnection("127.0.0.1", server.port, timeout=60)
    asking.request("GET", path, headers={"Host": "127.0.0.1"})
    answer = asking.getresponse()
    found = answer.status, answer.read()
    asking.close()
    return found


if __name__ == "__main__":
    main()
