"""The files of the house, for the rules that read them."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", ".hypothesis", "var", "__pycache__", "vendor"}
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]

# The packages of the house, and its layers: the uppermost first, in each those that ignore each other.
PACKAGES: list[str] = SETTINGS["importlinter"]["root_packages"]
LAYERS = [
    [name.strip() for name in layer.split("|")]
    for layer in SETTINGS["importlinter"]["contracts"][0]["layers"]
]


@cache
def committed_files() -> tuple[Path, ...]:
    """Return what a clone holds or the next commit would add; where git cannot say, what lies in the tree."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(path for path in sorted(ROOT.rglob("*")) if is_ours(path) and path.is_file())
    paths = (ROOT / name for name in sorted(filter(None, listed.split("\0"))))
    return tuple(path for path in paths if path.is_file())


def is_ours(path: Path) -> bool:
    """Tell whether a file of the tree belongs to the house, not to tools, libraries or a running paper."""
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") and part.endswith("_cache") for part in parts)
    return not hidden and NOT_OURS.isdisjoint(parts) and path.suffix not in (".mo", ".pyc")


def files(suffix: str, *folders: str) -> list[Path]:
    """Return our files that end like this, anywhere or in some folders."""
    places = [ROOT / folder for folder in folders] or [ROOT]
    return [
        path
        for path in committed_files()
        if path.suffix == suffix and is_ours(path) and any(path.is_relative_to(place) for place in places)
    ]


def python_files(*folders: str) -> list[Path]:
    """Return our Python files but for migrations, which Django writes."""
    return [path for path in files(".py", *folders) if "migrations" not in path.parts]


def name(path: Path) -> str:
    """Return a path as the rules name it: "reader/views/home.py"."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), filename=name(path))


def nodes(module: ast.Module) -> Iterator[tuple[ast.AST, list[ast.AST]]]:
    """Yield every node of a module with those it stands in, the nearest last."""
    waiting: list[tuple[ast.AST, list[ast.AST]]] = [(module, [])]
    while waiting:
        node, around = waiting.pop()
        yield node, around
        waiting.extend((child, [*around, node]) for child in ast.iter_child_nodes(node))


def matches(pattern: str, paths: list[Path]) -> list[str]:
    """Return "file:line: found" for every match of a pattern in these files."""
    return [
        f"{name(path)}:{text(path).count(chr(10), 0, found.start()) + 1}: {found[0].strip()}"
        for path in paths
        for found in re.finditer(pattern, text(path))
    ]
