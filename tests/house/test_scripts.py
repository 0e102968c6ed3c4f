"""What holds for every script of ours: a module that finds its elements and leaves the rest alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, files, matches, name, text

SCRIPTS = files(".js", "static/js", "static/desk")
TEMPLATES = files(".html", "templates")


def test_a_script_makes_no_html_of_text() -> None:
    assert SCRIPTS
    assert matches(r"\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(", SCRIPTS) == []
    assert matches(r"new Function\(|setTimeout\([\"'`]|createContextualFragment|\.srcdoc\b", SCRIPTS) == []


def test_a_script_leaves_nothing_behind_in_the_page() -> None:
    assert matches(r"\bvar \w+|\b(?:window|globalThis|self)(?:\.\w+|\[[^\]]+\])\s*=(?!=)", SCRIPTS) == []


def test_a_script_listens_without_handlers_in_attributes() -> None:
    assert matches(r"\.on[a-z]+\s*=(?!=)|setAttribute\([\"']on", SCRIPTS) == []


def test_a_script_keeps_no_cookie_and_asks_nobody_elsewhere() -> None:
    assert matches(r"document\.cookie|[\"'`](?:https?:)?//\w", SCRIPTS) == []


def test_a_script_speaks_no_language() -> None:
    """Messages come from the template, so that they are translated."""
    assert (
        matches(r"\.(?:textContent|innerText|title|ariaLabel|placeholder)\s*=\s*[\"'`][^\"'`]", SCRIPTS) == []
    )
    assert matches(r"\b(?:alert|confirm|prompt)\(", SCRIPTS) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_is_used_by_a_template_or_by_another_script(path: Path) -> None:
    address = path.relative_to(ROOT / "static").as_posix()
    users = [other for other in SCRIPTS if other != path and f"/{path.name}" in text(other)]
    assert users or any(re.search(rf"{{% static '{address}' %}}", text(page)) for page in TEMPLATES)
