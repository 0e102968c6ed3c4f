from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from bench.plain.models import Category


def sections(request: HttpRequest) -> dict[str, Any]:
    """The sections for the menu of every page."""
    return {"sections": Category.objects.all()}
