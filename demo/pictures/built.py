"""What people build: city, bridge, rails, columns."""

from __future__ import annotations

from math import cos, pi, sin

from demo.pictures.canvas import Canvas, Ink, Point, Shape, flat
from demo.pictures.landscape import glitter, sky
from demo.pictures.lines import Floor, block, ground, oval, ridge, spread
from demo.pictures.palettes import mixed


def city(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    night = random.random() < 0.5
    water = random.uniform(0.76, 0.84) if random.random() < 0.5 else 1.02
    light = (random.uniform(0.2, 0.8) * canvas.aspect, water - random.uniform(0.25, 0.42))
    sky(canvas, light, night=night)
    hills = spread(ridge(random, 0.45), canvas.aspect, water - 0.32, 0.1)
    canvas.fill([ground(hills)], Ink((tone(0.5 if night else 0.72), tone(0.6 if night else 0.9))))
    for near in (0.0, 0.35, 0.7, 1.0):
        walls, windows = quarter(canvas, water, near)
        top = tone((0.42 if night else 0.66) * (1 - near) + 0.05)
        canvas.fill(walls, Ink((top, mixed(top, tone(0.55 if night else 0.85), 0.45 - 0.3 * near))))
        lit = mixed(tone(1), canvas.accent, 0.4)
        canvas.fill(windows, flat(lit, 0.35 + 0.5 * near))
        canvas.glow(light[0], water, 0.7, mixed(tone(1), canvas.accent, 0.3), 0.16 * (1 - near))
    if water < 1:
        canvas.mirror(water, tone(0.08), 0.35)
        glitter(canvas, light[0], water)


def quarter(canvas: Canvas, street: float, near: float) -> tuple[list[Shape], list[Shape]]:
    """Return the houses of one row of a city, and the windows that are lit."""
    random = canvas.random
    walls: list[Shape] = []
    windows: list[Shape] = []
    x = random.uniform(-0.1, 0)
    while x < canvas.aspect:
        width = random.uniform(0.035, 0.085) * (0.7 + 0.75 * near)
        height = random.triangular(0.08, 0.42, 0.15) * (1.05 - 0.4 * near) + 0.1 * (1 - near)
        top = street - height
        walls += [block(x, top, x + width, street + 0.05), *roof(canvas, x, x + width, top)]
        if near > 0.2:
            cell = 0.011 + 0.006 * near
            windows += [
                block(left, y, left + cell * 0.5, y + cell * 0.62)
                for left in steps(x + cell * 0.6, x + width - cell * 0.8, cell)
                for y in steps(top + cell, street - cell, cell * 1.35)
                if random.random() < 0.2
            ]
        x += width + random.choice((0, 0, 0.004, 0.02 * near))
    return walls, windows


def steps(start: float, end: float, step: float) -> list[float]:
    return [start + step * i for i in range(max(0, int((end - start) / step) + 1))]


def roof(canvas: Canvas, left: float, right: float, top: float) -> list[Shape]:
    random, middle, half = canvas.random, (left + right) / 2, (right - left) / 2
    kind = random.choice(("flat", "flat", "gable", "dome", "step", "mast", "shed"))
    if kind == "gable":
        return [[(left, top), (middle, top - half * 0.75), (right, top)]]
    if kind == "dome":
        return [oval(middle, top, half * 0.85, half * 0.9, steps=30)]
    if kind == "step":
        return [block(left + half * 0.35, top - 0.025, right - half * 0.35, top)]
    if kind == "mast":
        return [
            block(middle - 0.001, top - 0.06, middle + 0.001, top),
            block(left, top - 0.006, middle, top),
        ]
    if kind == "shed":
        return [[(left, top), (left, top - half * 0.7), (right, top)]]
    return []


def bridge(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    night, level = random.random() < 0.35, random.uniform(0.7, 0.78)
    light = (random.uniform(0.2, 0.8) * canvas.aspect, random.uniform(0.3, 0.55))
    sky(canvas, light, night=night)
    for far in (0.0, 1.0):
        base = level - 0.14 + 0.09 * far
        hills = ground(spread(ridge(random, 0.48), canvas.aspect, base, 0.12 - 0.04 * far))
        top = tone((0.46 if night else 0.72) - 0.16 * far)
        canvas.fill([hills], Ink((top, mixed(top, tone(0.6 if night else 0.95), 0.5))))
    paint = Ink((mixed(tone(0.14), canvas.accent, random.choice((0, 0.55))), tone(0.04)))
    if random.random() < 0.42:
        suspended(canvas, level, paint)
    else:
        arched(canvas, level, paint)
    canvas.mirror(level, tone(0.12), 0.3)
    glitter(canvas, light[0], level)


def suspended(canvas: Canvas, level: float, paint: Ink) -> None:
    """Draw two towers, the cable between them, its hangers and the deck."""
    random, width = canvas.random, canvas.aspect
    deck, top = level - random.uniform(0.13, 0.18), random.uniform(0.14, 0.24)
    first, span = width * random.uniform(0.12, 0.4), width * random.uniform(0.42, 0.8)
    towers = [first + span * number for number in (-1, 0, 1, 2)]

    def cable(x: float) -> float:
        share = ((x - first) % span) / span
        return deck - 0.02 - (deck - top - 0.02) * (2 * share - 1) ** 2

    xs = [width * i / 200 for i in range(-4, 205)]
    canvas.trace([[(x, cable(x)) for x in xs]], 0.007, paint)
    canvas.trace([[(x, cable(x)), (x, deck)] for x in xs[::3]], 0.0018, paint)
    for x in towers:
        legs = [
            block(x + side - 0.009, top - 0.02, x + side + 0.009, level + 0.1) for side in (-0.026, 0.026)
        ]
        beams = [block(x - 0.03, y, x + 0.03, y + 0.014) for y in (top, (top + deck) / 2)]
        canvas.fill([*legs, *beams, block(x - 0.06, level - 0.02, x + 0.06, level + 0.1)], paint)
    canvas.fill([block(-0.1, deck, width + 0.1, deck + 0.022)], paint)


def arched(canvas: Canvas, level: float, paint: Ink) -> None:
    """Draw a stone bridge: a row of arches cut out of a wall, lit on one side."""
    random, width = canvas.random, canvas.aspect
    deck, count = random.uniform(0.4, 0.5), random.choice((3, 4, 5, 7))
    span = width / (count - 0.4)
    pier, start = span * 0.17, -0.35 * span
    spring = min(level - 0.07, deck + 0.06 + (span - pier) / 2)
    rise = min((span - pier) / 2, spring - deck - 0.045)
    wall: list[Point] = [(-0.1, deck), (width + 0.1, deck), (width + 0.1, level + 0.05)]
    soffits: list[Shape] = []
    for number in range(count, -1, -1):
        left, right = start + number * span + pier / 2, start + (number + 1) * span - pier / 2
        half = (right - left) / 2
        arch = [
            ((left + right) / 2 + half * cos(pi * i / 40), spring - rise * sin(pi * i / 40))
            for i in range(41)
        ]
        wall += [(right, level + 0.05), *arch, (left, level + 0.05)]
        inner = [(x + pier * 0.28, y + 0.012) for x, y in reversed(arch[20:])]
        soffits.append([*arch[20:], (left, level), (left + pier * 0.28, level), *inner])
    canvas.fill([[*wall, (-0.1, level + 0.05)]], paint)
    canvas.fill(soffits, flat(mixed(canvas.tone(0.95), canvas.accent, 0.3), 0.5))
    canvas.fill([block(-0.1, deck - 0.014, width + 0.1, deck)], flat(canvas.tone(0.55), 0.8))


def rails(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    horizon, centre = random.uniform(0.34, 0.6), random.uniform(0.2, 0.8) * canvas.aspect
    night = random.random() < 0.4
    sky(canvas, (centre, horizon - 0.03), night=night)
    far = ground(spread(ridge(random, 0.45), canvas.aspect, horizon - 0.02, 0.06))
    canvas.fill([far], Ink((tone(0.3 if night else 0.6), tone(0.5 if night else 0.8))))
    canvas.fill([block(-0.1, horizon, 3, 1.1)], Ink((tone(0.6), tone(0.3), tone(0.12))))
    floor = Floor(centre, horizon, 0.32, 0, 0)
    for track in random.choice(((-0.05,), (-0.55, 0.4), (-0.95, -0.1, 0.75))):
        bed = floor.tile(track - 0.32, 0.4, track + 0.32, 60)
        canvas.fill([bed], Ink((tone(0.55), tone(0.2)), 0.8))
        ties = [floor.tile(track - 0.22, z, track + 0.22, z + 0.09) for z in steps(0.5, 14, 0.24)]
        canvas.fill(ties, Ink((tone(0.35), tone(0.03)), 0.9))
        for side in (-0.14, 0.14):
            canvas.fill([floor.tile(track + side - 0.014, 0.4, track + side + 0.014, 90)], flat(tone(0.04)))
            shine = floor.tile(track + side - 0.009, 0.4, track + side + 0.004, 90)
            canvas.fill([shine], Ink((tone(1), mixed(tone(0.9), canvas.accent, 0.35)), 0.9))
    masts(canvas, floor)
    canvas.glow(centre, horizon, 0.5, mixed(tone(1), canvas.accent, 0.35), 0.75)


def masts(canvas: Canvas, floor: Floor) -> None:
    """Stand masts with wires along the line."""
    side = canvas.random.choice((-1.45, 1.35))
    for z in (9.0, 6.0, 4.0, 2.7, 1.8, 1.2):
        foot, head = floor.at(side, z), floor.at(side, z, 1.35)
        arm = floor.at(side * 0.35, z, 1.2)
        poles = [[foot, head], [floor.at(side, z, 1.2), arm]]
        canvas.trace(poles, 0.013 / z + 0.001, flat(mixed(canvas.tone(0.08), canvas.tone(0.7), z / 18)))
    wires = [
        [floor.at(side * place, 0.3, 1.17), floor.at(side * place, 40, 1.17)] for place in (0.35, 0.5, 1)
    ]
    canvas.trace(wires, 0.0018, flat(canvas.tone(0.1), 0.7))


def columns(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    pale = random.random() < 0.6
    canvas.backdrop(*((tone(0.8), tone(0.96), tone(1)) if pale else (tone(0.2), tone(0.5), tone(0.78))))
    light = random.uniform(0.1, 0.9) * canvas.aspect
    canvas.glow(light, 0.55, 1.1, mixed(tone(1), canvas.accent, 0.2), 0.6)
    floor, side = random.uniform(0.8, 0.88), 1 if light < canvas.aspect / 2 else -1
    canvas.fill([block(-1, floor - 0.02, 3, 1.1)], Ink((tone(0.86), tone(0.5))))
    cropped = random.random() < 0.5
    for near, number in ((0.0, 13), (0.5, 8), (1.0, random.choice((4, 5, 6)))):
        gap = canvas.aspect / (number - 0.5)
        half, foot = gap * (0.17 + 0.05 * near), floor + 0.11 * near
        start = random.uniform(-0.3, 0.3) * gap
        for i in range(number + 1):
            top = -0.1 if cropped and near else random.uniform(0.07, 0.36) - 0.05 * near
            column(canvas, (start + i * gap, half, top, foot), near, side)


def column(canvas: Canvas, place: tuple[float, float, float, float], near: float, side: int) -> None:
    """Draw one fluted column, lit from one side, with its shadow on the floor."""
    x, half, top, foot = place
    tone, reach = canvas.tone, 0.5 * side
    haze = 0.75 * (1 - near)
    shadow = [
        (x - half, foot),
        (x + half, foot),
        (x + half + reach, 1.15),
        (x - half + reach, 1.15),
    ]
    canvas.fill([shadow], flat(tone(0.05), 0.16 + 0.2 * near, blur=0.008))
    body = [mixed(tone(t), tone(0.92), haze) for t in (0.6, 0.97, 0.86, 0.62, 0.36, 0.2, 0.3)][::side]
    canvas.fill([block(x - half, top, x + half, foot)], Ink(tuple(body), across=True))
    flutes = [x + half * sin(pi * (i / 9 - 0.5)) * 0.94 for i in range(10)]
    grooves = [[(fx, top + 0.02), (fx, foot - 0.01)] for fx in flutes]
    canvas.trace(grooves, 0.003 + 0.002 * near, flat(tone(0.1), 0.08 + 0.1 * near))
    for y, size, thick in (
        (top, 1.28, 0.028),
        (top + 0.028, 1.12, 0.012),
        (foot - 0.012, 1.2, 0.026),
    ):
        slab = [block(x - half * size, y, x + half * size, y + thick)]
        canvas.fill(slab, Ink(tuple(mixed(c, canvas.accent, 0.3 * near) for c in body), across=True))
