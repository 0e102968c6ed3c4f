"""Lines and planes the motifs share: ridges, swells, curves, leaves and a floor in perspective."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, tau
from random import Random

from demo.pictures.canvas import Point


def ridge(random: Random, roughness: float, doublings: int = 8) -> list[float]:
    """Return a jagged line around 0, by midpoint displacement; the first bends are about 1 high."""
    line = [random.uniform(-1, 1) for _ in range(4)]
    reach = 0.55
    for _ in range(doublings - 2):
        middles = [
            (one + other) / 2 + random.uniform(-reach, reach) for one, other in itertools.pairwise(line)
        ]
        line = [height for pair in zip(line, middles, strict=False) for height in pair] + line[-1:]
        reach *= roughness
    return line


def spread(heights: Sequence[float], width: float, base: float, swing: float) -> list[Point]:
    """Return the heights as points from the left edge to the right, around a base line."""
    last = len(heights) - 1
    return [(width * i / last, base + swing * height) for i, height in enumerate(heights)]


def swell(random: Random, waves: float, steps: int = 200) -> list[float]:
    """Return a smooth line around 0 made of three waves of different length."""
    parts = [
        (waves * factor * random.uniform(0.8, 1.2), random.uniform(0, tau), weight)
        for factor, weight in ((1, 0.6), (2.3, 0.28), (4.1, 0.12))
    ]
    return [
        sum(weight * sin(phase + tau * count * i / steps) for count, phase, weight in parts)
        for i in range(steps + 1)
    ]


def ground(line: Sequence[Point], bottom: float = 1.05) -> list[Point]:
    """Close a line downwards into an area."""
    return [(line[0][0], bottom), *line, (line[-1][0], bottom)]


def oval(x: float, y: float, wide: float, high: float, turn: float = 0, steps: int = 90) -> list[Point]:
    """Return a closed ellipse with its half axes, turned by an angle in radians."""
    return [
        (
            x + wide * cos(tau * i / steps) * cos(turn) - high * sin(tau * i / steps) * sin(turn),
            y + wide * cos(tau * i / steps) * sin(turn) + high * sin(tau * i / steps) * cos(turn),
        )
        for i in range(steps + 1)
    ]


def block(left: float, top: float, right: float, bottom: float) -> list[Point]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def leaf(x: float, y: float, length: float, turn: float, width: float) -> tuple[list[Point], list[Point]]:
    """Return the two halves of a pointed leaf, each from stem to tip and back along the midrib."""
    bend = 0.12 * length

    def at(share: float, side: float) -> Point:
        along, out = share * length, side * width * sin(pi * share**0.8) + bend * sin(pi * share)
        return x + along * cos(turn) - out * sin(turn), y + along * sin(turn) + out * cos(turn)

    steps = [i / 24 for i in range(25)]
    rib = [at(share, 0) for share in reversed(steps)]
    return [at(s, 1) for s in steps] + rib, [at(s, -1) for s in steps] + rib


@dataclass(frozen=True)
class Floor:
    """A level plane in perspective, seen from above its front edge."""

    centre: float
    horizon: float
    eye: float
    distance: float
    turn: float = 0.0

    def at(self, across: float, away: float, lift: float = 0.0) -> Point:
        """Return where a place on the plane (or above it) stands in the picture."""
        right = across * cos(self.turn) - away * sin(self.turn)
        depth = max(0.05, self.distance + across * sin(self.turn) + away * cos(self.turn))
        return self.centre + right / depth, self.horizon + (self.eye - lift) / depth

    def tile(self, left: float, near: float, right: float, far: float) -> list[Point]:
        return [self.at(left, near), self.at(right, near), self.at(right, far), self.at(left, far)]
