"""Reads the demo paper from its TOML files: demo/paper/*.toml and demo/stories/<category>/<key>.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Record = dict[str, Any]


def publication() -> Record:
    return _read(HERE / "paper" / "publication.toml")


def entries(name: str) -> list[Record]:
    """Return the entries of a list file: category, author, tag, page or staff."""
    plural = {"category": "categories", "staff": "staff"}.get(name, f"{name}s")
    listed: list[Record] = _read(HERE / "paper" / f"{plural}.toml")[name]
    return listed


def stories() -> dict[str, Record]:
    """Return every story by its key, with the slug of its category under "category"."""
    return {
        path.stem: {**_read(path), "category": path.parent.name}
        for path in sorted((HERE / "stories").glob("*/*.toml"))
    }


def _read(path: Path) -> Record:
    return tomllib.loads(path.read_text(encoding="utf-8"))
