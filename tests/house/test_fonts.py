"""The fonts hold every character the paper prints, in one place each, and stay small."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).resolve().parents[2] / "static"
FONTS = STATIC / "fonts"
CSS = (STATIC / "css/fonts.css").read_text(encoding="utf-8")

ENGLISH = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
NEIGHBOURS = "ҐґЄєІіЇїЎў\u0301" + "ÉéÜüŁłÓóŹźŞşÇçĞğİıƏəŠšČčŽž"
ARMENIAN = "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև"
ARMENIAN_MARKS = "՚՛՜՝՞՟։֊․ﬓﬔﬕﬖﬗ"
DIGITS = "0123456789"
PUNCTUATION = " !\"#%&'()*+,-./:;=?@[]_|«»“”„‘’‚–—…•·×−±°‐‑″′§†©®™½"
CURRENCIES = "№$£€₽₾₴₺₼֏"
SPACES = "\u00a0\u00ad\u2009\u202f"
SAMPLES = (
    "Ի՞նչ է կատարվում Գյումրիում․ և «Օդեսա» — 1\u00a0234 ֏",
    "№ 5, 100 ₽, «Ереван»",
    "“Don’t” – £5 €3",
)
PRINTED = sorted(
    {
        *ENGLISH,
        *RUSSIAN,
        *NEIGHBOURS,
        *ARMENIAN,
        *ARMENIAN_MARKS,
        *DIGITS,
        *PUNCTUATION,
        *CURRENCIES,
        *SPACES,
        *"".join(SAMPLES),
    }
)
LARGEST_PART = 16 * 1024
FIRST_TEXT = 45 * 1024


class Face(NamedTuple):
    family: str
    style: str
    file: str
    points: frozenset[int]


def points_of(unicode_range: str) -> frozenset[int]:
    points: set[int] = set()
    for piece in unicode_range.replace("U+", "").split(","):
        first, _, last = piece.strip().partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def own_faces() -> list[Face]:
    faces = []
    for body in re.findall(r"@font-face \{(.*?)\}", CSS, re.DOTALL):
        said = dict(re.findall(r"([a-z-]+):\s*([^;]+);", body))
        if file := re.search(r"url\(\"\.\./fonts/(.+?)\"\)", said["src"]):
            faces.append(
                Face(
                    said["font-family"].strip('"'),
                    said["font-style"],
                    file[1],
                    points_of(said["unicode-range"]),
                )
            )
    return faces


FACES = own_faces()
STYLES = sorted({(face.family, face.style) for face in FACES})
FILES = sorted({face.file for face in FACES})


def faces_in(family: str, style: str) -> list[Face]:
    return [face for face in FACES if (face.family, face.style) == (family, style)]


def test_there_are_two_families_and_only_the_serif_has_an_italic() -> None:
    assert STYLES == [
        ("Newsroom Sans", "normal"),
        ("Newsroom Serif", "italic"),
        ("Newsroom Serif", "normal"),
    ]


@pytest.mark.parametrize(("family", "style"), STYLES)
def test_every_printed_character_is_in_exactly_one_part(family: str, style: str) -> None:
    parts = faces_in(family, style)
    homes = {char: [face.file for face in parts if ord(char) in face.points] for char in PRINTED}
    assert {char: files for char, files in homes.items() if len(files) != 1} == {}


@pytest.mark.parametrize(("family", "style"), STYLES)
def test_no_two_parts_of_a_family_claim_the_same_character(family: str, style: str) -> None:
    claims = [point for face in faces_in(family, style) for point in face.points]
    assert len(claims) == len(set(claims))


@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.file}-{face.style}")
def test_a_part_claims_just_the_characters_its_file_holds(face: Face) -> None:
    with TTFont(FONTS / face.file) as font:
        assert face.points == set(font.getBestCmap())


def test_the_folder_holds_the_files_the_stylesheet_names_and_no_others() -> None:
    assert sorted(file.name for file in FONTS.glob("*.woff2")) == FILES


@pytest.mark.parametrize("file", FILES)
def test_a_part_stays_small(file: str) -> None:
    assert (FONTS / file).stat().st_size <= LARGEST_PART


@pytest.mark.parametrize("script", ["latin", "cyrillic", "armenian"])
def test_the_first_text_of_a_page_needs_little(script: str) -> None:
    first = (f"serif-{script}", "serif-base")
    assert sum((FONTS / f"{name}.woff2").stat().st_size for name in first) <= FIRST_TEXT


@pytest.mark.parametrize("file", FILES)
def test_a_part_varies_from_regular_to_bold_and_carries_no_hinting(file: str) -> None:
    with TTFont(FONTS / file) as font:
        axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes]
        assert axes == [("wght", 400, 700)]
        assert "fpgm" not in font


@pytest.mark.parametrize("file", FILES)
def test_all_parts_share_one_line_height(file: str) -> None:
    with TTFont(FONTS / file) as font:
        assert (font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap) == (1069, -293, 0)


@pytest.mark.parametrize("file", [file for file in FILES if "-base" in file])
def test_figures_stand_in_columns(file: str) -> None:
    with TTFont(FONTS / file) as font:
        glyphs = font.getBestCmap()
        assert len({font["hmtx"][glyphs[ord(digit)]][0] for digit in DIGITS}) == 1


@pytest.mark.parametrize("file", [file for file in FILES if "-ext" not in file])
def test_letters_kern(file: str) -> None:
    with TTFont(FONTS / file) as font:
        features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
        assert "kern" in features


def test_each_family_has_a_stand_in_for_the_time_of_loading() -> None:
    stand_ins = set(re.findall(r'"(Newsroom \w+ Fallback)"', CSS))
    assert stand_ins == {"Newsroom Sans Fallback", "Newsroom Serif Fallback"}


def test_the_licence_travels_with_the_fonts() -> None:
    licence = (FONTS / "LICENSE-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for project in ("latin-greek-cyrillic", "armenian"):
        assert f"Copyright 2022 The Noto Project Authors (https://github.com/notofonts/{project})" in licence


def test_no_font_that_comes_late_moves_the_page() -> None:
    assert set(re.findall(r"font-display: (\w+)", CSS)) == {"optional"}
