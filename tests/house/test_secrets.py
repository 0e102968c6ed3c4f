"""Nothing that is private, tied to one machine or heavy is committed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, committed_files, is_ours, name

LARGEST = 1024 * 1024
# Written in pieces, so that this file does not find itself.
PRIVATE_KEY = "-----BEGIN [A-Z ]*PRIVATE " + "KEY-----"
INDEX = (
    r"(?:--(?:extra-)?index-" + r"url|--trusted-" + r"host|pypi\." + r"org/simple|:[^/\s:@]+@[\w.-]+/simple)"
)
HOME = r"(?:(?<![\w.-])/(?:ho" + r"me|Us" + r"ers)/\w+|(?<![\w.-])/ro" + r"ot/|[A-Z]:\\Us" + r"ers\\)"
TOKENS = r"(?:AK" + r"IA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[bap]-\d+-)"

TEXTS = {
    path: content
    for path in committed_files()
    if is_ours(path) and b"\0" not in (content := path.read_bytes())
}
LOCKED = [
    ROOT / name for name in ("requirements.txt", "requirements-dev.txt", "bench/peers/requirements.txt")
]


@pytest.mark.parametrize("pattern", [PRIVATE_KEY, INDEX, HOME, TOKENS], ids=["key", "index", "home", "token"])
def test_no_file_holds_a_secret_or_an_address_of_one_machine(pattern: str) -> None:
    wanted = re.compile(pattern.encode())
    found = [name(path) for path, content in TEXTS.items() if wanted.search(content)]
    assert len(TEXTS) > 100
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (PRIVATE_KEY, "-----BEGIN RSA PRIVATE" + " KEY-----"),
        (INDEX, "--index-" + "url https://example.com"),
        (INDEX, "https://reader:pass" + "word@example.com/simple"),
        (HOME, "cd /ho" + "me/anna/paper"),
        (TOKENS, "AK" + "IA" + "A" * 16),
    ],
)
def test_the_search_finds_what_it_looks_for(pattern: str, line: str) -> None:
    assert re.search(pattern, line)


def test_no_file_is_larger_than_a_megabyte() -> None:
    assert [name(path) for path in committed_files() if path.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("path", LOCKED, ids=name)
def test_every_locked_requirement_has_its_hashes(path: Path) -> None:
    entries = re.findall(r"^[^\s#].*(?:(?<=\\)\n.*)*", path.read_text(encoding="utf-8"), re.MULTILINE)
    loose = [
        entry
        for entry in entries
        if not re.match(r"[\w.\[\],-]+==\S+( ; .+?)? \\\n", entry) or "--hash=sha256:" not in entry
    ]
    assert len(entries) > 20
    assert loose == []


@pytest.mark.parametrize("path", LOCKED, ids=name)
def test_the_locked_requirements_hold_no_addresses(path: Path) -> None:
    assert "://" not in path.read_text(encoding="utf-8")
