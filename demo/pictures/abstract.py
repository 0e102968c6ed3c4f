"""Signs and figures: map, orbit, bars, rings, grid, constellation."""

from __future__ import annotations

import itertools
from math import cos, sin, sqrt, tau

from PIL import Image, ImageFilter

from demo.pictures.canvas import Canvas, Ink, Point, Shape, flat
from demo.pictures.lines import block, ground, oval, ridge, spread, swell
from demo.pictures.palettes import Colour, mixed

EDGE = 255 * 110  # turns the height of a relief into a soft edge two or three pixels wide


def map_(canvas: Canvas) -> None:
    """Draw land in layers of cut paper, one above the other, with routes and towns."""
    random, tone = canvas.random, canvas.tone
    land, levels = relief(canvas), 8
    dark_land = random.random() < 0.35
    canvas.backdrop(mixed(tone(0.3), canvas.accent, 0.15), tone(0.16))
    for level in range(levels):
        height = 0.34 + 0.38 * level / levels
        mask = land.point(lambda v, cut=height: v * EDGE - cut * EDGE).convert("L")
        small = mask.reduce(4).filter(ImageFilter.BoxBlur(2)).filter(ImageFilter.BoxBlur(2))
        shadow = small.resize(canvas.size, Image.Resampling.BILINEAR).point([v // 3 for v in range(256)])
        drop = max(1, canvas.size[1] // 130)
        canvas.image.paste(tone(0), (drop, drop), shadow)
        share = level / (levels - 1)
        canvas.image.paste(tone(0.42 - 0.3 * share if dark_land else 0.6 + 0.4 * share), (0, 0), mask)
    for number in range(1, 8):
        x, y = canvas.aspect * number / 8, number / 8
        canvas.trace([[(x, 0), (x, 1)], [(0, y), (canvas.aspect, y)]], 0.0008, flat(tone(0.05), 0.2))
    routes(canvas)
    canvas.glow(0.3 * canvas.aspect, 0, 1.2, tone(1), 0.22)


def relief(canvas: Canvas) -> Image.Image:
    """Return heights between about 0.2 and 0.8 for every pixel, smooth, as floating point."""
    grid, heights = (96, 54), [0.5] * (96 * 54)
    for cells, weight in ((4, 0.5), (8, 0.24), (17, 0.1)):
        rough = Image.new("F", (cells, cells * 2 // 3))
        rough.putdata([canvas.random.uniform(-1, 1) for _ in range(rough.width * rough.height)])
        wide = rough.resize(grid, Image.Resampling.BICUBIC).tobytes()
        values = memoryview(wide).cast("f")
        heights = [height + weight * value for height, value in zip(heights, values, strict=True)]
    small = Image.new("F", grid)
    small.putdata(heights)
    return small.resize(canvas.size, Image.Resampling.BICUBIC)


def routes(canvas: Canvas) -> None:
    """Draw winding roads that meet in one town."""
    random = canvas.random
    x, y = random.uniform(0.35, 0.65) * canvas.aspect, random.uniform(0.35, 0.65)
    start, count = random.uniform(0, tau), random.randint(4, 6)
    for number in range(count):
        turn, length = start + tau * number / count, random.uniform(0.45, 0.95)
        bends = [0.09 * bend for bend in swell(random, 0.9, 40)]
        road = [
            (
                x + length * (i / 40) * cos(turn) - bend * i / 40 * sin(turn),
                y + length * (i / 40) * sin(turn) + bend * i / 40 * cos(turn),
            )
            for i, bend in enumerate(bends)
        ]
        paint = canvas.accent if number % 2 else mixed(canvas.accent, canvas.tone(0), 0.55)
        canvas.trace([road], 0.0095, flat(canvas.tone(1), 0.6))
        canvas.trace([road], 0.0055, flat(paint))
        stops = [(*road[i], 0.009) for i in (14, 24, 33)]
        canvas.discs([(px, py, r * 1.5) for px, py, r in stops], flat(paint))
        canvas.discs(stops, flat(canvas.tone(1)))
    canvas.discs([(x, y, 0.034)], flat(canvas.tone(1)))
    canvas.discs([(x, y, 0.025)], flat(canvas.accent))
    canvas.discs([(x, y, 0.011)], flat(canvas.tone(1)))


def ball(canvas: Canvas, place: tuple[float, float, float], colours: tuple[Colour, ...], side: int) -> None:
    """Paint a sphere lit from above, on the left (1) or right (-1); colours from light to dark."""
    x, y, radius = (value * canvas.size[1] for value in place)
    span = max(2, round(2 * radius))
    left = 88 if side > 0 else 18
    shade = Image.radial_gradient("L").resize(
        (span, span), Image.Resampling.BICUBIC, box=(left, 84, left + 150, 234)
    )
    run = [mixed_run(colours, value / 255) for value in range(256)]
    bands = [shade.point([colour[band] for colour in run]) for band in range(3)]
    disc = Canvas(canvas.random, canvas.palette, (span, span))
    disc.discs([(0.5, 0.5, 0.5)], flat((255, 255, 255)))
    corner = (round(x - radius), round(y - radius))
    canvas.image.paste(Image.merge("RGB", bands), corner, disc.image.convert("L"))


def mixed_run(colours: tuple[Colour, ...], share: float) -> Colour:
    place = share * (len(colours) - 1)
    index = min(int(place), len(colours) - 2)
    return mixed(colours[index], colours[index + 1], place - index)


def orbit(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    canvas.backdrop(tone(0.02), tone(0.12), tone(0.2))
    canvas.clouded(tone(0.4), 0.22)
    stars(canvas, 260)
    side = random.choice((-1, 1))
    x, y = canvas.aspect * (0.5 + side * random.uniform(0.05, 0.24)), random.uniform(0.42, 0.62)
    radius, turn = random.choice((0.14, 0.18, 0.24, 0.3, 0.42)), random.uniform(-0.5, 0.5)
    flatness = random.uniform(0.18, 0.34)
    canvas.glow(x - side * radius, y - radius, 0.9, mixed(tone(0.7), canvas.accent, 0.4), 0.5)
    paths = [
        oval(x, y, radius * reach, radius * reach * flatness, turn) for reach in (1.5, 1.9, 2.5, 3.3, 4.3)
    ]
    canvas.trace(paths, 0.0016, flat(tone(0.85), 0.55))
    canvas.trace(paths[:1], 0.012, flat(tone(0.8), 0.28))
    body = random.choice((mixed(canvas.accent, tone(0.5), 0.25), tone(0.6)))
    shades = (mixed(body, tone(1), 0.75), body, mixed(body, tone(0), 0.6), tone(0.02), tone(0))
    ball(canvas, (x, y, radius), shades, side)
    for path in paths:
        front = path[2:44]
        canvas.trace([front], 0.0016, flat(tone(1), 0.45))
        mx, my = path[random.randrange(90)]
        if (mx - x) ** 2 + (my - y) ** 2 > (1.15 * radius) ** 2:
            small = random.uniform(0.01, 0.032)
            ball(canvas, (mx, my, small), (tone(1), tone(0.7), tone(0.25), tone(0.02)), side)
    canvas.trace([paths[0][2:44]], 0.014, flat(tone(0.9), 0.4))


def stars(canvas: Canvas, count: int) -> None:
    random = canvas.random
    for size, share, alpha in ((0.0008, 1.0, 0.55), (0.0015, 0.4, 0.8), (0.0027, 0.07, 1.0)):
        points = [
            (random.uniform(0, canvas.aspect), random.random(), size) for _ in range(int(count * share))
        ]
        canvas.discs(points, flat(canvas.tone(1), alpha))


def bars(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    dark, lying = random.random() < 0.4, random.random() < 0.3
    canvas.backdrop(*((tone(0.04), tone(0.3)) if dark else (tone(1), tone(0.8))))
    canvas.glow(random.uniform(0, 1.7), 0.1, 1.1, tone(1) if not dark else tone(0.6), 0.35)
    length, span = (canvas.aspect, 1.0) if lying else (1.0, canvas.aspect)
    rules = [place(lying, i / 7 * length, 0, i / 7 * length + 0.0014, span) for i in range(1, 7)]
    canvas.fill(rules, flat(tone(0.5), 0.4))
    edge, level = 0.05, random.uniform(0.35, 0.6)
    chosen = random.randint(4, 9)
    number = 0
    while edge < span - 0.08:
        wide = random.uniform(0.03, 0.075)
        level += random.gauss(0, 0.14) + 0.25 * (0.52 - level)
        level = min(random.uniform(0.82, 0.92), max(random.uniform(0.15, 0.24), level))
        reach, number = level * length, number + 1
        shadow = place(lying, -0.1, edge + 0.02, reach - 0.02, edge + wide + 0.03)
        canvas.fill([shadow], flat(tone(0), 0.28, blur=0.014))
        share = random.uniform(0.22, 0.62) + (0.22 if dark else 0)
        body = canvas.accent if number == chosen else tone(share)
        run = (mixed(body, tone(1), 0.32), body, mixed(body, tone(0), 0.42))
        canvas.fill([place(lying, -0.1, edge, reach, edge + wide)], Ink(run, across=not lying))
        canvas.fill(
            [place(lying, reach - 0.007, edge, reach, edge + wide)],
            flat(mixed(body, tone(1), 0.65)),
        )
        edge += wide + random.choice((0.006, 0.012, 0.03))


def place(lying: bool, low: float, left: float, high: float, right: float) -> list[Point]:
    """Return a bar that grows up from the lower edge, or lies with its foot at the left one."""
    return block(low, left, high, right) if lying else block(left, 1 - high, right, 1 - low)


def rings(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    dark = random.random() < 0.5
    canvas.backdrop(*((tone(0.12), tone(0.02)) if dark else (tone(0.98), tone(0.84))))
    canvas.clouded(tone(0.35 if dark else 0.75), 0.3)
    for number in range(random.choice((1, 2, 2, 3))):
        x = canvas.aspect * (
            random.uniform(0.3, 0.7) if number == 0 else random.choice((0.1, 0.25, 0.78, 0.92))
        )
        reach = random.uniform(0.5, 0.72) if number == 0 else random.uniform(0.22, 0.42)
        grown(canvas, x, random.uniform(0.3, 0.7), reach)


def grown(canvas: Canvas, x: float, y: float, reach: float) -> None:
    """Draw uneven rings, each a little different from the last, as in the trunk of a tree."""
    random, tone = canvas.random, canvas.tone
    shape = swell(random, 1, 90)
    wobble = [weight * (1 - abs(2 * i / 90 - 1) ** 6) for i, weight in enumerate(shape)]
    canvas.fill([oval(x + 0.02, y + 0.03, reach, reach)], flat(tone(0), 0.45, blur=0.02))
    radius, share = reach, 0.0
    while radius > 0.012:
        share = 1 - radius / reach
        outline = [
            (x + r * cos(tau * i / 90), y + r * sin(tau * i / 90))
            for i, r in ((i, radius * (1 + 0.09 * wobble[i] * (1 - share * 0.6))) for i in range(91))
        ]
        body = tone(0.25 + 0.6 * share + random.uniform(-0.11, 0.11))
        if random.random() < 0.1:
            body = mixed(body, canvas.accent, 0.8)
        canvas.fill([outline], Ink((mixed(body, tone(1), 0.22), mixed(body, tone(0), 0.2))))
        canvas.trace([outline], random.choice((0.0012, 0.0025)), flat(tone(0.06), 0.55))
        radius -= reach * random.choice((0.022, 0.035, 0.055, 0.085))


def grid(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    canvas.backdrop(tone(0.1), tone(0.02))
    dark = random.random() < 0.65
    cell, lean = random.uniform(0.062, 0.1), random.choice((0.0, 0.0, 0.14, -0.14))
    unit = cell * 0.86
    lights: list[Point] = []
    for row in range(-4, int(1 / cell) + 5):
        veil = swell(random, 1.2, 60)
        for column in range(-1, int(canvas.aspect / cell) + 2):
            x, y = (column + 0.07) * cell, (row + 0.07 + lean * column) * cell
            uneven = 0.16 * veil[column % 60] + random.uniform(-0.06, 0.06)
            body, shade = tone((0.2 if dark else 0.55) + uneven + 0.14 * (1 - y)), 0.3
            if random.random() < 0.05:
                body, shade = mixed(canvas.accent, tone(1), random.uniform(0, 0.45)), 0.0
                lights.append((x + unit / 2, y + unit / 2))
            slope = lean * unit
            slab = [(x, y), (x + unit, y + slope), (x + unit, y + unit + slope), (x, y + unit)]
            canvas.fill([slab], Ink((mixed(body, tone(1), 0.16), mixed(body, tone(0), shade))))
            canvas.fill([[slab[0], slab[1], slab[3]]], flat(tone(1), 0.05))
    for x, y in lights:
        canvas.glow(x, y, cell * 2.4, canvas.accent, 0.4)


def constellation(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    canvas.backdrop(tone(0), tone(0.1), tone(0.26))
    lean, start = random.uniform(-0.5, 0.5), random.uniform(0.2, 0.6)
    for wide, alpha in ((0.24, 0.3), (0.12, 0.34), (0.04, 0.4)):
        band = [
            (-0.1, start - wide),
            (2, start - wide + 2 * lean),
            (2, start + wide + 2 * lean),
            (-0.1, start + wide),
        ]
        canvas.fill([band], flat(tone(0.55), alpha, blur=0.06))
    canvas.clouded(tone(0.02), 0.6, columns=14, rows=9)
    stars(canvas, 700)
    centre = (random.uniform(0, canvas.aspect), random.uniform(0.9, 1.3))
    circles = [oval(*centre, 0.22 * i, 0.22 * i) for i in range(2, 9)]
    canvas.trace(circles, 0.0008, flat(tone(0.7), 0.28))
    for number in range(random.randint(2, 3)):
        figure(canvas, (0.2 + 0.3 * number) * canvas.aspect, random.uniform(0.2, 0.45))
    for base, lightness in ((0.84, 0.13), (0.93, 0.02)):
        hills = ground(spread(ridge(random, 0.45), canvas.aspect, base, 0.06))
        canvas.fill([hills], Ink((tone(lightness), tone(lightness * 1.7))))


def figure(canvas: Canvas, x: float, y: float) -> None:
    """Join a handful of bright stars."""
    random, nodes = canvas.random, [(x, y)]
    for _ in range(random.randint(5, 7)):
        turn, length = random.uniform(-1.1, 1.3), random.uniform(0.08, 0.17)
        x, y = x + length * cos(turn), min(0.76, max(0.06, y + length * sin(turn)))
        nodes.append((x, y))
    lines: list[Shape] = [[one, other] for one, other in itertools.pairwise(nodes)]
    first, last = nodes[1], nodes[-2]
    if sqrt((first[0] - last[0]) ** 2 + (first[1] - last[1]) ** 2) < 0.35:
        lines.append([first, last])
    canvas.trace(lines, 0.0018, flat(canvas.tone(0.9), 0.7))
    for nx, ny in nodes:
        size = random.uniform(0.005, 0.0105)
        canvas.glow(nx, ny, size * 6, mixed(canvas.accent, canvas.tone(1), 0.5), 0.6)
        canvas.discs([(nx, ny, size)], flat(canvas.tone(1)))
