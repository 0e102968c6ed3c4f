"""The documentation says what is: its links lead somewhere, its commands exist, its lists are complete."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from articles.states import Standing
from demo import records
from demo.loader import PASSWORD
from newsroom.environment import NEEDED
from tests.house.sources import LAYERS, ROOT, committed_files, files, name, text

DOCS = files(".md")
README = ROOT / "README.md"
SETTINGS_PAGE = ROOT / "docs/for-operators/settings.md"
DECISIONS = [path for path in DOCS if name(path).startswith("docs/decisions/")]
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
ELSEWHERE = ("http://", "https://", "mailto:")
# `articles/workflow.py`, but not `reader/views/<name>.py`.
NAMED_FILE = re.compile(r"`([\w.-]+/[\w./-]+\.(?:py|html|css|js|md|toml|sh|po|txt))`")


def prose(path: Path) -> str:
    """Return a page without its blocks of code."""
    return FENCE.sub("", text(path))


def links(path: Path) -> Iterator[tuple[str, str]]:
    """Yield file and fragment of every link and picture that leads to our own files."""
    for target in LINK.findall(prose(path)):
        if not target.startswith(ELSEWHERE):
            file, _hash, fragment = target.partition("#")
            yield file, fragment


def anchors(path: Path) -> set[str]:
    """Return the fragments of a page's headings, as repository sites make them."""
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def commands(program: str) -> list[tuple[str, list[str]]]:
    """Return where a program is called in a block of code, and with what."""
    return [
        (name(path), shlex.split(line.split(program, 1)[1], comments=True))
        for path in DOCS
        for block in FENCE.findall(text(path))
        for line in block.splitlines()
        if program in line
    ]


def table(path: Path, heading: str) -> list[list[str]]:
    """Return the cells of the first table under a heading, without its head."""
    under = text(path).split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (.+) \|$", under, re.MULTILINE)
    return [[cell.strip(" `") for cell in row.split(" | ")] for row in rows[1:]]


def variables_read() -> set[str]:
    """Return the environment variables that the settings read."""
    return set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", text(ROOT / "newsroom/settings.py")))


@pytest.mark.parametrize("path", DOCS, ids=name)
def test_every_link_leads_to_a_file_and_a_heading(path: Path) -> None:
    for file, fragment in links(path):
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), f"{file} does not exist"
        assert not fragment or fragment in anchors(target), f"{file} has no heading {fragment}"


def test_links_are_seen() -> None:
    assert ("docs/images/home.png", "") in list(links(README))
    assert ("docs/architecture.md", "arrows") in list(links(ROOT / "CONTRIBUTING.md"))
    assert "two-commands" in anchors(README)


def test_every_file_that_is_named_exists() -> None:
    named = {file for path in DOCS for file in NAMED_FILE.findall(prose(path))}
    assert len(named) > 40
    assert [file for file in sorted(named) if not (ROOT / file).exists()] == []


def test_the_readme_explains_both_commands() -> None:
    headings = re.findall(r"^### `make (\w+)`$", text(README), re.MULTILINE)
    assert headings == ["run", "test"]


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", text(ROOT / "Makefile"), re.MULTILINE))
    named = {found for path in DOCS for found in re.findall(r"`(?:\w+=\w+ )*make (\w+)`", text(path))}
    assert named == {"run", "test", "bench"} <= targets


def test_every_management_command_takes_the_arguments_that_are_shown() -> None:
    known = get_commands()
    called = commands("python manage.py ")
    assert {arguments[0] for _page, arguments in called} >= {"migrate", "messages", "make_renditions"}
    for page, (command, *arguments) in called:
        assert command in known, f"{page} calls {command}"
        app = known[command]
        class_ = load_command_class(app, command) if isinstance(app, str) else app
        class_.create_parser("manage.py", command).parse_args(arguments)  # raises CommandError


def test_every_management_command_named_in_a_sentence_exists() -> None:
    named = {found for path in DOCS for found in re.findall(r"`(?:\S+ )*manage\.py (\w+)", prose(path))}
    assert named
    assert named <= set(get_commands())


def test_every_folder_that_pytest_is_called_with_exists() -> None:
    arguments = [argument for _page, rest in commands("pytest ") for argument in rest]
    paths = [argument for argument in arguments if argument.startswith("tests/")]
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_readme_s_tree_names_the_folders_there_are() -> None:
    tree = text(README).split("## The tree", 1)[1].split("```")[1]
    named = re.findall(r"^([\w.]+)/ +\S", tree, re.MULTILINE)
    inside = {path.relative_to(ROOT).parts for path in committed_files()}
    assert named == sorted({parts[0] for parts in inside if len(parts) > 1})


def test_the_readme_names_the_logins_and_the_stories_of_the_demo() -> None:
    logins = re.findall(r"^\| `(\w+)` \|.*\| (\w+) \|$", text(README), re.MULTILINE)
    spoken = {"en": "English", "ru": "Russian", "hy": "Armenian"}
    staff = records.entries("staff")
    assert logins == [(person["username"], spoken[person["language"]]) for person in staff]
    assert f"`{PASSWORD}`" in text(README)
    assert f" {len(records.stories())} stories" in text(README)


def test_every_variable_of_the_settings_is_explained() -> None:
    rows = table(SETTINGS_PAGE, "Variables")
    documented = [row[0] for row in rows]
    assert set(documented) == variables_read()
    assert len(documented) == len(set(documented))
    assert [row[0] for row in rows if len(row) != 4 or not all(row)] == []


def test_the_variables_that_production_needs_have_no_default() -> None:
    rows = table(SETTINGS_PAGE, "Variables")
    assert {row[0] for row in rows if row[2].startswith("none in production")} == set(NEEDED)


def test_the_variables_of_make_run_are_explained() -> None:
    documented = {row[0]: row[2] for row in table(SETTINGS_PAGE, "Of `make run` only")}
    assert documented == dict(re.findall(r"^(\w+) \?= (.+)$", text(ROOT / "Makefile"), re.MULTILINE))


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_has_its_four_headings_and_fits_on_a_page(path: Path) -> None:
    headings = re.findall(r"^##? (.+)$", text(path), re.MULTILINE)
    assert headings[1:] == ["Status", "Context", "Decision", "Consequences"]
    assert len(text(path).splitlines()) <= 40
    assert re.search(r"^(?:Accepted|Superseded by \d{4}), \d+ \w+ \d{4}\.$", text(path), re.MULTILINE)


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [path.name.partition("-")[0] for path in DECISIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_the_drawing_of_the_arrows_is_the_contract() -> None:
    page = text(ROOT / "docs/architecture.md")
    drawing = next(block for block in FENCE.findall(page) if "->" in block).strip("`\n")
    assert [sorted(layer.split(" | ")) for layer in drawing.split(" -> ")] == list(map(sorted, LAYERS))


def test_editors_are_told_every_word_of_the_language_bar() -> None:
    told = [
        row[0] for row in table(ROOT / "docs/for-editors/writing-a-story.md", "One story, three languages")
    ]
    assert told == [str(standing.label) for standing in Standing]
