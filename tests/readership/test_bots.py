from __future__ import annotations

from pathlib import Path

import pytest

from readership.bots import is_bot

HERE = Path(__file__).parent
BROWSERS = (HERE / "browsers.txt").read_text(encoding="utf-8").splitlines()
PROGRAMS = (HERE / "programs.txt").read_text(encoding="utf-8").splitlines()


def test_the_samples_are_as_many_as_promised() -> None:
    assert len(set(BROWSERS)) >= 40
    assert len(set(PROGRAMS)) >= 200


@pytest.mark.parametrize("user_agent", BROWSERS)
def test_a_person_at_a_browser_is_counted(user_agent: str) -> None:
    assert not is_bot(user_agent)


@pytest.mark.parametrize("user_agent", PROGRAMS)
def test_a_program_is_not(user_agent: str) -> None:
    assert is_bot(user_agent)


@pytest.mark.parametrize("user_agent", ["", "   ", "Mozilla/5.0 " + "x" * 10_000])
def test_who_says_nothing_of_itself_or_a_page_full_is_no_person(user_agent: str) -> None:
    assert is_bot(user_agent)
