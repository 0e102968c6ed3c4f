"""Asks a server with wrk (Debian's package `wrk`), as browsers of many people would."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.questions import ACCEPT, BROWSERS, Failed, Question

SCRIPT = Path(__file__).with_name("wrk.lua")
CONNECTIONS = 8  # enough for the kernel to deal them evenly to the workers
ENOUGH, LONGEST = 20, 10  # requests, seconds
TIMEOUT = 30  # seconds, for one answer
READY = 10_000  # requests that differ in their reader


@dataclass(frozen=True)
class Load:
    """What a server did under load: requests a second, latencies in milliseconds, its processor's time."""

    rate: float
    p50: float
    p95: float
    processor: float  # milliseconds of the server's processor a request


def ensure_installed() -> None:
    """Install wrk where that is permitted. Raises SystemExit that says what to install."""
    if shutil.which("wrk"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "wrk"]):
        try:
            subprocess.run([*sudo, *command], check=True, env=environment, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise SystemExit("The benchmark needs wrk. Install it: apt install wrk") from error


def write_requests(file: Path, port: int, question: Question, *, encoding: str, seed: int) -> None:
    """Write requests for the addresses of a question, each from another reader, for wrk to send.

    Some are asked for more often than others, as is the way with news: the second address half as often as
    the first, the third a third as often, and so on (Zipf).

    encoding: what Accept-Encoding says; seed: other readers with another one. They are told apart by
    X-Forwarded-For and User-Agent.
    """
    paths, dice = list(question.expected), random.Random(seed)
    texts = []
    for path in dice.choices(paths, [1 / place for place in range(1, len(paths) + 1)], k=READY):
        headers = {
            "Host": f"127.0.0.1:{port}",
            "User-Agent": dice.choice(BROWSERS),
            "Accept": ACCEPT,
            "Accept-Language": "en-GB,en;q=0.9",
            "Accept-Encoding": encoding,
            "X-Forwarded-For": f"198.18.{dice.randrange(256)}.{dice.randrange(1, 255)}",
            **({"Cookie": question.cookie} if question.cookie else {}),
        }
        texts.append(request_text(path, headers))
    file.write_text("\0".join(texts), "ascii")


def request_text(path: str, headers: Mapping[str, str]) -> str:
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""])


def run_until_enough(port: int, requests: Path, seconds: int) -> dict[str, int]:
    """Send requests for some seconds, or longer, if so few are answered that they say nothing."""
    while True:
        result = run(port, requests, seconds)
        if result["requests"] >= ENOUGH or seconds > LONGEST:
            return result
        seconds *= 2


def run(port: int, requests: Path, seconds: int) -> dict[str, int]:
    """Send the requests of a file for some seconds; return what `wrk.lua` prints."""
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        f"--timeout={TIMEOUT}s",
        "-s",
        str(SCRIPT),
    ]
    command += [f"http://127.0.0.1:{port}/", "--", str(requests)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 2 * TIMEOUT)
    result: dict[str, int] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def checked(result: Mapping[str, int], shortest: int) -> Mapping[str, int]:
    """Give a result back when every answer was a page. Raises Failed.

    shortest: bytes that every answer has at least. A redirect, which wrk takes for a good answer, has fewer.
    """
    if result["failed"]:
        raise Failed(f"{result['failed']} of {result['requests']} requests failed")
    if not result["requests"] or result["bytes"] < result["requests"] * shortest:
        raise Failed(f"answers are too short: {result['bytes']} bytes in {result['requests']}")
    return result


def load(result: Mapping[str, int], processor: float) -> Load:
    """Return what a result says. processor: seconds that the server worked meanwhile."""
    asked = result["requests"]
    return Load(
        rate=asked * 1e6 / result["microseconds"],
        p50=result["p50"] / 1000,
        p95=result["p95"] / 1000,
        processor=processor * 1000 / asked,
    )
