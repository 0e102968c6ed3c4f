"""What changed between two texts, word for word within paragraphs."""

from __future__ import annotations

import random
from itertools import chain
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from articles.difference import Part, between_lines, between_texts, paragraphs

OLD = "<p>The water rose by nine centimetres.</p><h2>Fish</h2><p>Trout came back to the bay.</p>"


def same(text: str) -> list[Part]:
    return [Part("same", text)]


def test_texts_without_a_difference_are_the_same() -> None:
    expected = [
        same("The water rose by nine centimetres."),
        same("Fish"),
        same("Trout came back to the bay."),
    ]
    assert between_texts(OLD, OLD) == expected


def test_a_changed_word_stands_between_those_that_stayed() -> None:
    first, *others = between_texts(OLD, OLD.replace("nine", "eleven whole"))
    assert first == [
        Part("same", "The water rose by "),
        Part("removed", "nine "),
        Part("added", "eleven whole "),
        Part("same", "centimetres."),
    ]
    assert others == [same("Fish"), same("Trout came back to the bay.")]


def test_whole_paragraphs_come_and_go() -> None:
    new = "<p>The water rose by nine centimetres.</p><p>Nobody knows why.</p><h2>Fish</h2>"
    assert between_texts(OLD, new) == [
        same("The water rose by nine centimetres."),
        [Part("added", "Nobody knows why.")],
        same("Fish"),
        [Part("removed", "Trout came back to the bay.")],
    ]
    assert between_texts("", "<p>One.</p>") == [[Part("added", "One.")]]
    assert between_texts("<p>One.</p>", "") == [[Part("removed", "One.")]]
    assert between_texts("", "") == []


def test_a_paragraph_that_grew_beside_a_new_one_is_still_recognised() -> None:
    new = "<p>Rain fell for a week.</p><p>The water rose by nine whole centimetres.</p>"
    assert between_texts("<p>The water rose by nine centimetres.</p>", new) == [
        [Part("added", "Rain fell for a week.")],
        [Part("same", "The water rose by nine "), Part("added", "whole "), Part("same", "centimetres.")],
    ]


def test_a_paragraph_about_something_else_is_not_compared_word_by_word() -> None:
    assert between_texts(
        "<p>The water rose by nine centimetres.</p>", "<p>Elections are held today!</p>"
    ) == [
        [Part("removed", "The water rose by nine centimetres.")],
        [Part("added", "Elections are held today!")],
    ]


def test_lists_quotes_and_line_breaks_are_read_as_paragraphs() -> None:
    html = "<ul><li>One <em>bold</em></li><li>Two</li></ul><blockquote><p>A<br>B &amp; C</p></blockquote><hr>"
    assert paragraphs(html) == ["One bold", "Two", "A B & C"]


def test_marks_are_not_words() -> None:
    assert between_texts("<p>A lake</p>", '<p>A <a href="https://example.org/">lake</a></p>') == [
        same("A lake")
    ]


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("", "", []),
        ("Лед", "Лед", [("same", "Лед")]),
        ("", "Լիճը", [("added", "Լիճը")]),
        ("Lake rises", "Lake rises!", [("same", "Lake rises"), ("added", "!")]),
    ],
)
def test_a_line_is_compared_like_a_paragraph(old: str, new: str, parts: list[tuple[str, str]]) -> None:
    assert between_lines(old, new) == parts


lines = some.lists(some.sampled_from(("lake", "rises", ",", "вода", "ջուր", "it's", "  ")), max_size=12).map(
    " ".join
)


@given(lines, lines)
def test_both_lines_can_be_read_off_their_difference(old: str, new: str) -> None:
    parts = between_lines(old, new)
    read = {op: "".join(text for kind, text in parts if kind in ("same", op)) for op in ("added", "removed")}
    assert (read["added"].split(), read["removed"].split()) == (new.split(), old.split())


def words(number: int, seed: int) -> list[str]:
    """Return a text of words that are as unevenly common as those of a language."""
    choose = random.Random(seed)  # noqa: S311  (nothing secret)
    return [f"word{int(choose.paretovariate(0.8)) % 3000}" for _ in range(number)]


def text(of: list[str], per_paragraph: int) -> str:
    groups = (of[start : start + per_paragraph] for start in range(0, len(of), per_paragraph))
    return "".join(f"<p>{' '.join(group)}.</p>" for group in groups)


@pytest.mark.parametrize("per_paragraph", [80, 2500])
@pytest.mark.parametrize("every", [1, 50])
def test_a_text_of_ten_thousand_words_is_compared_in_no_time(per_paragraph: int, every: int) -> None:
    """every: one word in so many is another one."""
    old, other = words(10_000, 1), words(10_000, 2)
    new = [other[place] if place % every == 0 else word for place, word in enumerate(old)]
    started = process_time()
    found = between_texts(text(old, per_paragraph), text(new, per_paragraph))
    assert process_time() - started < 0.2
    assert any(part.op == "added" for part in chain.from_iterable(found))
