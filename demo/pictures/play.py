"""Places of play: stage, pitch, board."""

from __future__ import annotations

from math import cos, sin, tau

from demo.pictures.abstract import ball
from demo.pictures.canvas import Canvas, Ink, Point, Shape, flat
from demo.pictures.lines import Floor, block, oval
from demo.pictures.palettes import Colour, mixed

LENGTH, WIDTH = 1.05, 0.68  # half of a football pitch, in units of 50 metres


def stage(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    floor, middle = random.uniform(0.68, 0.74), canvas.aspect / 2
    canvas.backdrop(tone(0.03), tone(0.16), tone(0.3))
    canvas.glow(middle, floor, 0.8, mixed(tone(0.6), canvas.accent, 0.4), 0.5)
    canvas.fill([block(-0.1, floor, 3, 1.1)], Ink((tone(0.42), tone(0.1))))
    warm = mixed(tone(1), canvas.accent, 0.25)
    for _ in range(random.randint(2, 4)):
        source, target = (
            random.uniform(0.15, 0.85) * canvas.aspect,
            middle + random.uniform(-0.42, 0.42),
        )
        y, wide = floor + random.uniform(0.04, 0.12), random.uniform(0.14, 0.24)
        cone: list[Point] = [
            (source - 0.015, -0.05),
            (source + 0.015, -0.05),
            (target + wide, y),
            (target - wide, y),
        ]
        canvas.fill([cone], Ink((warm, mixed(warm, tone(0.3), 0.5)), 0.3, blur=0.006, light=True))
        canvas.fill([oval(target, y, wide, wide * 0.2)], Ink((warm,), 0.5, blur=0.006, light=True))
    drapes(canvas, floor)
    heads(canvas)


def drapes(canvas: Canvas, floor: float) -> None:
    """Hang a curtain on either side and a valance above."""
    random, cloth = (
        canvas.random,
        mixed(canvas.tone(0.34), canvas.accent, canvas.random.choice((0.0, 0.5, 0.75))),
    )
    dark = mixed(cloth, canvas.tone(0), 0.75)
    reach = random.uniform(0.24, 0.36)
    for side in (0, 1):
        edge = 0.0
        while edge < reach:
            wide = random.uniform(0.03, 0.055)
            drop = floor + 0.05 - 0.05 * edge / reach
            left, right = edge, edge + wide
            fold = [
                (left, -0.1),
                (right, -0.1),
                (right * 0.93, 0.45),
                (right * 1.02, drop),
                (left * 1.02, drop),
                (left * 0.93, 0.45),
            ]
            shown = [(canvas.aspect - x, y) if side else (x, y) for x, y in fold]
            canvas.fill([shown], Ink((dark, cloth, mixed(cloth, canvas.tone(0.8), 0.18), dark), across=True))
            edge += wide * 0.94
    hem = [(canvas.aspect * i / 80, 0.09 + 0.03 * abs(sin(tau * i / 20))) for i in range(81)]
    canvas.fill([[(0, -0.1), *hem, (canvas.aspect, -0.1)]], Ink((dark, cloth)))


def heads(canvas: Canvas) -> None:
    """Seat an audience, seen from behind, along the lower edge."""
    random = canvas.random
    for row, y in enumerate((0.9, 0.955, 1.02)):
        size, people = 0.024 + 0.009 * row, list[Shape]()
        x = random.uniform(-0.06, 0)
        while x < canvas.aspect + 0.1:
            high = y + random.uniform(-0.012, 0.012)
            people += [
                oval(x, high, size * 0.8, size, steps=28),
                oval(x, high + size * 2.1, size * 1.9, size * 1.3, steps=28),
            ]
            x += size * random.uniform(3.4, 4.6)
        canvas.fill(people, flat(canvas.tone(0.1 - 0.05 * row)))


def pitch(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    high = random.uniform(1.35, 2.0)
    floor = Floor(
        canvas.aspect * random.uniform(0.42, 0.58),
        random.uniform(-0.42, -0.28),
        high,
        0.62 + 0.62 * high,
        random.uniform(-0.75, 0.75),
    )
    grass = mixed(tone(0.38), (46, 104, 62), 0.68)
    canvas.backdrop(mixed(grass, tone(0.1), 0.75), mixed(grass, tone(0.1), 0.45))
    count = random.choice((10, 12, 14, 18))
    for i in range(-2, count + 2):
        left, right = (-LENGTH + 2 * LENGTH * (i + side) / count for side in (0, 1))
        body = mixed(grass, tone(0.85), 0.2) if i % 2 else grass
        canvas.fill(
            [floor.tile(left, -WIDTH - 0.12, right, WIDTH + 0.12)],
            Ink((mixed(body, tone(1), 0.14), body)),
        )
    canvas.trace(markings(floor), 0.0052, flat(tone(1), 0.85))
    spots = [(*floor.at(x, 0), 0.006) for x in (0, LENGTH - 0.22, 0.22 - LENGTH)]
    canvas.discs(spots, flat(tone(1), 0.9))
    players(canvas, floor)
    floodlight(canvas)


def floodlight(canvas: Canvas) -> None:
    """Throw light in from above, and leave the near side of the ground in shade."""
    random, right = canvas.random, canvas.aspect + 0.1
    warm = mixed(canvas.tone(1), canvas.accent, 0.3)
    canvas.glow(random.uniform(0.1, 0.9) * right, random.uniform(-0.1, 0.2), 1.2, warm, 0.5)
    dusk = [(-0.1, 0.55), (right, random.uniform(0.4, 1.1)), (right, 1.1), (-0.1, 1.1)]
    canvas.fill([dusk], flat(canvas.tone(0), 0.38, blur=0.1))


def markings(floor: Floor) -> list[Shape]:
    """Return the white lines of a football pitch."""

    def box(left: float, near: float, right: float, far: float) -> list[Point]:
        corners = floor.tile(left, near, right, far)
        return [*corners, corners[0]]

    def circle(x: float, radius: float) -> list[Point]:
        return [floor.at(x + radius * cos(tau * i / 60), radius * sin(tau * i / 60)) for i in range(61)]

    lines: list[Shape] = [
        box(-LENGTH, -WIDTH, LENGTH, WIDTH),
        [floor.at(0, -WIDTH), floor.at(0, WIDTH)],
        circle(0, 0.183),
    ]
    for end in (-1, 1):
        lines += [
            box(end * LENGTH, -reach, end * (LENGTH - depth), reach)
            for reach, depth in ((0.403, 0.33), (0.183, 0.11))
        ]
    return lines


def players(canvas: Canvas, floor: Floor) -> None:
    """Set a few players as small discs with long shadows."""
    random = canvas.random
    teams = (canvas.accent, canvas.tone(0.97))
    reach = random.choice((-0.11, 0.11))
    for number in range(random.randint(9, 14)):
        u, v = random.uniform(-0.9, 0.9) * LENGTH, random.uniform(-0.85, 0.85) * WIDTH
        x, y = floor.at(u, v)
        canvas.trace([[(x, y), (x + reach, y + 0.045)]], 0.009, flat(canvas.tone(0), 0.4, blur=0.002))
        canvas.discs([(x, y, 0.0105)], flat(teams[number % 2]))
        canvas.discs(
            [(x - reach * 0.02, y - 0.003, 0.005)],
            flat(mixed(teams[number % 2], canvas.tone(0), 0.35)),
        )


def board(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    dark = random.random() < 0.5
    canvas.backdrop(*((tone(0.08), tone(0.3)) if dark else (tone(0.96), tone(0.72))))
    side = random.choice((-1, 1))
    canvas.glow(canvas.aspect * (0.5 - side * 0.35), 0.1, 1.2, tone(0.9), 0.4)
    size = 0.235
    floor = Floor(
        canvas.aspect / 2 + random.uniform(-0.08, 0.08),
        random.uniform(-0.45, -0.2),
        1.9,
        1.95,
        random.uniform(0.3, 1.25),
    )
    rim = floor.tile(-4.3 * size, -4.3 * size, 4.3 * size, 4.3 * size)
    canvas.fill([[(x + 0.03, y + 0.05) for x, y in rim]], flat(tone(0), 0.45, blur=0.03))
    canvas.fill([rim], Ink((tone(0.3), tone(0.12))))
    squares(canvas, floor, size)
    chosen = random.sample(range(64), random.randint(6, 10))
    spots = [floor.at((s % 8 - 3.5) * size, (s // 8 - 3.5) * size) for s in chosen]
    for number, (x, y) in enumerate(sorted(spots, key=lambda spot: spot[1])):
        team = tone(0.97) if number % 2 else tone(0.1)
        piece(canvas, x, y, canvas.accent if number == 2 else team, side)


def squares(canvas: Canvas, floor: Floor, size: float) -> None:
    tone, tint = canvas.tone, canvas.random.choice((0, 0.35))
    colours = (mixed(tone(0.93), canvas.accent, 0.04), mixed(tone(0.3), canvas.accent, tint))
    for number in range(64):
        row, column = divmod(number, 8)
        body = colours[(row + column) % 2]
        left, near = (column - 4) * size, (row - 4) * size
        tile = floor.tile(left, near, left + size, near + size)
        canvas.fill([tile], Ink((mixed(body, tone(1), 0.2), mixed(body, tone(0), 0.14))))


def piece(canvas: Canvas, x: float, y: float, body: Colour, side: int) -> None:
    """Stand a turned chess piece on a square, with its shadow."""
    tone, tall = canvas.tone, canvas.random.choice((0.13, 0.16, 0.2))
    wide = 0.04
    shade = [(x, y - 0.02), (x + side * 0.19, y + 0.035), (x + side * 0.2, y + 0.06), (x, y + 0.02)]
    canvas.fill([shade, oval(x, y, wide * 1.1, wide * 0.5)], flat(tone(0), 0.42, blur=0.007))
    run = (mixed(body, tone(1), 0.5), body, mixed(body, tone(0), 0.3), mixed(body, tone(0), 0.75))[::side]
    ink = Ink(run, across=True)
    canvas.fill([[*oval(x, y, wide, wide * 0.42)]], ink)
    canvas.fill([oval(x, y - 0.018, wide * 0.86, wide * 0.36)], ink)
    flank = [
        (x + sign * wide * w, y - tall * h)
        for sign, run_ in ((-1, PROFILE), (1, PROFILE[::-1]))
        for h, w in run_
    ]
    canvas.fill([flank], ink)
    canvas.fill([oval(x, y - tall * 0.82, wide * 0.62, wide * 0.2)], ink)
    shades = (
        mixed(body, tone(1), 0.75),
        body,
        mixed(body, tone(0), 0.45),
        mixed(body, tone(0), 0.8),
    )
    ball(canvas, (x, y - tall * 1.0, wide * 0.62), shades, side)


PROFILE = ((0.1, 0.84), (0.2, 0.62), (0.35, 0.42), (0.55, 0.31), (0.8, 0.27), (0.86, 0.4))
