"""A fourth language takes what docs/how-to/add-a-language.md says: an entry, a line and a migration."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, committed_files, text

GUIDE = ROOT / "docs/how-to/add-a-language.md"
# What the paper with the new language prints: answers, what is on a page, preloaded fonts, a date.
PROBE = """
from datetime import date
from django.test import Client
from articles import workflow
from articles.models import Article
from categories.models import Category
from languages import dates

section = Category.objects.create(slug="world", name_en="World")
story = Article(category=section)
version = story.version("ka")
version.title, version.body = "საქართველო", "<p>ტექსტი</p>"
story.save()
workflow.publish(version, by=None)
client = Client(headers={"Host": "localhost", "Accept-Language": "ka"})
for address in ("/", "/ka/", "/ka/world/", version.get_absolute_url(), "/en/", "/ka/nowhere/"):
    response = client.get(address)
    print(address, response.status_code, response.headers.get("Location", ""))
home, other = (client.get(address).content.decode() for address in ("/ka/", "/en/"))
print('<html lang="ka">' in home, "საქართველო" in home, 'hreflang="ka"' in other)
print("serif-base.woff2" in home, "georgian" in home)
print(dates.header_date(date(2026, 3, 8), "ka"))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house without its tests, to be changed."""
    copy = tmp_path_factory.mktemp("fourth") / "house"
    for path in committed_files():
        name = path.relative_to(ROOT)
        if name.parts[0] not in ("tests", "docs", "demo"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy / name)
    return copy


def manage(house: Path, *arguments: str) -> str:
    """Run a command of the copy, on a database of its own; return what it prints."""
    environment = {"PATH": os.environ["PATH"], "DEBUG": "1", "LOG_LEVEL": "CRITICAL"}
    environment["DATABASE_URL"] = f"sqlite:///{house / 'paper.sqlite3'}"
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def change(path: Path, pattern: str, replacement: str) -> None:
    """Replace the one place in a file that fits a pattern."""
    changed, count = re.subn(pattern, lambda _match: replacement, path.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1, f"{pattern} is {count} times in {path.name}"
    path.write_text(changed, "utf-8")


def test_an_entry_a_line_and_a_migration_add_a_language(house: Path) -> None:
    entry, line = re.findall(r"```python\n(.*?)```", text(GUIDE), re.DOTALL)
    change(house / "languages/registry.py", r"^    \)\n\}", f"{entry}    )\n}}")
    change(house / "newsroom/settings.py", r"^LANGUAGES = .*\n", line)

    manage(house, "makemigrations", "--verbosity=0")
    manage(house, "migrate", "--verbosity=0")

    assert manage(house, "makemigrations", "--check") == "No changes detected\n"
    assert manage(house, "shell", "--no-imports", "--command", PROBE).splitlines() == [
        "/ 302 /ka/",
        "/ka/ 200 ",
        "/ka/world/ 200 ",
        "/ka/world/1-story/ 200 ",
        "/en/ 200 ",
        "/ka/nowhere/ 404 ",
        "True True True",
        "True False",  # no font has its letters yet
        "კვირა, 08 მარტი, 2026",
    ]
