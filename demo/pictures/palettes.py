"""The colours of the demo pictures: muted ramps from dark to light, each with one accent."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

Colour = tuple[int, int, int]


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return `one` with a share (0 to 1) of `other` in it."""
    return (
        round(one[0] + (other[0] - one[0]) * share),
        round(one[1] + (other[1] - one[1]) * share),
        round(one[2] + (other[2] - one[2]) * share),
    )


def colour(code: str) -> Colour:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


@dataclass(frozen=True)
class Palette:
    ramp: tuple[Colour, ...]
    accent: Colour

    def tone(self, lightness: float) -> Colour:
        """Return a colour of the ramp: 0 is its darkest, 1 its lightest."""
        place = min(max(lightness, 0.0), 1.0) * (len(self.ramp) - 1)
        index = min(int(place), len(self.ramp) - 2)
        return mixed(self.ramp[index], self.ramp[index + 1], place - index)


def palette(codes: str, accent: str) -> Palette:
    return Palette(tuple(colour(code) for code in codes.split()), colour(accent))


PALETTES = {
    "dusk": palette("1b1d33 3d3a5c 8a5a6e d99a78 f6dfb8", "e8643c"),
    "lagoon": palette("0c2530 17495a 3e8590 9cc4bd edf1e0", "e2a13b"),
    "ochre": palette("2a1a16 6b3a24 b4713a dcb074 f7ecd2", "2f6f73"),
    "pine": palette("10211c 23473a 5c7f5f b3bd8c f1eed3", "c5502f"),
    "plum": palette("1d1428 47284f 86527a c79aa4 f5e3da", "e9b44c"),
    "steel": palette("141b24 334757 6f8794 b3c0c2 f0efe9", "d0492f"),
    "brick": palette("2b1214 6e2420 b1493a dd9473 f8e3cd", "2d4f73"),
    "midnight": palette("070b1c 14234a 34568a 8aa6c8 e7ecf2", "f2c14e"),
    "sand": palette("33291f 74614a b3a080 d9cdb2 f8f4e6", "1f5d7a"),
    "moss": palette("1a1f10 465024 84893f c3bd79 f4efcf", "8c2f39"),
    "rose": palette("2a1a24 6a3c50 b6707c e3b3ab faeee4", "3b6e6a"),
    "coral": palette("0e2a2e 1f5a5c 6d9a8d e8b595 fbeedc", "d9573f"),
    "ice": palette("1a1a33 3c4275 7882b5 bcc3dc f3f2f4", "ef8354"),
    "copper": palette("13211f 2d5550 7f9384 c99c6c f4e2c2", "b84c2a"),
}

WARM_LIGHT = (
    "dusk",
    "lagoon",
    "pine",
    "plum",
    "steel",
    "midnight",
    "moss",
    "coral",
    "ice",
    "copper",
)
NIGHT = ("dusk", "lagoon", "plum", "steel", "midnight", "ice", "coral", "pine", "copper")
WATER = ("dusk", "lagoon", "steel", "midnight", "ice", "coral", "copper", "pine", "plum")

# Motifs that look wrong in some colours: a green sun, a red night.
SUITABLE = {
    "city": WARM_LIGHT,
    "constellation": NIGHT,
    "mountains": WARM_LIGHT,
    "orbit": NIGHT,
    "rails": WARM_LIGHT,
    "sun": WARM_LIGHT,
    "waves": WATER,
}


def palette_for(motif: str, random: Random) -> Palette:
    return PALETTES[random.choice(SUITABLE.get(motif, tuple(PALETTES)))]
