"""Readers reach articles through `live()`, staff through `visible_to()`, and nobody in another way."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from languages.columns import columns
from languages.registry import REGISTRY
from tests.house.sources import PACKAGES, files, matches, name, nodes, python_files, tree

STATES = ("state", "published_at", "withdrawn_at")
COLUMNS = {*STATES, *columns(STATES, REGISTRY)}
QUERIES = {"Q", "filter", "exclude", "get", "When", "update", "order_by", "values", "values_list"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
LIVE, VISIBLE = {"live", "live_anywhere"}, {"visible_to"}
# A story that was taken back is asked for by the page that says so, which shows nothing of it.
SAYS_IT_IS_GONE = ("reader/views/article.py", "withdrawn")
# Views of a story that was deleted since are left; those of one that was withdrawn stay counted.
# When stories go out or are taken back by time alone, and which of some are out; for the page cache.
ASKS_WHAT_CHANGES = {"turning", "next_turn", "moves_of"}
ASKS_WHETHER_IT_EXISTS = ("readership/sums.py", "filter")

# Ways from other things to articles, which know nothing of states. A list of keys found through
# RelatedArticle is no such way: the articles behind the keys are still asked for through live().
BACK_WAYS = r"\.(?:articles|related|related_links|content_object)\b"


def is_condition_on_a_state(node: ast.AST, around: list[ast.AST]) -> bool:
    """Tell `filter(state_en=...)` and `Q(published_at__lte=...)`, and the names of such columns."""
    if isinstance(node, ast.Constant):
        is_key = bool(around) and isinstance(around[-1], ast.Subscript)  # of a record, not of a row
        return names_a_state(node.value) and not is_key
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return called in QUERIES and any(names_a_state(keyword.arg) for keyword in node.keywords)


def names_a_state(name: Any) -> bool:
    """Tell "state", "-published_at_en", "article__state_ru__in"."""
    return isinstance(name, str) and not COLUMNS.isdisjoint(name.removeprefix("-").split("__"))


def ways(path: Path) -> list[tuple[str, str]]:
    """Return where and how a file asks the database for articles: ("desk/x.py:12", "visible_to")."""
    found = []
    for node, around in nodes(tree(path)):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and _is_article(node.value):
            asked = around[-1].attr if isinstance(around[-1], ast.Attribute) else ""
            found.append((f"{name(path)}:{node.lineno}", asked))
    return found


def _is_article(node: ast.AST) -> bool:
    return (node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")) == "Article"


def is_type_or_query(node: ast.Name, around: list[ast.AST]) -> bool:
    """Tell whether the name Article stands in an annotation, or before its manager."""
    annotates = any(
        getattr(parent, "annotation", None) is child or getattr(parent, "returns", None) is child
        for parent, child in pairwise([*around, node])
    )
    return annotates or (isinstance(around[-1], ast.Attribute) and around[-1].attr in MANAGERS)


def test_only_articles_turns_states_and_times_into_conditions() -> None:
    outside = [package for package in PACKAGES if package != "articles"]
    by_hand = [
        f"{name(path)}:{getattr(node, 'lineno', 0)}"
        for path in python_files(*outside)
        for node, around in nodes(tree(path))
        if is_condition_on_a_state(node, around)
    ]
    assert by_hand == []
    inside = (node for path in python_files("articles") for node, around in nodes(tree(path))
              if is_condition_on_a_state(node, around))  # fmt: skip
    assert any(inside)  # the rule sees conditions


def test_readers_reach_articles_only_through_live() -> None:
    asked = [way for path in python_files("reader") for way in ways(path)]
    others = [(place.partition(":")[0], way) for place, way in asked if way not in LIVE]
    assert others == [SAYS_IT_IS_GONE]
    assert len(asked) > len(others)


def test_readers_have_no_other_use_for_the_model_than_to_ask_it_or_to_name_its_type() -> None:
    others = [
        f"{name(path)}:{node.lineno}"
        for path in python_files("reader")
        for node, around in nodes(tree(path))
        if isinstance(node, ast.Name) and node.id == "Article" and not is_type_or_query(node, around)
    ]
    assert others == []


def test_no_public_page_comes_to_articles_from_behind() -> None:
    public = [*python_files("reader"), *files(".html", "templates/reader", "templates/components")]
    assert matches(BACK_WAYS, public) == []


def test_staff_reach_articles_only_through_visible_to() -> None:
    asked = [way for path in python_files("desk") for way in ways(path)]
    assert [way for way in asked if way[1] not in VISIBLE] == []
    assert asked


def test_what_people_do_is_done_in_their_name() -> None:
    """by=None is the paper's own machinery, which may do everything: no screen may pass it on."""
    assert matches(r"\bby=None\b", python_files("desk", "reader", "accounts")) == []


def test_the_count_of_views_asks_for_live_ones_or_whether_a_number_is_there() -> None:
    asked = [way for path in python_files("readership") for way in ways(path)]
    others = [(place.partition(":")[0], way) for place, way in asked if way not in LIVE]
    assert others == [ASKS_WHETHER_IT_EXISTS]
    assert len(asked) > len(others)


def test_the_page_cache_asks_for_live_ones_and_for_what_changes() -> None:
    asked = {way for _, way in (way for path in python_files("delivery") for way in ways(path))}
    assert asked == {"live", *ASKS_WHAT_CHANGES}


def test_nobody_below_them_asks_for_articles() -> None:
    above = ("articles", "readership", "delivery", "reader", "desk", "demo")
    others = [package for package in PACKAGES if package not in above]
    assert [way for path in python_files(*others) for way in ways(path)] == []


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("Article.objects.filter(state_en='published')", True),
        ("Q(article__published_at_ru__lte=now)", True),
        ("Q(**{column('state', code): State.PUBLISHED})", True),
        ("list_filter = ['category', 'state_en']", True),
        ("things.filter(statement='open')", False),
        ("version.state == State.PUBLISHED", False),
        ("record['state']", False),
    ],
)
def test_a_condition_on_a_state_is_told_from_other_code(code: str, is_one: bool) -> None:
    found = [node for node, around in nodes(ast.parse(code)) if is_condition_on_a_state(node, around)]
    assert bool(found) is is_one
