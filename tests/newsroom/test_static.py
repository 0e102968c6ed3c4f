"""The static files as they are collected for a site that runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from pytest_django import Settings
from whitenoise.compress import Compressor

from newsroom.static import IMPORT
from tests.house.sources import ROOT, files


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def collected(folder: Path, settings: Settings) -> Path:
    """Collect the static files as `make run` does, once for the tests of this module.

    Except that scripts are left uncompressed: those of packages take longest, and styles show the same.
    """
    settings.STATIC_ROOT = folder
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("js", "map", *Compressor.SKIP_COMPRESS_EXTENSIONS)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "newsroom.static.StaticStorage"},
    }
    if not any(folder.iterdir()):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_a_page_asks_for_one_stylesheet_that_asks_for_no_other(collected: Path) -> None:
    address = staticfiles_storage.url("css/site.css")
    styles = (collected / address.removeprefix("/static/")).read_text(encoding="utf-8")
    assert re.fullmatch(r"/static/css/site\.[0-9a-f]{12}\.css", address)
    assert "@import" not in styles
    for path in files(".css", "static/css"):
        if path.name == "site.css":
            continue
        rule = re.search(r"^ {2}[.:*\w][^{}@]*\{", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert path.name == "fonts.css" or (rule and rule[0] in styles), path.name
    assert styles.index("@layer tokens, base,") < styles.index("@layer base {")
    assert "@media print {\n/* A story on paper" in styles


def test_fonts_are_named_by_what_is_in_them(collected: Path) -> None:
    address = staticfiles_storage.url("css/site.css")
    styles = (collected / address.removeprefix("/static/")).read_text(encoding="utf-8")
    named = re.findall(r'url\("\.\./(fonts/[\w-]+\.[0-9a-f]{12}\.woff2)"\)', styles)
    assert len(named) == styles.count('format("woff2")') > 10
    assert all((collected / name).is_file() for name in named)


def test_the_stylesheet_is_there_compressed(collected: Path) -> None:
    path = collected / staticfiles_storage.url("css/site.css").removeprefix("/static/")
    for suffix in (".br", ".gz"):
        assert path.with_name(path.name + suffix).stat().st_size < path.stat().st_size / 3


def test_script_modules_import_each_other_by_hashed_names(collected: Path) -> None:
    path = collected / staticfiles_storage.url("js/reader.js").removeprefix("/static/")
    imported = re.findall(r'import ?"\./([\w.-]+)"', path.read_text(encoding="utf-8"))
    assert len(imported) > 5
    assert all(re.fullmatch(r"[\w-]+\.[0-9a-f]{12}\.js", name) for name in imported)
    assert all((collected / "js" / name).is_file() for name in imported)


def test_the_public_stylesheet_imports_every_part() -> None:
    site = (ROOT / "static/css/site.css").read_text(encoding="utf-8")
    imported = [found["file"] for found in IMPORT.finditer(site)]
    parts = {path.name for path in files(".css", "static/css")} - {"site.css"}
    assert sorted(imported) == sorted(parts)
