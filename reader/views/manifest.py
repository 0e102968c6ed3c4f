from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse

from languages import registry
from languages.columns import phrase
from publication.models import Publication
from reader import made_of
from reader.public import polled, public

PAPER = "#ffffff"  # the colour behind everything, as in static/css/tokens.css
SHORT = 12  # characters of a name that fit under an icon


@public
@polled
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the site on its home screen (w3.org/TR/appmanifest)."""
    made_of.paper()
    publication, home = Publication.current(), reverse("reader:home")
    name = phrase(publication, "name").text
    data = {
        "id": home,
        "name": name,
        "short_name": name if len(name) <= SHORT else name.split()[0],
        "description": phrase(publication, "tagline").text,
        "lang": registry.current().code,
        "dir": "ltr",
        "start_url": home,
        "scope": "/",
        "display": "minimal-ui",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": [_icon("icon.svg", "any", "image/svg+xml"), *map(_png, (192, 512))],
    }
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type="application/manifest+json")


def _png(size: int) -> dict[str, str]:
    return _icon(f"icon-{size}.png", f"{size}x{size}", "image/png")


def _icon(file: str, sizes: str, kind: str) -> dict[str, str]:
    return {"src": static(f"icons/{file}"), "sizes": sizes, "type": kind, "purpose": "any"}
