"""A small printing press on top of Pillow: shapes, light, reflections and grain.

Lengths are in heights of the picture: y runs from 0 to 1, x from 0 to `aspect`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.pictures.palettes import Colour, Palette

Point = tuple[float, float]
Shape = Sequence[Point]
Box = tuple[int, int, int, int]

SHARPNESS = 2  # masks are drawn this much larger and reduced, for smooth edges
GRAIN = 0.068
RIM = 180  # what Pillow's radial gradient holds where it meets the sides of its square
FALLOFF = [round(255 * max(0.0, 1 - value / RIM) ** 1.8) for value in range(256)]


@dataclass(frozen=True)
class Ink:
    """How a shape is printed: colours from top to bottom (or across), and how they lie."""

    colours: tuple[Colour, ...]
    alpha: float = 1.0
    blur: float = 0.0
    across: bool = False
    light: bool = False  # adds to what is below, as light does


def flat(colour: Colour, alpha: float = 1.0, blur: float = 0.0) -> Ink:
    return Ink((colour,), alpha, blur)


def gradient(size: tuple[int, int], colours: Sequence[Colour], *, across: bool = False) -> Image.Image:
    """Return an even run through the colours, top to bottom or left to right."""
    if len(colours) == 1:
        return Image.new("RGB", size, colours[0])
    steps = len(colours) - 1
    strip = Image.new("RGB", (len(colours), 1) if across else (1, len(colours)))
    strip.putdata(list(colours))
    half = 0.5  # from the middle of the first pixel to the middle of the last: no flat ends
    box = (half, 0, half + steps, 1) if across else (0, half, 1, half + steps)
    return strip.resize(size, Image.Resampling.BILINEAR, box=box)


class Canvas:
    def __init__(self, random: Random, palette: Palette, size: tuple[int, int]) -> None:
        self.random = random
        self.palette = palette
        self.size = size
        self.aspect = size[0] / size[1]
        self.image = Image.new("RGB", size)

    def tone(self, lightness: float) -> Colour:
        return self.palette.tone(lightness)

    @property
    def accent(self) -> Colour:
        return self.palette.accent

    def backdrop(self, *colours: Colour, across: bool = False) -> None:
        self.image.paste(gradient(self.size, colours, across=across))

    def fill(self, shapes: Iterable[Shape], ink: Ink) -> None:
        """Print polygons."""
        self._print(list(shapes), ink, 0, lambda pen, points: pen.polygon(points, fill=255))

    def trace(self, lines: Iterable[Shape], width: float, ink: Ink) -> None:
        """Print open lines of one width."""
        stroke = max(1, round(width * self.size[1] * SHARPNESS))
        self._print(
            list(lines),
            ink,
            width,
            lambda pen, points: pen.line(points, 255, stroke, joint="curve"),
        )

    def discs(self, discs: Iterable[tuple[float, float, float]], ink: Ink) -> None:
        """Print circles, each given as x, y and radius."""
        boxes = [((x - r, y - r), (x + r, y + r)) for x, y, r in discs]
        self._print(boxes, ink, 0, lambda pen, points: pen.ellipse(points, fill=255))

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float = 1.0) -> None:
        """Shed light around a point, fading with the distance."""
        height = self.size[1]
        left, top, span = (x - radius) * height, (y - radius) * height, 2 * radius * height
        box = self._inside((left, top), (left + span, top + span), 0)
        if box is None:
            return
        scale = 256 / span
        source = tuple(
            min(max((edge - start) * scale, 0.0), 256.0)
            for edge, start in zip(box, (left, top, left, top), strict=True)
        )
        extent = (box[2] - box[0], box[3] - box[1])
        mask = (
            Image.radial_gradient("L")
            .point(FALLOFF)
            .resize(extent, Image.Resampling.BICUBIC, box=(source[0], source[1], source[2], source[3]))
        )
        self._apply(box, mask, Ink((colour,), alpha, light=True))

    def mirror(self, level: float, colour: Colour, share: float = 0.4) -> None:
        """Turn everything below a level into water that reflects what stands above it."""
        width, height = self.size
        shore = round(level * height)
        depth = height - shore
        above = self.image.crop((0, max(0, shore - depth), width, shore))
        water = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((width, depth))
        water = Image.blend(water, Image.new("RGB", water.size, colour), share)
        step = max(1, height // 300)
        for row in range(0, depth, step):
            shift = round(self.random.gauss(0, 0.004 + 0.009 * row / depth) * height)
            strip = water.crop((0, row, width, min(row + step, depth)))
            self.image.paste(ImageChops.offset(strip, shift, 0), (0, shore + row))

    def clouded(self, colour: Colour, alpha: float, *, columns: int = 5, rows: int = 4) -> None:
        """Lay a soft uneven veil over the whole picture."""
        rough = Image.frombytes("L", (columns, rows), self.random.randbytes(columns * rows))
        calm = rough.point([64 + value // 2 for value in range(256)])  # room for the overshoot below
        small = calm.resize((160, 90), Image.Resampling.BICUBIC).filter(ImageFilter.BoxBlur(8))
        mask = small.resize(self.size, Image.Resampling.BICUBIC)
        self._apply((0, 0, *self.size), mask, Ink((colour,), alpha))

    def finish(self) -> Image.Image:
        """Darken the corners a little, lay grain over everything, and return the picture."""
        width, height = self.size
        vignette = Image.radial_gradient("L").resize(self.size, box=(34, 34, 222, 222))
        dark = vignette.point([round(max(0, v - 90) * 0.32) for v in range(256)])
        self.image.paste(self.tone(0), (0, 0), dark)
        noise = Image.frombytes("L", self.size, self.random.randbytes(width * height))
        grain = noise.point([round(128 + (value - 127.5) * GRAIN) for value in range(256)])
        return ImageChops.add(self.image, Image.merge("RGB", [grain] * 3), 1, -128)

    def _print(
        self,
        shapes: Sequence[Shape],
        ink: Ink,
        margin: float,
        draw: Callable[[ImageDraw.ImageDraw, list[Point]], None],
    ) -> None:
        height = self.size[1]
        scaled = [[(x * height, y * height) for x, y in shape] for shape in shapes]
        if not scaled:
            return
        across = [x for shape in scaled for x, _ in shape]
        down = [y for shape in scaled for _, y in shape]
        room = (margin + 3 * ink.blur) * height + 1
        box = self._inside((min(across), min(down)), (max(across), max(down)), room)
        if box is None:
            return
        left, top, right, bottom = box
        mask = Image.new("L", ((right - left) * SHARPNESS, (bottom - top) * SHARPNESS))
        pen = ImageDraw.Draw(mask)
        for shape in scaled:
            draw(pen, [((x - left) * SHARPNESS, (y - top) * SHARPNESS) for x, y in shape])
        mask = mask.reduce(SHARPNESS)
        if ink.blur:
            mask = mask.filter(ImageFilter.BoxBlur(ink.blur * height))
            mask = mask.filter(ImageFilter.BoxBlur(ink.blur * height))
        self._apply(box, mask, ink)

    def _inside(self, low: Point, high: Point, room: float) -> Box | None:
        """Return the whole pixels of the picture between two corners, None when there are none."""
        left, top = max(0, int(low[0] - room)), max(0, int(low[1] - room))
        right = min(self.size[0], int(high[0] + room) + 1)
        bottom = min(self.size[1], int(high[1] + room) + 1)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _apply(self, box: Box, mask: Image.Image, ink: Ink) -> None:
        if ink.alpha < 1:
            mask = mask.point([round(value * ink.alpha) for value in range(256)])
        paint = gradient(mask.size, ink.colours, across=ink.across)
        if ink.light:
            paint = ImageChops.screen(self.image.crop(box), paint)
        self.image.paste(paint, box, mask)
