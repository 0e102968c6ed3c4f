"""What is measured one after the other: a kind of page of one site."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import sites, wrk
from bench.questions import Failed, Question, check, shortest, write_answers
from bench.servers import Server, Site, serving

# What Accept-Encoding says: as browsers do, and nothing but the bytes as they are.
ENCODINGS = {"br": "gzip, deflate, br, zstd", "identity": "identity"}
IN_BROWSERS = "br"
SEVERAL = (
    3  # servers of a site that answers fast: two of the same may differ by a fifth, however long they run
)


@dataclass(frozen=True)
class Turn:
    """A kind of page of one site, in one encoding.

    servers: of that site, of which each round asks another. shortest: bytes that every answer has at least.
    """

    question: Question
    site: str
    encoding: str
    servers: tuple[Server, ...]
    shortest: int

    @property
    def key(self) -> tuple[str, str, str]:
        return self.question.page, self.site, self.encoding

    def take(self, folder: Path, seconds: int, number: int) -> wrk.Load:
        """Ask for some seconds. number: of the round, each with other readers. Raises `Failed`."""
        requests, accept = folder / "requests", ENCODINGS[self.encoding]
        server = self.servers[number % len(self.servers)]
        wrk.write_requests(requests, server.port, self.question, encoding=accept, seed=number)
        before = server.processor_time()
        try:
            result = wrk.checked(wrk.run_until_enough(server.port, requests, seconds), self.shortest)
        except Failed as failure:
            raise Failed(f"{self.question.page} of {self.site}: {failure}") from failure
        load = wrk.load(result, server.processor_time() - before)
        server.settle()
        return load


def turns(
    everybody: list[Question], ours_only: list[Question], folder: Path, stack: ExitStack
) -> Iterator[Turn]:
    """Fill and start all servers; yield what to measure, so that those who are compared are neighbours.

    everybody: what all sites are asked; ours_only: what ours is asked without its cache. stack: ends the
    servers.
    """
    content = folder / "content"
    say("fill the other sites")
    plain, wagtail = sites.plain(content), sites.wagtail(content)
    others = {
        "uncached": sites.uncached(folder / "views-uncached"),
        "plain": plain,
        **({"wagtail": wagtail} if wagtail else {}),
    }
    say("start the servers, and look at every page")
    servers = {name: stack.enter_context(serving(site)) for name, site in others.items()}
    cached = several(sites.cached(folder / "views"), stack)
    pairs = {name: list(_pairs(cached, everybody, name, folder, stack)) for name in ENCODINGS}
    for number, question in enumerate(everybody):
        for encoding in ENCODINGS:
            yield from pairs[encoding][number]
        for name, server in servers.items():
            yield turn(question, name, IN_BROWSERS, server)
    for question in ours_only:
        yield turn(question, "uncached", IN_BROWSERS, servers["uncached"])


def several(site: Site, stack: ExitStack) -> tuple[Server, ...]:
    return tuple(stack.enter_context(serving(site)) for _ in range(SEVERAL))


def say(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", flush=True)


def _pairs(
    cached: tuple[Server, ...], asked: list[Question], encoding: str, folder: Path, stack: ExitStack
) -> Iterator[tuple[Turn, Turn]]:
    """Serve what the page cache answers from the bare application too; yield both turns of each question.

    Raises `Failed` unless both answer the same.
    """
    found = [check(cached[0].port, question, ENCODINGS[encoding]) for question in asked]
    file = folder / f"answers-{encoding}"
    write_answers(file, {path: answer for answers in found for path, answer in answers.items()})
    bare = several(sites.bare(file), stack)
    for question, answers in zip(asked, found, strict=True):
        if any(check(server.port, question, ENCODINGS[encoding]) != answers for server in bare):
            raise Failed(f"the bare application answers otherwise: {question.page}")
        least = shortest(answers.values())
        yield (
            Turn(question, "bare", encoding, bare, least),
            Turn(question, "cached", encoding, cached, least),
        )


def turn(question: Question, site: str, encoding: str, server: Server) -> Turn:
    answers = check(server.port, question, ENCODINGS[encoding])
    return Turn(question, site, encoding, (server,), shortest(answers.values()))
