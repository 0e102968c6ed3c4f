"""Servers are measured only while they answer rightly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import brotli
import pytest

from bench import bare, wrk
from bench.questions import Answer, Failed, Question, ask, check, write_answers
from readership.bots import is_bot

STORY = "<title>Lake &amp; land</title>"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def served(application: Callable[..., Any]) -> Iterator[int]:
    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def answers(status: str, body: bytes, *headers: tuple[str, str]) -> Callable[..., list[bytes]]:
    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        start_response(status, [("Content-Length", str(len(body))), *headers])
        return [body]

    return application


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_with_the_right_words_is_right(packed: bool) -> None:
    body, headers = STORY.encode(), [("Content-Encoding", "br")] if packed else []
    with served(answers("200 OK", brotli.compress(body) if packed else body, *headers)) as port:
        found = check(port, Question("article", {"/en/": "Lake & land"}), "br")
    assert found["/en/"].status == 200


@pytest.mark.parametrize(
    ("status", "words"), [("200 OK", "Another story"), ("302 Found", "Lake"), ("500 Error", "Lake")]
)
def test_another_page_or_none_is_refused(status: str, words: str) -> None:
    with served(answers(status, STORY.encode())) as port, pytest.raises(Failed):
        check(port, Question("article", {"/en/": words}), "br")


def test_the_bare_application_answers_what_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Answer(
        200, [("Content-Length", "4"), ("Content-Type", "text/html"), ("ETag", '"1"')], b"\xff\x00ab"
    )
    write_answers(tmp_path / "answers", {"/en/": given})
    with served(bare.giving(bare.read(tmp_path / "answers"))) as port:
        assert ask(port, "/en/", "identity") == given


def test_requests_are_those_of_different_readers_with_browsers(tmp_path: Path) -> None:
    file = tmp_path / "requests"
    question = Question("article", {"/en/a/": "", "/ru/b/": ""}, cookie="sessionid=1")
    wrk.write_requests(file, 8000, question, encoding="br", seed=1)
    requests = [
        dict(line.split(": ", 1) for line in text.splitlines()[1:-1]) | {"": text.splitlines()[0]}
        for text in file.read_text("ascii").split("\0")
    ]
    assert {request[""] for request in requests} == {"GET /en/a/ HTTP/1.1", "GET /ru/b/ HTTP/1.1"}
    assert {(request["Accept-Encoding"], request["Cookie"]) for request in requests} == {
        ("br", "sessionid=1")
    }
    assert len({(request["X-Forwarded-For"], request["User-Agent"]) for request in requests}) > 0.99 * len(
        requests
    )
    assert not any(is_bot(agent) for agent in {request["User-Agent"] for request in requests})


def test_another_round_brings_other_readers(tmp_path: Path) -> None:
    question, texts = Question("home", {"/en/": ""}), []
    for seed in (1, 1, 2):
        wrk.write_requests(tmp_path / "requests", 8000, question, encoding="br", seed=seed)
        texts.append((tmp_path / "requests").read_text("ascii"))
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize(
    ("result", "is_right"),
    [
        ({"requests": 10, "bytes": 1_000, "failed": 0}, True),
        ({"requests": 10, "bytes": 1_000, "failed": 1}, False),
        ({"requests": 10, "bytes": 900, "failed": 0}, False),
        ({"requests": 0, "bytes": 0, "failed": 0}, False),
    ],
)
def test_a_run_with_an_answer_that_is_no_page_fails(result: dict[str, int], is_right: bool) -> None:
    if is_right:
        assert wrk.checked(result, shortest=100) == result
    else:
        with pytest.raises(Failed):
            wrk.checked(result, shortest=100)
