"""Abstract portraits of the demo authors: head and shoulders in a few flat tones."""

from __future__ import annotations

import itertools
from math import cos, pi, sin
from random import Random

from PIL import Image

from demo.pictures.canvas import Canvas, Ink, Point, Shape, flat
from demo.pictures.lines import oval
from demo.pictures.palettes import PALETTES, Colour, mixed

HAIR = ("long", "bob", "short", "curls", "bun", "parting")
# The cast of the demo paper; any other key gets hair by chance.
CAST = {
    "anna-petrosyan": ("bob", "lagoon"),
    "mikhail-orlov": ("parting", "steel"),
    "lilit-danielyan": ("long", "rose"),
    "tigran-avagyan": ("short", "ochre"),
    "nare-hakobyan": ("curls", "plum"),
    "david-lloyd": ("short", "pine"),
    "elena-sokolova": ("bun", "ice"),
    "aram-vardanyan": ("parting", "copper"),
}


def portrait(key: str, size: int = 800) -> Image.Image:
    """Return a square portrait without a face: light, shoulders, neck, head and hair."""
    random = Random(key)
    hair, colours = CAST.get(key, (random.choice(HAIR), random.choice(list(PALETTES))))
    canvas = Canvas(random, PALETTES[colours], (size, size))
    tone, side = canvas.tone, random.choice((-1, 1))
    canvas.backdrop(tone(0.9), tone(0.66))
    canvas.glow(0.5 - 0.28 * side, 0.22, 0.8, tone(1), 0.7)
    canvas.discs(
        [(0.5 + 0.06 * side, 0.46, 0.4)],
        Ink((mixed(tone(0.8), canvas.accent, 0.35), tone(0.72)), 0.55),
    )
    skin = mixed(tone(0.66), (206, 156, 126), 0.78)
    dark = mixed(tone(random.uniform(0.02, 0.14)), (40, 26, 22), 0.35)
    back, front = hairdo(hair, side)
    canvas.fill(back, flat(mixed(dark, tone(0.3), 0.12)))
    body(canvas, skin, side)
    canvas.fill([head()], flat(skin))
    canvas.fill([shaded(side)], flat(mixed(skin, tone(0.12), 0.3)))
    canvas.fill(front, flat(dark))
    canvas.fill([[(x - 0.006 * side, y) for x, y in shape] for shape in front[:1]], flat(tone(0.6), 0.08))
    return canvas.finish()


def head() -> list[Point]:
    """Return the outline of a head: an egg with the chin down."""
    return [
        (
            0.5 + 0.128 * cos(t) * (1 - 0.16 * max(0, sin(t)) ** 2),
            0.385 + (0.178 if sin(t) > 0 else 0.165) * sin(t),
        )
        for t in (2 * pi * i / 90 for i in range(91))
    ]


def shaded(side: int) -> list[Point]:
    """Return the half of the head that is turned away from the light."""
    outline = [(x, y) for x, y in head() if (x - 0.5) * side >= 0]
    edge = sorted(outline, key=lambda point: point[1])
    return [
        *edge,
        *((0.5 + side * (0.035 + 0.03 * sin(pi * i / 10)), 0.56 - 0.034 * i) for i in range(11)),
    ]


def body(canvas: Canvas, skin: Colour, side: int) -> None:
    """Print the neck, the shoulders and a coat."""
    random, tone = canvas.random, canvas.tone
    slope, wide = random.uniform(0.03, 0.07), random.uniform(0.3, 0.36)
    canvas.fill([outline("44,48 56,48 57.5,76 42.5,76")], flat(skin))
    shoulder = smooth(
        [
            *outline("56.2,60 60,65"),
            (0.66 + slope / 2, 0.67 + slope),
            (0.47 + wide, 0.715 + slope),
            (0.5 + wide, 0.79),
            (0.53 + wide, 1.1),
        ]
    )
    coat = [*shoulder, *mirrored(shoulder)[::-1]]
    cloth = random.choice((tone(0.24), tone(0.36), mixed(canvas.accent, tone(0.1), 0.3)))
    canvas.fill([coat], Ink((mixed(cloth, tone(1), 0.1), cloth)))
    far = [(0.535, 0.6), *shoulder, (0.52, 1.1)]
    canvas.fill([far if side > 0 else mirrored(far)], flat(mixed(cloth, tone(0), 0.5), 0.55))
    neckline(canvas, skin, cloth, side)


def neckline(canvas: Canvas, skin: Colour, cloth: Colour, side: int) -> None:
    """Cut the coat open at the neck, or close it, and lay the shadow of the chin."""
    cut = canvas.random.choice(("round", "open", "high"))
    if cut == "high":
        collar = smooth(outline("43,56 50,60 57,56 58.5,66 50,70 41.5,66 43,56"))
        canvas.fill([collar], flat(mixed(cloth, canvas.tone(1), 0.2)))
        return
    if cut == "round":
        canvas.fill([smooth(outline("43,58 43.5,63 47,68.5 53,68.5 56.5,63 57,58"))], flat(skin))
    else:
        canvas.fill([outline("43.2,60 56.8,60 50,83")], flat(skin))
        lapel = outline("56.4,58.5 62,68 50,85")
        canvas.fill([lapel, mirrored(lapel)], flat(mixed(canvas.tone(0.95), cloth, 0.12)))
    chin = smooth(outline("43.5,47 56.5,47 56.5,57.5 52,62.5 43.5,57.5 43.5,47"))
    shade = flat(mixed(skin, canvas.tone(0.12), 0.3))
    canvas.fill([chin if side > 0 else mirrored(chin)], shade)


def outline(points: str) -> list[Point]:
    """Read points written as "x,y x,y", in hundredths of the picture."""
    pairs = (pair.split(",") for pair in points.split())
    return [(float(x) / 100, float(y) / 100) for x, y in pairs]


def mirrored(points: list[Point]) -> list[Point]:
    return [(1 - x, y) for x, y in points]


def smooth(points: list[Point]) -> list[Point]:
    """Round the corners of an open line (Chaikin's cutting), twice."""
    for _ in range(2):
        cut = [points[0]]
        for (ax, ay), (bx, by) in itertools.pairwise(points):
            cut += [
                (0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by),
                (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by),
            ]
        points = [*cut, points[-1]]
    return points


def cap(side: int, brow: float, parting: float, sides: int = 4) -> list[Point]:
    """Return hair over the skull down to a brow line that rises at the parting."""
    skull = [
        (0.5 + 0.142 * cos(t), 0.375 - 0.182 * sin(t))
        for t in (pi * i / 40 for i in range(-sides, 41 + sides))
    ]
    brows = [
        (0.372, 0.37),
        (0.395, brow + 0.02),
        (0.5 - side * 0.04, brow - parting),
        (0.605, brow + 0.02),
        (0.628, 0.37),
    ]
    return [*skull, *smooth(brows)]


LONG = "50,18 66,22 67.5,42 70,62 67,80 33,80 30,62 32.5,42 34,22 50,18"
BOB = "50,18 66,20 69,42 67,56.5 33,56.5 31,42 34,20 50,18"
QUIFF = "37,35.2 36,23.2 44,16.7 56,16.2 64,23.2 63,35.2 60,28.2 42,25.2"


def hairdo(name: str, side: int) -> tuple[list[Shape], list[Shape]]:
    """Return the hair behind the head and the hair in front of it."""
    match name:
        case "long":
            return [smooth(outline(LONG))], [cap(side, 0.31, 0.055)]
        case "bob":
            return [smooth(outline(BOB))], [cap(side, 0.3, -0.02)]
        case "curls":
            turns = [pi * i / 9 for i in range(-3, 13)]
            ring = [(0.5 + 0.155 * cos(t), 0.36 - 0.165 * sin(t)) for t in turns]
            curls = [oval(x, y, 0.07, 0.07, steps=40) for x, y in ring]
            return [oval(0.5, 0.36, 0.17, 0.2), *curls], [cap(side, 0.29, 0.03)]
        case "bun":
            return [oval(0.5 + 0.02 * side, 0.165, 0.068, 0.06)], [cap(side, 0.285, 0.04)]
        case "parting":
            quiff = smooth(outline(QUIFF))
            return [], [cap(side, 0.29, 0.06, 1), quiff if side > 0 else mirrored(quiff)]
        case _:
            return [], [cap(side, 0.27, 0.01, 1)]
