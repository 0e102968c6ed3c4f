"""Land, water and sky: waves, mountains, fields, sun, leaves."""

from __future__ import annotations

import itertools
from math import pi

from demo.pictures.canvas import Canvas, Ink, Point, flat
from demo.pictures.lines import block, ground, leaf, ridge, spread, swell
from demo.pictures.palettes import Colour, mixed


def sky(canvas: Canvas, light: Point, *, night: bool = False) -> None:
    """Paint a sky that is lightest near the horizon, with a light in it."""
    tone, random = canvas.tone, canvas.random
    if night:
        canvas.backdrop(tone(0), tone(0.16), tone(0.42), tone(0.6))
        stars = [
            (
                random.uniform(0, canvas.aspect),
                random.random() ** 1.6 * 0.6,
                random.uniform(0.0006, 0.0018),
            )
            for _ in range(150)
        ]
        canvas.discs(stars, flat(tone(1), 0.75))
    else:
        canvas.backdrop(tone(0.62), tone(0.78), tone(0.92), tone(1))
    warm = mixed(tone(1), canvas.accent, 0.18)
    canvas.clouded(tone(0.55 if night else 1), 0.16, columns=4, rows=9)
    canvas.glow(*light, 0.85, warm, 0.5)
    canvas.glow(*light, 0.3, warm, 0.75)


def mountains(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    night = random.random() < 0.35
    light = (random.uniform(0.25, 0.75) * canvas.aspect, random.uniform(0.2, 0.42))
    sky(canvas, light, night=night)
    if random.random() < 0.6:
        canvas.discs([(*light, random.uniform(0.03, 0.06))], flat(mixed(tone(1), canvas.accent, 0.12), 0.95))
    count = random.randint(5, 6)
    haze = 0.6 if night else 0.95
    for number in range(count):
        near = number / (count - 1)
        base, swing = 0.47 + 0.42 * near, 0.13 + 0.05 * (1 - near)
        line = spread(ridge(random, 0.5), canvas.aspect, base, swing)
        top = tone((0.5 if night else 0.74) * (1 - near) ** 0.9 + 0.02)
        canvas.fill([ground(line)], Ink((top, mixed(top, tone(haze), 0.62 - 0.35 * near))))
        shine = mixed(tone(haze), canvas.accent, 0.25 * near)
        canvas.fill(slopes(canvas, line, light[0]), flat(shine, 0.26 - 0.13 * near))


def slopes(canvas: Canvas, line: list[Point], light: float) -> list[list[Point]]:
    """Return the sides of the peaks that face the light."""
    random, sides, window = canvas.random, [], 9
    for index in range(window, len(line) - window):
        x, y = line[index]
        around = [height for _, height in line[index - window : index + window + 1]]
        if y > min(around):
            continue
        step = 1 if light > x else -1
        end = index
        while 0 < end < len(line) - 1 and line[end + step][1] < y + 0.16 and abs(end - index) < 26:
            end += step
        foot = line[end][1] + 0.03
        crease: list[Point] = [
            (x + step * random.uniform(-0.006, 0.03) * share * 3, y + (foot - y) * share)
            for share in (0.85, 0.65, 0.5, 0.32, 0.16)
        ]
        sides.append([*line[index : end + step : step], *crease])
    return sides


def waves(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    if random.random() < 0.4:
        swells(canvas)
        return
    horizon, night = random.uniform(0.24, 0.42), random.random() < 0.3
    light = (random.uniform(0.2, 0.8) * canvas.aspect, horizon - random.uniform(0.02, 0.16))
    sky(canvas, light, night=night)
    count = random.randint(15, 18)
    brightest = 0.32 if night else 0.72
    for number in range(count):
        near = number / (count - 1)
        base = horizon + (1.04 - horizon) * near**1.7
        line = spread(swell(random, 6 - 4.4 * near), canvas.aspect, base, 0.002 + 0.042 * near)
        body = tone(brightest * (1 - near) ** 0.8 + 0.04)
        crest = mixed(body, tone(1), 0.36 - 0.12 * near)
        deep = mixed(body, tone(0), 0.25)
        canvas.fill([ground(line, base + 0.05 + 0.25 * near)], Ink((crest, body, deep)))
        canvas.trace([line], 0.001 + 0.0012 * near, flat(tone(1), 0.22))
    glitter(canvas, light[0], horizon)


def swells(canvas: Canvas) -> None:
    """Lay broad bands of water over each other, from edge to edge, without a horizon."""
    random, tone = canvas.random, canvas.tone
    deep_first = random.random() < 0.5
    canvas.backdrop(*((tone(0.02), tone(0.2)) if deep_first else (tone(1), tone(0.85))))
    count, tilt = random.randint(7, 9), random.uniform(-0.22, 0.22)
    for number in range(count):
        near = number / (count - 1)
        line = spread(swell(random, random.uniform(0.8, 1.5)), canvas.aspect, 0.12 + 0.8 * near, 0.085)
        line = [(x, y + tilt * (x / canvas.aspect - 0.5)) for x, y in line]
        body = tone(0.1 + 0.78 * near if deep_first else 0.86 - 0.78 * near)
        canvas.fill([ground(line, 1.4)], flat(tone(0), 0.4, blur=0.016))
        canvas.fill([ground(line, 1.4)], Ink((mixed(body, tone(1), 0.26), body, mixed(body, tone(0), 0.3))))
        for echo in (0.016, 0.034, 0.056):
            canvas.trace([[(x, y + echo) for x, y in line]], 0.0014, flat(tone(1), 0.22 - 2.5 * echo))
    canvas.glow(random.uniform(0, canvas.aspect), 0, 1.1, mixed(tone(1), canvas.accent, 0.3), 0.3)


def glitter(canvas: Canvas, centre: float, horizon: float) -> None:
    """Lay the path of the light on water: short level strokes that widen towards the viewer."""
    random, strokes = canvas.random, []
    for _ in range(230):
        near = random.random() ** 1.4
        y = horizon + 0.006 + (0.98 - horizon) * near
        x, half = (
            random.gauss(centre, 0.02 + 0.13 * near),
            random.uniform(0.004, 0.022) * (0.4 + 1.4 * near),
        )
        thick = 0.0008 + 0.0032 * near
        strokes.append([(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)])
    canvas.fill(strokes, Ink((mixed(canvas.tone(1), canvas.accent, 0.15),), 0.5))
    canvas.glow(centre, horizon + 0.05, 0.45, canvas.accent, 0.22)


def sun(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    x, y = random.uniform(0.3, 0.7) * canvas.aspect, random.uniform(0.36, 0.52)
    radius, horizon = random.uniform(0.2, 0.3), random.uniform(0.66, 0.78)
    canvas.backdrop(tone(0.22), tone(0.45), tone(0.7), tone(0.86))
    canvas.clouded(tone(0.85), 0.3, columns=3, rows=12)
    warm = mixed(canvas.accent, tone(1), 0.35)
    for halo in range(5, 0, -1):
        canvas.discs([(x, y, radius * (1 + 0.3 * halo))], Ink((warm,), 0.075, light=True))
    canvas.glow(x, y, radius * 3.2, warm, 0.55)
    canvas.discs([(x, y, radius)], Ink((mixed(tone(1), canvas.accent, 0.12), warm, canvas.accent)))
    for _ in range(random.randint(5, 8)):
        bank(canvas, y + random.uniform(-0.3, 0.3), random.uniform(0.35, 0.65))
    hills = spread(swell(random, 1.3), canvas.aspect, horizon, 0.04)
    canvas.fill([ground(hills)], Ink((tone(0.34), tone(0.5))))
    if random.random() < 0.55:
        canvas.mirror(horizon + 0.05, tone(0.1), 0.3)
        glitter(canvas, x, horizon + 0.05)
    else:
        for step in (0.06, 0.13, 0.21):
            line = spread(swell(random, 1.6), canvas.aspect, horizon + step, 0.035)
            canvas.fill([ground(line)], Ink((tone(0.3 - step), tone(0.36 - 1.3 * step))))


def bank(canvas: Canvas, y: float, lightness: float) -> None:
    """Draw one long thin cloud."""
    random = canvas.random
    middle, half = random.uniform(0, canvas.aspect), random.uniform(0.25, 0.6)
    high = random.uniform(0.006, 0.016)
    upper = [(middle + half * i / 10, y - high * (1 - (i / 10) ** 2)) for i in range(-10, 11)]
    lower = [(middle + half * i / 10, y + 0.5 * high * (1 - (i / 10) ** 2)) for i in range(10, -11, -1)]
    canvas.fill([upper + lower], Ink((canvas.tone(lightness),), 0.75, blur=0.0015))


def fields(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    horizon = random.uniform(0.28, 0.4)
    light = (random.uniform(0.15, 0.85) * canvas.aspect, horizon - 0.08)
    sky(canvas, light)
    for base, lightness in ((horizon - 0.05, 0.72), (horizon - 0.02, 0.6)):
        canvas.fill(
            [ground(spread(ridge(random, 0.45), canvas.aspect, base, 0.03))],
            Ink((tone(lightness), tone(0.8))),
        )
    canvas.fill([block(-1, horizon, 3, 1.1)], Ink((tone(0.75), tone(0.4))))
    shear, bend = random.uniform(-0.35, 0.35), random.uniform(-0.06, 0.06)
    reach, places = -5.5, [-5.5]
    while reach < 6.5:
        reach += random.uniform(0.35, 0.95)
        places.append(reach)
    rows = [1.0, *sorted(random.uniform(1.25, 7) for _ in range(5)), 10, 18]
    for near, far in zip(rows[-2::-1], rows[:0:-1], strict=True):
        for left, right in itertools.pairwise(places):
            strip(canvas, horizon, (shear, bend), (left, right, near, far))
    canvas.glow(light[0], horizon, 0.9, mixed(tone(1), canvas.accent, 0.2), 0.35)


def strip(canvas: Canvas, horizon: float, slant: Point, span: tuple[float, float, float, float]) -> None:
    """Draw one field with its furrows, all running towards the horizon."""
    random, (left, right, near, far) = canvas.random, span

    def at(across: float, away: float) -> Point:
        x = canvas.aspect / 2 + (across + slant[0] * away + slant[1] * away * away) / away
        return x, horizon + (1.02 - horizon) / away

    depths = [near + (far - near) * (i / 8) for i in range(9)]
    edge = [at(left, z) for z in depths] + [at(right, z) for z in reversed(depths)]
    if max(x for x, _ in edge) < 0 or min(x for x, _ in edge) > canvas.aspect:
        return
    haze = min(1.0, (near - 1) / 9)
    crop = random.random()
    body = canvas.tone(random.uniform(0.24, 0.8))
    if crop < 0.22:
        body = mixed(body, canvas.accent, random.uniform(0.45, 0.8))
    body = mixed(body, canvas.tone(0.88), 0.62 * haze)
    canvas.fill([edge], Ink((mixed(body, canvas.tone(0.95), 0.16), body)))
    count = random.choice((5, 8, 12)) if near < 6 else 3
    rows = [[at(left + (right - left) * i / count, z) for z in depths] for i in range(count + 1)]
    shade = canvas.tone(0.1) if crop < 0.7 else canvas.tone(0.98)
    canvas.trace(rows, 0.0032 / near + 0.0006, flat(shade, 0.3 * (1 - 0.6 * haze)))


def leaves(canvas: Canvas) -> None:
    random, tone = canvas.random, canvas.tone
    light = random.random() < 0.45
    canvas.backdrop(*((tone(0.98), tone(0.84)) if light else (tone(0.16), tone(0.04))))
    canvas.clouded(tone(0.7 if light else 0.3), 0.35)
    spot = (random.uniform(0.2, 0.8) * canvas.aspect, random.uniform(0, 0.4))
    canvas.glow(*spot, 1.0, tone(0.8), 0.35)
    count = 36
    for number in range(count):
        near = number / (count - 1)
        x, y = random.uniform(-0.15, 1.05) * canvas.aspect, random.uniform(-0.1, 1.15)
        length, turn = 0.2 + 0.42 * near * random.uniform(0.7, 1.1), random.uniform(-pi, 0.25)
        depth = 0.7 - 0.45 * near if light else 0.1 + 0.45 * near
        body = tone(depth + random.uniform(-0.1, 0.1))
        if random.random() < 0.2:
            body = mixed(body, canvas.accent, 0.75)
        one_leaf(canvas, (x, y, length, turn), body, near)


def one_leaf(canvas: Canvas, place: tuple[float, float, float, float], body: Colour, near: float) -> None:
    x, y, length, turn = place
    one, other = leaf(x, y, length, turn, length * canvas.random.uniform(0.2, 0.27))
    shadow = [[(px + 0.012, py + 0.022) for px, py in half] for half in (one, other)]
    canvas.fill(shadow, flat(canvas.tone(0), 0.4 * near + 0.06, blur=0.006 + 0.008 * near))
    canvas.fill([one], Ink((mixed(body, canvas.tone(1), 0.2), body)))
    canvas.fill([other], Ink((body, mixed(body, canvas.tone(0), 0.28))))
    veins: list[list[Point]] = [one[25:]]
    for edge in (one, other):
        veins += [[edge[48 - i], edge[min(24, i + 4)]] for i in range(3, 20, 3)]
    canvas.trace(veins, 0.0016, flat(mixed(body, canvas.tone(1), 0.55), 0.55))
