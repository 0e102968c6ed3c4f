from __future__ import annotations

import pytest

from languages.text import without_invisible


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x08", "\x1b", "\x7f", "\x85", "\u00ad", "\u200b", "\u200e", "\u200f"),
        *("\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff", "\ufffe", "\ud800", "\udfff"),
    ],
)
def test_what_nobody_can_see_is_taken_out(character: str) -> None:
    assert without_invisible(f"rise{character}s") == "rises"
    assert without_invisible(character * 3) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Two lines\nand a\ttab\r\n",
        "Ի՞նչ է կատարվում։ «Մեջբերում»",
        "Ёлка — «цитата», 5\u00a0°C",
        "👩\u200d👩\u200d👧 👍🏽 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم שלום 日本 e\u0301",
    ],
)
def test_everything_that_can_be_seen_stays(text: str) -> None:
    assert without_invisible(text) == text
