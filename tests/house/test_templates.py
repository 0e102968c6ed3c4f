"""What holds for every template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.house.sources import PACKAGES, ROOT, files, matches, name, python_files, text

FOLDER = ROOT / "templates"
TEMPLATES = files(".html", "templates")
PUBLIC = [path for path in TEMPLATES if not path.is_relative_to(FOLDER / "admin")]
COMPONENTS = files(".html", "templates/components")
every_template = pytest.mark.parametrize("path", TEMPLATES, ids=name)

# Parts that need what only their surroundings know, and why.
OPEN_PARTS = {"admin/desk_language.html": "a form: it needs the token against forged requests"}


def short(path: Path) -> str:
    """Return a template's name for Django: "reader/home.html"."""
    return path.relative_to(FOLDER).as_posix()


def levels(path: Path) -> int:
    """Count a template and those of ours it extends."""
    parent = re.search(r"{% extends [\"'](.+?)[\"'] %}", text(path))
    ours = parent and parent[1] != short(path) and (FOLDER / parent[1]).is_file()
    return 1 + levels(FOLDER / parent[1]) if parent and ours else 1


@every_template
def test_a_template_compiles(path: Path) -> None:
    assert engines["django"].get_template(short(path))


@every_template
def test_a_template_begins_by_saying_what_it_is(path: Path) -> None:
    assert re.match(r"{# [A-Z].{10,}\. #}", text(path))


@every_template
def test_nothing_plays_by_itself(path: Path) -> None:
    """WCAG 1.4.2. axe waits for no media in tests/browser/axe.py."""
    assert "autoplay" not in text(path)


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_a_component_names_its_inputs(path: Path) -> None:
    assert re.search(r"Inputs?: |Inputs: see|No inputs", text(path).splitlines()[0])


def test_parts_are_included_with_nothing_but_their_inputs() -> None:
    included = [(path, tag) for path in TEMPLATES for tag in re.findall(r"{% include (.+?) %}", text(path))]
    open_parts = [tag for _path, tag in included if not tag.endswith(" only")]
    assert len(included) > 10
    assert [tag.split()[0].strip("\"'") for tag in open_parts] == list(OPEN_PARTS)


def test_a_page_extends_at_most_two_others() -> None:
    depths = {short(path): levels(path) for path in TEMPLATES}
    assert depths["reader/home.html"] == 3
    assert [path for path, depth in depths.items() if depth > 3] == []


def test_nothing_typed_is_printed_unescaped() -> None:
    assert matches(r"\|\s*safe\w*|{% autoescape.*?%}", TEMPLATES) == []


def test_nothing_is_inline_that_a_strict_policy_would_refuse() -> None:
    forbidden = r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=[\"']|href=[\"']javascript:"
    assert matches(forbidden, TEMPLATES) == []


def test_the_only_script_element_written_by_code_is_a_block_of_data() -> None:
    found = {name(path): re.findall(r"<script[^>]*>", text(path)) for path in python_files(*PACKAGES)}
    written = {path: elements for path, elements in found.items() if elements}
    assert written == {"reader/templatetags/head.py": ['<script type="application/ld+json">']}


def test_scripts_are_modules_of_ours_but_for_the_one_that_runs_before_the_first_paint() -> None:
    scripts = matches(r"<script[^>]*>", TEMPLATES)
    assert [tag for tag in scripts if "{% static '" not in tag] == []
    blocking = [tag for tag in scripts if 'type="module"' not in tag]
    assert len(blocking) == 1
    assert "js/preferences.js" in blocking[0]


def test_nothing_comes_from_elsewhere() -> None:
    assert matches(r"\s(?:src|action|srcset)=[\"'](?:https?:)?//", TEMPLATES) == []
    assert matches(r"<link[^>]+href=[\"'](?:https?:)?//", TEMPLATES) == []


def test_public_pages_hold_no_token_and_know_no_account() -> None:
    assert matches(r"csrf_token|\brequest\.|\buser\.|\bmessages\b", PUBLIC) == []


def test_a_public_template_never_asks_the_database() -> None:
    assert matches(r"\.(?:all|filter|order_by|\w+_set)\b", PUBLIC) == []
