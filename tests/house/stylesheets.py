"""Reads stylesheets: their rules, the tokens of each theme, and how far colours stand apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.house.sources import text

DARK = ("prefers-color-scheme: dark", 'data-theme="dark"')


@dataclass(frozen=True)
class Rule:
    """A block of declarations. path: what stands before its brace, and before those around it."""

    path: tuple[str, ...]
    declarations: dict[str, str] = field(default_factory=dict)

    @property
    def selector(self) -> str:
        return self.path[-1]

    def is_dark(self) -> bool:
        return any(sign in part for part in self.path for sign in DARK)


def rules(path: Path) -> Iterator[Rule]:
    """Yield every block of a stylesheet, those around others too."""
    stack: list[Rule] = []
    for piece, end in re.findall(r"([^{};]*)([{};])", without_comments(path)):
        words = " ".join(piece.split())
        if end == "{":
            stack.append(Rule((*(stack[-1].path if stack else ()), words)))
            continue
        if stack and ":" in words:
            name, _colon, value = words.partition(":")
            stack[-1].declarations[name.strip()] = value.strip()
        if end == "}":
            yield stack.pop()


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", text(path), flags=re.DOTALL)


def themes(path: Path) -> dict[str, dict[str, str]]:
    """Return the tokens of every theme a stylesheet knows, by what switches it on.

    A theme is a rule for it, or the half of every `light-dark()`.
    """
    with_tokens = [rule for rule in rules(path) if any(name.startswith("--") for name in rule.declarations)]
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for rule in with_tokens:
        if not rule.is_dark():
            light |= {name: _half(value, 1) for name, value in rule.declarations.items()}
            dark |= {name: _half(value, 2) for name, value in rule.declarations.items()}
    switched = {" ".join(rule.path): dark | rule.declarations for rule in with_tokens if rule.is_dark()}
    return {"light": light, **(switched or {"dark": dark})}


def _half(value: str, half: int) -> str:
    found = re.fullmatch(r"light-dark\(([^,]+),([^,]+)\)", value)
    return found[half].strip() if found else value


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return how light a "#rrggbb" is, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
