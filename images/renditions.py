"""The sizes and formats in which a picture is shown.

Widths follow the steps at which a phone, a tablet and a desktop need more pixels; a rendition is never
wider than the original. AVIF is about half the bytes of JPEG, WebP serves the browsers between. Services that
show a link to a story, and search engines, fetch one large JPEG.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from imagefield.backend_base import calculate_crop_box
from imagefield.fields import Context, ImageFieldFile
from imagefield.processing_pillow import register_pillow
from PIL import Image as Pillow

FORMATS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 58, "speed": 8},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
EXTENSIONS = {"avif": ".avif", "webp": ".webp", "jpeg": ".jpg"}
LOWER_QUALITIES = (70, 60, 50, 40, 30, 20, 10)  # tried in turn where a picture may have only so many bytes
Processor = Callable[[Pillow.Image, Context], Pillow.Image]
# What Pillow raises for a file that is broken, or not a picture.
UNREADABLE = (OSError, ValueError, RuntimeError, SyntaxError, Pillow.DecompressionBombError)


@dataclass(frozen=True)
class Shape:
    """A way to cut a picture.

    widths: what pages show, in every format.
    ratio: width to height, None for the picture's own.
    sent: the width for services and search engines, as JPEG only; None when they get none.
    most_bytes: what a JPEG for them may weigh; None for no limit.
    """

    name: str
    widths: tuple[int, ...]
    ratio: tuple[int, int] | None
    sent: int | None = None
    most_bytes: int | None = None

    def size(self, width: int, original: tuple[int, int]) -> tuple[int, int]:
        """Return width and height in pixels of the rendition of this width."""
        across, down = self.ratio or original
        width = min(width, self.limit(original))
        return width, max(1, round(width * down / across))

    def limit(self, original: tuple[int, int]) -> int:
        """Return the greatest width that a picture of this size fills in this shape."""
        across, down = self.ratio or original
        return max(1, min(original[0], original[1] * across // max(1, down)))

    def widths_for(self, original: tuple[int, int]) -> list[int]:
        """Return the widths that an original of this size has on pages; the smallest in any case."""
        limit = self.limit(original)
        return [width for width in self.widths if width <= limit] or list(self.widths[:1])

    def largest_for(self, original: tuple[int, int]) -> int:
        """Return the width of the largest JPEG that an original of this size has."""
        return self.sent or self.widths_for(original)[-1]

    def made(self, widths: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Yield width and format of every rendition for these widths of pages, and of the one to send."""
        yield from ((width, kind) for width in widths for kind in FORMATS)
        if self.sent:
            yield self.sent, "jpeg"


WIDE = Shape("wide", (320, 640, 960, 1280), (16, 9))
FULL = Shape("full", (640, 960, 1280, 1600), None)
SQUARE = Shape("square", (96, 192), (1, 1), sent=1200)
SHAPES = {shape.name: shape for shape in (WIDE, FULL, SQUARE)}  # what pages may ask for

SOCIAL = Shape("social", (), (1200, 630), sent=1200, most_bytes=300_000)
PHOTO = Shape("photo", (), (4, 3), sent=1200)
EVERY_SHAPE = (*SHAPES.values(), SOCIAL, PHOTO)


def name(shape: Shape, width: int, kind: str) -> str:
    """Return the name under which the image field knows a rendition."""
    return f"{shape.name}_{width}_{kind}"


def formats() -> dict[str, Any]:
    """Return every rendition as django-imagefield's `formats`."""
    return {
        name(shape, width, kind): _spec(shape, width, kind)
        for shape in EVERY_SHAPE
        for width, kind in shape.made(shape.widths)
    }


def needed(original: tuple[int, int]) -> Iterator[str]:
    """Yield the names of the renditions that a picture of this size has."""
    for shape in EVERY_SHAPE:
        for width, kind in shape.made(shape.widths_for(original)):
            yield name(shape, width, kind)


def recipe() -> str:
    """Return the fingerprint of how renditions are made now.

    Renditions made after another recipe have other names, so a picture that has only those has none.
    """
    steps = []
    for spec in formats().values():
        context = Context()
        spec(None, context)
        steps.append((context.extension, context.processors))
    return hashlib.sha256(repr((FORMATS, LOWER_QUALITIES, steps)).encode()).hexdigest()[:12]


def _spec(shape: Shape, width: int, kind: str) -> Callable[[ImageFieldFile | None, Context], None]:
    def spec(file: ImageFieldFile | None, context: Context) -> None:
        context.extension = EXTENSIONS[kind]
        cut = ("fill", width, shape.ratio) if shape.ratio else ("thumbnail", (width, 10 * width))
        encoding = ("encode", kind, shape.most_bytes) if shape.most_bytes else ("encode", kind)
        context.processors = [encoding, "autorotate", cut]

    return spec


@register_pillow
def fill(get_image: Processor, width: int, ratio: tuple[int, int]) -> Processor:
    """Cut a shape out around the focal point and shrink it to a width; never blow it up."""
    size = (width, round(width * ratio[1] / ratio[0]))

    def processor(image: Pillow.Image, context: Context) -> Pillow.Image:
        whole = get_image(image, context)
        box = calculate_crop_box(*whole.size, *size, context.ppoi)
        cut = whole.crop((box.left, box.top, box.left + box.width, box.top + box.height))
        return cut.resize(size, Pillow.Resampling.LANCZOS) if cut.width > width else cut

    return processor


@register_pillow
def encode(get_image: Processor, kind: str, most_bytes: int | None = None) -> Processor:
    """Set the format of the result; nothing of the original's metadata is carried over.

    most_bytes: what a JPEG may weigh; its quality goes down until it does.
    """

    def processor(image: Pillow.Image, context: Context) -> Pillow.Image:
        if image.mode in {"1", "P", "PA"}:  # a picture of few colours cannot be shrunk smoothly
            image = image.convert("RGBA")
        result = get_image(image, context)
        context.save_kwargs.clear()
        context.save_kwargs.update(FORMATS[kind])
        result = result if result.mode == "RGB" else _on_white(result)
        result.info = {}  # Pillow would write a comment found there
        if most_bytes:
            context.save_kwargs["quality"] = _quality_within(most_bytes, result, kind)
        return result

    return processor


def _quality_within(most_bytes: int, image: Pillow.Image, kind: str) -> int:
    """Return the highest quality at which a picture weighs no more; the lowest when none is low enough."""
    qualities: tuple[int, ...] = (FORMATS[kind]["quality"], *LOWER_QUALITIES)
    return next(
        (quality for quality in qualities if _weight(image, kind, quality) <= most_bytes), qualities[-1]
    )


def _weight(image: Pillow.Image, kind: str, quality: int) -> int:
    file = BytesIO()
    image.save(file, **{**FORMATS[kind], "quality": quality})
    return file.tell()


def _on_white(image: Pillow.Image) -> Pillow.Image:
    """Lay a transparent picture on white paper, so that it looks the same in every format."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    paper = Pillow.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


RECIPE = recipe()
