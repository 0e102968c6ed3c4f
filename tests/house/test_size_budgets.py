"""Over budget a concept is hiding: name it and move it, never split by number."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.sources import ROOT, files, name, python_files, text, tree

WRITTEN_BY_A_COMMAND = ("static/css/fonts.css",)  # reader/management/commands/build_fonts.py


def over(budget: int, paths: list[Path]) -> dict[str, int]:
    """Return the files that are longer than this, with their lines."""
    lines = {name(path): len(text(path).splitlines()) for path in paths}
    return {path: count for path, count in lines.items() if count > budget}


def test_a_module_has_at_most_400_lines() -> None:
    assert over(400, python_files()) == {}


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function; what its docstring explains is no burden."""
    first = function.body[0]
    explained = ast.get_docstring(function) and (first.end_lineno or 0) - first.lineno + 1
    return (function.end_lineno or 0) - function.lineno + 1 - (explained or 0)


def test_a_function_has_at_most_30_lines() -> None:
    lengths = {
        f"{name(path)}: {node.name}": length(node)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {function: count for function, count in lengths.items() if count > 30} == {}


def test_the_settings_have_fewer_than_250_lines() -> None:
    assert over(249, [ROOT / "newsroom/settings.py"]) == {}


def test_a_template_has_at_most_120_lines() -> None:
    assert over(120, files(".html", "templates")) == {}


def test_a_stylesheet_or_script_has_at_most_300_lines() -> None:
    written_by_hand = [
        path
        for path in [*files(".css", "static"), *files(".js", "static")]
        if name(path) not in WRITTEN_BY_A_COMMAND
    ]
    assert over(300, written_by_hand) == {}


def test_a_test_file_has_at_most_300_lines() -> None:
    assert over(300, python_files("tests")) == {}


def test_the_readme_has_fewer_than_150_lines() -> None:
    assert over(149, [path for path in files(".md") if path == ROOT / "README.md"]) == {}


def test_a_decision_has_at_most_40_lines() -> None:
    assert over(40, files(".md", "docs/decisions")) == {}
