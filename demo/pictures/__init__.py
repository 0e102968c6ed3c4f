"""Pictures and portraits for the demo paper, drawn by code.

Owns how they look; knows nothing of stories, files or the database. The same key always gives the
same picture; another key gives another composition and other colours.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image

from demo.pictures import abstract, built, landscape, play
from demo.pictures.canvas import Canvas
from demo.pictures.palettes import palette_for
from demo.pictures.portraits import portrait

MOTIFS: dict[str, Callable[[Canvas], None]] = {
    "bars": abstract.bars,
    "board": play.board,
    "bridge": built.bridge,
    "city": built.city,
    "columns": built.columns,
    "constellation": abstract.constellation,
    "fields": landscape.fields,
    "grid": abstract.grid,
    "leaves": landscape.leaves,
    "map": abstract.map_,
    "mountains": landscape.mountains,
    "orbit": abstract.orbit,
    "pitch": play.pitch,
    "rails": built.rails,
    "rings": abstract.rings,
    "stage": play.stage,
    "sun": landscape.sun,
    "waves": landscape.waves,
}
QUALITY = 88

__all__ = ["MOTIFS", "as_jpeg", "draw", "portrait"]


def draw(key: str, motif: str, size: tuple[int, int] = (1600, 900)) -> Image.Image:
    """Return a key's picture of a motif. Raises ValueError when the motif is unknown."""
    if motif not in MOTIFS:
        raise ValueError(f"unknown motif {motif!r}; known are {', '.join(sorted(MOTIFS))}")
    random = Random(key)
    canvas = Canvas(random, palette_for(motif, random), size)
    MOTIFS[motif](canvas)
    return canvas.finish()


def as_jpeg(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return target.getvalue()
