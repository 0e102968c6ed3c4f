"""Foreign keys, imports and names follow the arrows of the house (import-linter checks the imports)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model

from tests.house.sources import LAYERS, PACKAGES, ROOT, files, name, nodes, python_files, tree

HEIGHT = {package: -depth for depth, layer in enumerate(LAYERS) for package in layer}
WIRING, OTHERS = "newsroom", {"bench", "tests"}
MODELS = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in HEIGHT]

# What a function may import, and why it cannot stand at the top of its file.
INSIDE_FUNCTIONS = {
    ("accounts/apps.py", "accounts.roles"): "an app's configuration is read before its models may be",
    ("delivery/apps.py", "delivery"): "an app's configuration is read before its models may be",
    ("articles/apps.py", "articles.triggers"): "an app's configuration is read before its models may be",
}
NAMES_THAT_SAY_NOTHING = {"common", "core", "helper", "helpers", "managers", "misc", "services", "utils"}


def foreign_keys(model: type[Model]) -> list[tuple[str, str]]:
    """Return the names of a model's relations and the apps they point to."""
    return [
        (field.name, field.related_model._meta.app_label)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if isinstance(field.related_model, type)
    ]


def points_down(source: str, target: str) -> bool:
    """Tell whether an app may refer to another: itself, one of a lower layer, or one of a library."""
    return target == source or target not in HEIGHT or HEIGHT[target] < HEIGHT[source]


def inner_imports(path: Path) -> list[tuple[str, str]]:
    """Return the modules that a file imports inside functions."""
    return [
        (name(path), node.module or "" if isinstance(node, ast.ImportFrom) else node.names[0].name)
        for node, around in nodes(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef) for outer in around)
    ]


def test_the_layers_hold_every_package_of_the_house() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - OTHERS
    assert packages == set(PACKAGES) == set(HEIGHT)


def test_every_package_but_the_wiring_is_an_installed_app() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    assert [package for package in PACKAGES if package not in installed] == [WIRING]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_to_lower_apps(model: type[Model]) -> None:
    source = model._meta.app_label
    upward = [(field, target) for field, target in foreign_keys(model) if not points_down(source, target)]
    assert upward == []


def test_foreign_keys_are_seen() -> None:
    assert get_user_model()._meta.app_label == "accounts"
    assert ("lead_image", "images") in foreign_keys(apps.get_model("articles", "Article"))


@pytest.mark.parametrize(
    ("source", "target", "allowed"),
    [
        ("articles", "images", True),
        ("articles", "auth", True),
        ("images", "articles", False),
        ("authors", "categories", False),
        ("categories", "authors", False),
    ],
)
def test_neighbours_ignore_each_other_and_nobody_looks_up(source: str, target: str, allowed: bool) -> None:
    assert points_down(source, target) is allowed


def test_imports_stand_at_the_top() -> None:
    found = {entry for path in python_files() for entry in inner_imports(path)}
    assert found == set(INSIDE_FUNCTIONS)


def test_imports_are_absolute() -> None:
    relative = [
        f"{name(path)}:{node.lineno}"
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    paths = [path.relative_to(ROOT).with_suffix("") for path in [*python_files(), *files(".html")]]
    assert [path.as_posix() for path in paths if not NAMES_THAT_SAY_NOTHING.isdisjoint(path.parts)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_what_it_owns(package: str) -> None:
    docstring = ast.get_docstring(tree(ROOT / package / "__init__.py")) or ""
    assert len(list(filter(None, docstring.splitlines()))) >= 2
