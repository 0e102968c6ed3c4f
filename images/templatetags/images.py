from __future__ import annotations

from typing import Any

from django import template

from images import renditions
from images.cuts import address
from images.models import Image
from languages.columns import column

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(image: Image, shape: str, sizes: str, *, first: bool = False, alt: str | None = None) -> Any:
    """Print a responsive picture in a shape (wide, full, square). Queries nothing.

    sizes: the `sizes` attribute, how wide the picture stands on the page.
    first: the largest picture of the page: loaded at once and before others.
    alt: overrides the picture's own description; "" where the text beside it says the same.
    """
    form = renditions.SHAPES[shape]
    widths = form.widths_for(image.size) if image.has_renditions and all(image.size) else []
    described = getattr(image, column("alt")) or ""
    width, height = form.size(widths[-1], image.size) if widths else image.size
    return {
        "sources": [_source(image, form, widths, kind) for kind in ("avif", "webp")] if widths else [],
        "fallback": _source(image, form, widths, "jpeg") if widths else None,
        "src": address(image, form, widths[len(widths) // 2], "jpeg") if widths else _original(image),
        "width": width or None,
        "height": height or None,
        "alt": described if alt is None else alt,
        "sizes": sizes,
        "shape": shape,
        "first": first,
    }


def _original(image: Image) -> str:
    """Return the address of the picture as uploaded, "" when its file was removed."""
    return image.file.url if image.file else ""


def _source(image: Image, shape: renditions.Shape, widths: list[int], kind: str) -> dict[str, str]:
    candidates = (
        f"{address(image, shape, width, kind)} {shape.size(width, image.size)[0]}w" for width in widths
    )
    return {"type": f"image/{kind}", "srcset": ", ".join(candidates)}
