"""The plain site shows the same stories at the same addresses, and counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench import content
from tests.factories import make_article, make_author, make_category, make_tag
from tests.house.sources import ROOT


def plain(folder: Path, *command: str) -> str:
    own = {
        "DATABASE_URL": f"sqlite:///{folder}/plain.sqlite3",
        "DJANGO_SETTINGS_MODULE": "bench.plain.settings",
    }
    return subprocess.run(
        [sys.executable, "-m", *command],
        env={**os.environ, **own},
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


@pytest.mark.django_db
def test_the_plain_site_shows_what_ours_holds(tmp_path: Path) -> None:
    make_article(languages=("en",))  # not in all languages: for nobody to compare
    story = make_article(
        languages=("en", "ru", "hy"),
        category=make_category(slug="world", en="World", ru="Мир", hy="Աշխարհ"),
        authors=(make_author(en="Anna Petrosyan", ru="Анна Петросян", hy="Աննա Պետրոսյան"),),
        tags=(make_tag(slug="lakes", en="Lakes", ru="Озера", hy="Լճեր"),),
    )
    facts = content.write(tmp_path / "content", 10)
    assert [one["category"] for one in facts] == ["world"]
    address = facts[0]["path"]["ru"]
    assert address == story.version("ru").get_absolute_url()
    plain(tmp_path, "django", "migrate", "--verbosity=0")
    plain(tmp_path, "django", "load_content", str(tmp_path / "content"))
    answers = json.loads(plain(tmp_path, "tests.bench.plain_pages", address, address, "/ru/", "/ru/world/"))
    assert [status for status, _text in answers] == [200] * 4
    assert all(facts[0]["title"]["ru"] in text for _status, text in answers)
    assert all(
        words in answers[0][1] for words in ("Мир", "Анна Петросян", "Озера", story.version("ru").body)
    )
    assert '<span class="views">Просмотры: 1</span>' in answers[1][1]


def test_the_plain_site_lacks_no_migration(tmp_path: Path) -> None:
    assert "No changes" in plain(tmp_path, "django", "makemigrations", "--check", "--dry-run")
