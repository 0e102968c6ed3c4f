"""Our own font subsets: small files per script instead of the stock ones.

The stock files put ₽ into 168 KB of rare Latin and № into the Cyrillic file, so one price
on an Armenian page would load four of them. Here every character lives in exactly one part
of a family, and `fonts.css` is written from what the built files really hold, so that the
two cannot disagree.
"""

import hashlib
import subprocess
import tarfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from django.core.management.base import BaseCommand, CommandError
from fontTools.subset import Options, Subsetter, load_font, save_font
from fontTools.ttLib import TTFont
from fontTools.varLib.hvar import add_HVAR
from fontTools.varLib.instancer import instantiateVariableFont

STATIC = Path(__file__).resolve().parents[3] / "static"
SCOPE = "@fontsource-variable"
VERSION = "5.3.0"
SHA256 = {
    "noto-sans": "2cd97f3573b6e8ceaaa54ddf5df3f8e64d89a5bb31954013700d36a7ec01dcd6",
    "noto-sans-armenian": "758f942eb2aed799bbd01419c2be8e1d39e2d500f615ba6c127cf4edaec216d0",
    "noto-serif": "375a51217183452a0d26b8667d03d83448bca46bfb750c265bfc419939b4b218",
    "noto-serif-armenian": "0362f426a502892d1b522c6bf4ad5698b3a203f81b32cbb25d6552299c6dbb32",
}
LIGHTEST, HEAVIEST = 400, 700
# Of Noto Sans and Serif, per 1000. The Armenian files differ by one unit: a pixel of jump.
ASCENT, DESCENT = 1069, -293
FEATURES = ["ccmp", "kern", "liga", "lnum", "mark", "mkmk", "pnum", "tnum"]


def span(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


class Family(NamedTuple):
    name: str
    stem: str
    has_italic: bool


class Part(NamedTuple):
    """One file. Each character is taken from the first source subset that has it."""

    name: str
    characters: str
    sources: tuple[str, ...]
    has_italic: bool = True


FAMILIES = (
    Family("Newsroom Serif", "serif", has_italic=True),
    Family("Newsroom Sans", "sans", has_italic=False),
)
LETTERS = span(0x41, 0x5A) + span(0x61, 0x7A)
ACCENTED = span(0xC0, 0xD6) + span(0xD8, 0xF6) + span(0xF8, 0xFF) + "ıŒœ"
RARE = span(0x100, 0x130) + span(0x132, 0x148) + span(0x14A, 0x151) + span(0x154, 0x17E) + "ȘșȚțƏəẞ"
ARMENIAN = span(0x531, 0x556) + span(0x559, 0x58A) + "֍֎․" + span(0xFB13, 0xFB17)
SIGNS = span(0x20, 0x40) + span(0x5B, 0x60) + span(0x7B, 0x7E) + span(0xA0, 0xBF)
SIGNS += "×÷ʻʼ‘’‚“”„•…′″‹›⁄†–—−№™€₴₺₼₽₾֏\u2002\u2009\u200b"
PARTS = (
    Part("base", SIGNS, ("latin", "cyrillic", "latin-ext", "armenian")),
    Part("latin", LETTERS + ACCENTED, ("latin",)),
    Part("latin-ext", RARE, ("latin-ext",)),
    Part("cyrillic", span(0x400, 0x45F) + "Ґґ\u0301", ("cyrillic",)),
    Part("armenian", ARMENIAN, ("armenian",), has_italic=False),
)
# Noto lacks these; without a glyph of ours a browser would show one of a foreign font.
ALIASES = {"\u2010": "-", "\u2011": "-", "\u2015": "—", "\u202f": "\u2009"}

# Fonts readers have: family, names, whether for Armenian, our width by theirs upright and
# bold. Of two rules that fit, the later wins if its font is installed, so the best comes
# last. How the widths were measured: docs/how-to/rebuild-fonts.md.
FALLBACKS = (
    ("Newsroom Serif", ("DejaVu Serif",), False, 0.940, 0.892),
    ("Newsroom Serif", ("DejaVu Serif",), True, 0.890, 0.836),
    ("Newsroom Serif", ("Times New Roman", "Liberation Serif"), False, 1.194, 1.177),
    ("Newsroom Serif", ("Georgia", "Gelasio"), False, 1.087, 0.992),
    ("Newsroom Sans", ("DejaVu Sans",), False, 0.922, 0.881),
    ("Newsroom Sans", ("DejaVu Sans",), True, 0.928, 0.983),
    ("Newsroom Sans", ("Roboto",), False, 1.048, 1.102),
    ("Newsroom Sans", ("Arial", "Liberation Sans"), False, 1.059, 1.046),
)


class Command(BaseCommand):
    help = "Subsets the pinned Noto packages into static/fonts and writes static/css/fonts.css."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="packages", type=Path, metavar="DIR", help="downloaded .tgz files")
        parser.add_argument("--to", type=Path, default=STATIC, metavar="DIR")

    def handle(self, *, packages: Path | None, to: Path, **options: object) -> None:
        fonts, css = to / "fonts", to / "css"
        for folder in (fonts, css):
            folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory() as work:
            sources = unpack(packages or download(Path(work)), Path(work))
            for stale in fonts.glob("*.woff2"):
                stale.unlink()
            rules = [own_face(*face, sources=sources, fonts=fonts) for face in faces()]
            write_notes(sources, fonts)
        rules += [face for row in FALLBACKS for face in fallback_faces(*row)]
        text = "/* Written by manage.py build_fonts. Change the tables there, not this. */\n"
        (css / "fonts.css").write_text(text + "".join(rules), encoding="utf-8")
        for file in sorted(fonts.glob("*.woff2")):
            self.stdout.write(f"{file.stat().st_size:7,} {file.name}")


def faces() -> Iterator[tuple[Family, Part, bool]]:
    for family in FAMILIES:
        for is_italic in (False, True) if family.has_italic else (False,):
            for part in PARTS:
                yield family, part, is_italic


def download(to: Path) -> Path:
    """Fetch the packages by name: npm knows the registry, so no address stands here."""
    names = [f"{SCOPE}/{package}@{VERSION}" for package in SHA256]
    command = ["npm", "pack", "--silent", "--pack-destination", str(to), *names]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        detail = getattr(error, "stderr", error)
        raise CommandError(f"npm pack failed; --from takes downloads. {detail}") from error
    return to


def unpack(packages: Path, work: Path) -> Path:
    """Unpack each package into a folder of its name, refusing any that is not the pinned one."""
    for package, expected in SHA256.items():
        archive = packages / f"fontsource-variable-{package}-{VERSION}.tgz"
        if not archive.exists():
            raise CommandError(f"{archive} is missing.")
        if hashlib.sha256(archive.read_bytes()).hexdigest() != expected:
            raise CommandError(f"{archive} is not the pinned package: its SHA-256 differs.")
        with tarfile.open(archive) as tar:
            tar.extractall(work / package, filter="data")
    return work


def own_face(family: Family, part: Part, is_italic: bool, *, sources: Path, fonts: Path) -> str:
    """Build the part's file unless it stands already, and return its @font-face rule.

    Armenian has no italic, so its upright file is declared as italic too. Otherwise a browser
    would take an Armenian word inside italic text from the next family, or slant it itself.
    """
    slant = "italic" if is_italic and part.has_italic else "normal"
    file = fonts / f"{family.stem}-{part.name}{'-italic' * (slant == 'italic')}.woff2"
    if not file.exists():
        save_font(build(family, part, slant, sources), str(file), subset_options())
    with TTFont(file) as font:
        points = font.getBestCmap()
    return rule(
        font_family=f'"{family.name}"',
        font_style="italic" if is_italic else "normal",
        font_weight=f"{LIGHTEST} {HEAVIEST}",
        font_display="optional",
        src=f'url("../fonts/{file.name}") format("woff2")',
        unicode_range=unicode_range(points),
    )


def fallback_faces(
    family: str, names: tuple[str, ...], is_armenian: bool, upright: float, bold: float
) -> Iterator[str]:
    """A local font whose lines are as wide and as high as ours, for a page shown before ours came.

    The overrides are scaled by `size-adjust` as well (CSS Fonts 5), hence the division.
    """
    for stretch, weights, suffix in (
        (upright, f"{LIGHTEST} 599", ""),
        (bold, f"600 {HEAVIEST}", " Bold"),
    ):
        yield rule(
            font_family=f'"{family} Fallback"',
            font_weight=weights,
            src=", ".join(f'local("{name}{suffix}")' for name in names),
            size_adjust=f"{stretch:.1%}",
            ascent_override=f"{ASCENT / 1000 / stretch:.1%}",
            descent_override=f"{-DESCENT / 1000 / stretch:.1%}",
            line_gap_override="0%",
            unicode_range="U+530-58F, U+FB13-FB17" if is_armenian else "U+0-52F, U+1E00-22FF",
        )


def rule(**descriptors: str) -> str:
    *head, last = (f"{name.replace('_', '-')}: {text};" for name, text in descriptors.items())
    return f"\n@font-face {{\n  {' '.join(head)}\n  {last}\n}}\n"


def unicode_range(points: Iterable[int]) -> str:
    """Code points as CSS writes them: U+20-40, U+A0."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def build(family: Family, part: Part, slant: str, sources: Path) -> TTFont:
    """Take each character from its source and graft all of them onto the part's first one."""
    wanted = set(map(ord, part.characters))
    built: TTFont | None = None
    for source in part.sources:
        package = f"noto-{family.stem}" + "-armenian" * (source == "armenian")
        style = "normal" if source == "armenian" else slant
        name = f"{package}-{source}-wght-{style}.woff2"
        font = load_font(str(sources / package / "package/files" / name), subset_options())
        found = wanted & set(font.getBestCmap())
        wanted -= found
        font = narrow(font, found)
        built = graft(built, font, source) if built else font
    if built is None or wanted:
        raise CommandError(f"No source of {part.name} has {unicode_range(wanted)}.")
    level(built)
    return built


def narrow(font: TTFont, points: set[int]) -> TTFont:
    """Only these characters, only the weights we use, no hinting."""
    subsetter = Subsetter(subset_options())
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return instantiateVariableFont(font, {"wght": (LIGHTEST, HEAVIEST)})


def subset_options() -> Options:
    """One set for load, subset and save. Timestamps stay, so that bytes repeat."""
    return Options(
        flavor="woff2",
        hinting=False,
        layout_features=FEATURES,
        name_IDs=[0, 1, 2, 13, 14],
        notdef_outline=True,
        recalc_timestamp=False,
    )


def graft(font: TTFont, donor: TTFont, prefix: str) -> TTFont:
    """Add the donor's glyphs, with how they vary. fontTools.merge refuses variable fonts.

    Kerning of the few grafted signs is given up. Both fonts must map weights to their axis
    alike, or grafted glyphs would be bolder than their neighbours.
    """
    if font["avar"].segments != donor["avar"].segments:
        raise CommandError(f"The axis of {prefix} differs from that of the part's first source.")
    names = {name: f"{prefix}.{name}" for name in donor.getGlyphOrder() if name != ".notdef"}
    for name, new in names.items():
        glyph = donor["glyf"][name]
        for component in getattr(glyph, "components", ()):
            component.glyphName = names[component.glyphName]
        font["glyf"][new] = glyph  # also appends to the glyph order
        font["hmtx"][new] = donor["hmtx"][name]
        font["gvar"].variations[new] = donor["gvar"].variations.get(name, [])
    for table in font["cmap"].tables:
        table.cmap.update({point: names[name] for point, name in donor.getBestCmap().items()})
    del font["HVAR"]
    add_HVAR(font)
    return font


def level(font: TTFont) -> None:
    """Give every part the same line metrics and the stand-ins for characters Noto lacks."""
    for table in font["cmap"].tables:
        for alias, character in ALIASES.items():
            if ord(character) in table.cmap:
                table.cmap[ord(alias)] = table.cmap[ord(character)]
    font["hhea"].ascent = font["OS/2"].sTypoAscender = font["OS/2"].usWinAscent = ASCENT
    font["hhea"].descent = font["OS/2"].sTypoDescender = DESCENT
    font["OS/2"].usWinDescent = -DESCENT


def write_notes(sources: Path, fonts: Path) -> None:
    """The licence asks that its text and every copyright line travel with the fonts."""
    texts = [(sources / package / "package/LICENSE").read_text("utf-8") for package in SHA256]
    notices = dict.fromkeys(text.partition("\n")[0].strip() for text in texts)
    body = texts[0].partition("\n")[2]
    (fonts / "LICENSE-OFL.txt").write_text("\n".join(notices) + "\n" + body, encoding="utf-8")
    lines = [f"{SCOPE}/{package} {VERSION}" for package in SHA256]
    lines += ["", "Subset by manage.py build_fonts; see docs/how-to/rebuild-fonts.md."]
    (fonts / "VERSION.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
