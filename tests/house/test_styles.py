"""What holds for every stylesheet: logical, without ids and force, coloured by tokens one can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL.ImageColor import colormap

from tests.house.sources import ROOT, files, name
from tests.house.stylesheets import Rule, contrast, rules, themes

PUBLIC = files(".css", "static/css")
DESK = files(".css", "static/desk")
SHEETS = [*PUBLIC, *DESK]
TOKENS, DESK_TOKENS = ROOT / "static/css/tokens.css", ROOT / "static/desk/desk.css"
COLOURED = {"tokens.css", "print.css"}  # the palette on screen and on paper

# Physical sides mirror wrongly in another writing direction, and lengths in another writing mode.
SIDES = r"(?:left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"{SIDES}|(?:min-|max-)?(?:width|height)|(?:scroll-)?(?:margin|padding)-{SIDES}"
    rf"|border-{SIDES}(?:-.+)?"
)
HAS_A_SIDE = re.compile(r"text-align|float|clear|caption-side")
FOUR_SIDES = re.compile(r"(?:scroll-)?(?:margin|padding)|inset|border-(?:width|style|color)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.IGNORECASE)

READABLE = 4.5  # WCAG 2.2, 1.4.3, for text of any size
PUBLIC_PAIRS = [
    (ink, paper) for ink in ("ink", "soft-ink", "accent", "breaking") for paper in ("paper", "raised")
]
DESK_PAIRS = [
    *((ink, paper) for ink in ("body-fg", "link-fg") for paper in ("selected-bg", "selected-row")),
    *(
        (ink, paper)
        for ink in ("body-fg", "body-quiet-color", "body-medium-color", "body-loud-color", "error-fg")
        for paper in ("body-bg", "darkened-bg")
    ),
    *((ink, "body-bg") for ink in ("link-fg", "link-hover-color", "link-selected-fg", "primary")),
    *((ink, "header-bg") for ink in ("header-color", "header-link-color", "header-branding-color")),
    *((ink, "breadcrumbs-bg") for ink in ("breadcrumbs-fg", "breadcrumbs-link-fg")),
    *(("body-fg", f"message-{kind}-bg") for kind in ("success", "warning", "error")),
    *(
        ("button-fg", f"{button}-{state}")
        for button in ("button", "default-button", "close-button", "delete-button", "object-tools")
        for state in ("bg", "hover-bg")
    ),
    ("primary-fg", "primary"),
    ("body-bg", "state-published"),  # the button that publishes
]


def written(paths: list[Path]) -> list[tuple[Path, Rule, str, str]]:
    return [
        (path, rule, prop, value)
        for path in paths
        for rule in rules(path)
        for prop, value in rule.declarations.items()
    ]


def is_physical(prop: str, value: str) -> bool:
    """Tell a declaration that names a side of the screen instead of a side of the text."""
    if HAS_A_SIDE.fullmatch(prop):
        return re.search(rf"\b{SIDES}\b", value) is not None
    if FOUR_SIDES.fullmatch(prop):
        sides = re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", value)).split()
        return len(sides) == 4 and sides[1] != sides[3]
    return PHYSICAL.fullmatch(prop) is not None


def colours(value: str) -> list[str]:
    """Return the colours that a value spells out."""
    bare = re.sub(r"\"[^\"]*\"|url\([^)]*\)|--[\w-]+", "", value)
    return [*COLOUR.findall(bare), *(word for word in re.findall(r"[a-z]+", bare) if word in colormap)]


def test_stylesheets_name_sides_of_the_text_not_of_the_screen() -> None:
    declared = written(SHEETS)
    assert len(declared) > 200
    found = [f"{name(path)}: {rule.selector} {prop}" for path, rule, prop, value in declared
             if is_physical(prop, value)]  # fmt: skip
    assert found == []


@pytest.mark.parametrize(
    ("prop", "value", "physical"),
    [
        ("margin-left", "1rem", True),
        ("width", "10rem", True),
        ("border-top-left-radius", "2px", True),
        ("text-align", "right", True),
        ("margin", "0 1rem 0 2rem", True),
        ("margin", "0 var(--gutter, 1rem) 0 var(--gutter, 1rem)", False),
        ("margin-inline-start", "1rem", False),
        ("text-align", "start", False),
        ("line-height", "1.5", False),
    ],
)
def test_a_side_of_the_screen_is_told_from_a_side_of_the_text(prop: str, value: str, physical: bool) -> None:
    assert is_physical(prop, value) is physical


def test_public_styles_select_no_ids() -> None:
    selected = [(path, rule.selector) for path in PUBLIC for rule in rules(path)]
    assert [f"{name(path)}: {selector}" for path, selector in selected if "#" in selector] == []


def test_no_page_minds_how_its_screen_is_held() -> None:
    """WCAG 1.3.4. axe reads no stylesheets in tests/browser/axe.py."""
    conditions = [(path, part) for path in SHEETS for rule in rules(path) for part in rule.path]
    assert any("min-width" in part or "width >" in part for _path, part in conditions)
    assert [f"{name(path)}: {part}" for path, part in conditions if "orientation" in part] == []


def test_nothing_is_forced_but_on_paper() -> None:
    forced = [(path, rule) for path, rule, _prop, value in written(SHEETS) if "!important" in value]
    assert [f"{name(path)}: {rule.selector}" for path, rule in forced if path.name != "print.css"] == []


def test_colours_are_spelled_out_in_tokens_only() -> None:
    spelled = [(path, rule, prop) for path, rule, prop, value in written(SHEETS) if colours(value)]
    loose = [
        f"{name(path)}: {rule.selector} {prop}"
        for path, rule, prop in spelled
        if not prop.startswith("--") or (path in PUBLIC and path.name not in COLOURED)
    ]
    assert len(spelled) > 50
    assert loose == []


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("1px solid #d8dbd8", 1),
        ("rgb(0 0 0 / 50%)", 1),
        ("white", 1),
        ("var(--white)", 0),
        ('"Red Sans", url("tan.svg")', 0),
        ("currentcolor", 0),
    ],
)
def test_a_colour_is_told_from_other_words(value: str, found: int) -> None:
    assert len(colours(value)) == found


@pytest.mark.parametrize(
    ("path", "pairs"), [(TOKENS, PUBLIC_PAIRS), (DESK_TOKENS, DESK_PAIRS)], ids=["reader", "desk"]
)
def test_text_is_readable_in_every_theme(path: Path, pairs: list[tuple[str, str]]) -> None:
    known = themes(path)
    assert len(known) >= 2
    pale = {
        f"{theme}: {ink} on {paper}": round(contrast(tokens[f"--{ink}"], tokens[f"--{paper}"]), 2)
        for theme, tokens in known.items()
        for ink, paper in pairs
    }
    assert {pair: ratio for pair, ratio in pale.items() if ratio < READABLE} == {}


def test_the_extremes_of_contrast_are_known() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("path", [TOKENS, DESK_TOKENS], ids=["reader", "desk"])
def test_every_way_to_the_dark_theme_leads_to_the_same_colours(path: Path) -> None:
    dark = [tokens for theme, tokens in themes(path).items() if theme != "light"]
    assert [tokens for tokens in dark if tokens != dark[0]] == []


def test_every_token_in_use_is_defined() -> None:
    public = {used for _, _, _, value in written(PUBLIC) for used in re.findall(r"var\((--[\w-]+)\)", value)}
    defined = {prop for _, _, prop, _ in written([TOKENS])}
    assert public
    assert public <= defined


def test_every_public_rule_stands_in_a_layer() -> None:
    """So that no rule wins by chance. Descriptors of fonts are no rules."""
    outermost = {
        (name(path), rule.path[0]) for path in PUBLIC for rule in rules(path) if rule.path[0] != "@font-face"
    }
    assert [place for place in outermost if not place[1].startswith("@layer")] == []
