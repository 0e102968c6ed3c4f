"""Turns what was measured into medians and ratios, a table and a file of figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from bench.wrk import Load

Key = tuple[str, str, str]  # page, site, encoding
PAGE, FIGURES = Path("docs/performance.md"), Path("docs/performance.json")
PLACE = re.compile(r"(<!-- figures of make bench -->\n).*?(<!-- end of the figures -->)", re.DOTALL)
# What is compared with what: (site, with, the answers' encoding of both).
PAIRS = (
    ("cached", "bare", "br"),
    ("cached", "bare", "identity"),
    ("cached", "uncached", "br"),
    ("uncached", "plain", "br"),
    ("uncached", "wagtail", "br"),
)


def ratio(ours: Iterable[Load], theirs: Iterable[Load]) -> float:
    """Return the median over the rounds of our rate to theirs in the same round."""
    return median(one.rate / other.rate for one, other in zip(ours, theirs, strict=True))


def figures(loads: dict[Key, list[Load]], about: dict[str, Any]) -> dict[str, Any]:
    """Return medians and ratios as they go into the file. about: versions, machine, size of the corpus."""
    medians = [
        {"page": page, "site": site, "encoding": encoding, **middle(rounds)}
        for (page, site, encoding), rounds in loads.items()
    ]
    pages = dict.fromkeys(page for page, _site, _encoding in loads)
    ratios = [
        {
            "page": page,
            "site": site,
            "to": other,
            "encoding": encoding,
            "ratio": round(ratio(loads[page, site, encoding], loads[page, other, encoding]), 3),
        }
        for page in pages
        for site, other, encoding in PAIRS
        if (page, site, encoding) in loads and (page, other, encoding) in loads
    ]
    return {"about": about, "ratios": ratios, "medians": medians}


def middle(rounds: list[Load]) -> dict[str, float]:
    names = asdict(rounds[0])
    return {name: round(median(getattr(one, name) for one in rounds), 3) for name in names}


def table(run: dict[str, Any]) -> str:
    """Return a run as Markdown."""
    about = run["about"]
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    lines = [
        f"### {about['stories']:,} stories",
        "",
        f"{about['day']}, {about['rounds']} rounds of {about['seconds']:g} s; {versions};",
        f"{about['cores']} cores, load {about['load']} before the run. Ratios of requests/s:",
        "",
        "| page | | answers | ratio |",
        "|---|---|---|---|",
        *map(_ratio_row, run["ratios"]),
        "",
        "Of this machine, and of no other: requests/s, milliseconds until the answer while this many ask at",
        f"once: {about['connections']}; and milliseconds of the server's processor a request.",
        "",
        "| page | site | answers | requests/s | p50 | p95 | processor |",
        "|---|---|---|---|---|---|---|",
        *map(_median_row, run["medians"]),
    ]
    return "\n".join(line.rstrip() for line in lines)


def _ratio_row(one: dict[str, Any]) -> str:
    return f"| {one['page']} | {one['site']} to {one['to']} | {one['encoding']} | {one['ratio']:.2f} |"


def _median_row(one: dict[str, Any]) -> str:
    cells = [one["page"], one["site"], one["encoding"], f"{one['rate']:,.0f}", f"{one['p50']:.1f}"]
    return "| " + " | ".join([*cells, f"{one['p95']:.1f}", f"{one['processor']:.2f}"]) + " |"


def keep(run: dict[str, Any], root: Path) -> None:
    """Keep a run in the files of the documentation, beside the last ones with other numbers of stories."""
    file, page = root / FIGURES, root / PAGE
    runs = json.loads(file.read_text("utf-8")) if file.exists() else {}
    runs[str(run["about"]["stories"])] = run
    runs = dict(sorted(runs.items(), key=lambda item: int(item[0])))
    file.write_text(json.dumps(runs, indent=1, ensure_ascii=False) + "\n", "utf-8")
    tables = "\n\n".join(table(one) for one in runs.values())
    text, places = PLACE.subn(lambda found: f"{found[1]}\n{tables}\n\n{found[2]}", page.read_text("utf-8"))
    if places != 1:
        raise SystemExit(f"{page} has no place for the figures")
    page.write_text(text, "utf-8")
