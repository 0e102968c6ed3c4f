"""On which database a test runs in `make test`: on both, unless a database changes nothing of what it shows.

What asks no database runs with SQLite, which costs least. What is made of stored things once they are read
(pages, rights, texts) runs there too. What people do at the desk, and what a browser makes of it, runs on
PostgreSQL, the database of production. By hand every test runs on either.
"""

from __future__ import annotations

import pytest

# Files and folders of tests.
ANY_DATABASE = (
    "desk/test_by_hand.py",
    "desk/test_hostile_text.py",
    "desk/test_language.py",
    "desk/test_matrix.py",
    "desk/test_matrix_steps.py",
    "desk/test_matrix_targets.py",
    "desk/test_matrix_texts.py",
    "desk/test_permissions.py",
    "desk/test_policy.py",
    "desk/test_publishing_rights.py",
    "house/test_scripts_of_languages.py",
    "images",
    "newsroom",
    "reader/test_errors.py",
    "reader/test_feed.py",
    "reader/test_frame.py",
    "reader/test_head.py",
    "reader/test_hostile_strings.py",
    "reader/test_json_feed.py",
    "reader/test_manifest.py",
    "reader/test_pictures.py",
    "reader/test_purity.py",
    "reader/test_speculation.py",
    "reader/test_structured_data.py",
)
ONE_DATABASE = (
    "articles/test_exactly_the_published_text.py",
    "browser",
    "desk/test_article_form.py",
    "desk/test_article_return.py",
    "desk/test_article_steps.py",
    "desk/test_history.py",
    "desk/test_minor_edit.py",
    "desk/test_outdated_translation.py",
    "desk/test_panel.py",
    "desk/test_room.py",
    "desk/test_translating.py",
)
# Fixtures by which a test gets a database, directly or through another.
OF_A_DATABASE = {"db", "transactional_db", "django_db_setup"}


def mark(item: pytest.Item) -> None:
    """Give a test the marker of its file, or of what it asks for."""
    if item.get_closest_marker("one_database"):
        return
    if _stands_in(item, ONE_DATABASE):
        item.add_marker("one_database")
    elif _stands_in(item, ANY_DATABASE) or not asks_a_database(item):
        item.add_marker("any_database")


def asks_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & OF_A_DATABASE) or item.get_closest_marker("django_db") is not None


def _stands_in(item: pytest.Item, places: tuple[str, ...]) -> bool:
    path = item.path.as_posix()
    return any(path.endswith(f"/tests/{place}") or f"/tests/{place}/" in path for place in places)
