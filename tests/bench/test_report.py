"""What `make bench` makes of its rounds, and where it keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench import report
from bench.wrk import Load

PAGE = "# Performance\n\n<!-- figures of make bench -->\nold\n<!-- end of the figures -->\n\n## More\n"


def loads(*rates: float) -> list[Load]:
    return [Load(rate=rate, p50=1.0, p95=2.0, processor=0.5) for rate in rates]


def about(stories: int = 10_000) -> dict[str, Any]:
    told = {"stories": stories, "rounds": 3, "seconds": 2.5, "connections": 32, "day": "2026-11-28"}
    return {**told, "cores": 2, "load": 0.1, "versions": {"Python": "3.11.7", "Django": "5.2.19"}}


def run(stories: int = 10_000) -> dict[str, Any]:
    found = {
        ("article", "bare", "br"): loads(100, 10, 100),
        ("article", "cached", "br"): loads(90, 8, 70),
        ("article", "uncached", "br"): loads(20, 2, 20),
    }
    return report.figures(found, about(stories))


def test_a_ratio_is_that_of_neighbours_so_that_a_busy_round_spoils_nothing() -> None:
    assert report.ratio(loads(90, 8, 70), loads(100, 10, 100)) == 0.8


def test_what_was_measured_is_compared_and_what_is_not_installed_is_left_out() -> None:
    compared = [(one["site"], one["to"], one["ratio"]) for one in run()["ratios"]]
    assert compared == [("cached", "bare", 0.8), ("cached", "uncached", 4.0)]


def test_the_table_says_with_what_it_was_measured() -> None:
    text = report.table(run())
    assert "| article | cached to bare | br | 0.80 |" in text
    assert "| article | cached | br | 70 | 1.0 | 2.0 | 0.50 |" in text
    assert "Python 3.11.7, Django 5.2.19" in text


def test_a_run_takes_the_place_of_the_last_one_with_as_many_stories(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / report.PAGE).write_text(PAGE, "utf-8")
    for stories in (1_000_000, 10_000, 10_000):
        report.keep(run(stories), tmp_path)
    page = (tmp_path / report.PAGE).read_text("utf-8")
    assert page.startswith("# Performance\n")
    assert page.endswith("<!-- end of the figures -->\n\n## More\n")
    assert "old" not in page
    assert page.index("### 10,000 stories") < page.index("### 1,000,000 stories")
    assert page.count("### ") == 2
    kept = json.loads((tmp_path / report.FIGURES).read_text("utf-8"))
    assert list(kept) == ["10000", "1000000"]


def test_a_page_without_a_place_for_the_figures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / report.PAGE).write_text("# Performance\n", "utf-8")
    with pytest.raises(SystemExit, match="no place"):
        report.keep(run(), tmp_path)
