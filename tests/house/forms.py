"""Sends a form of the desk back as a browser would."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.db.models import Model

# Not free text: it stands in a text input but must have a form of its own.
FORMED = ("focal_point", "_at_", "breaking_until", "last_login", "date_joined")


def filled_in(
    html: str, model: type[Model], *, more: str = "", empty: bool = False, keep: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return the data of a change form as it was shown.

    more: something to append to every free text; empty: leave every free text out.
    keep: endings of fields whose text stays as it is.
    """
    form = BeautifulSoup(html, "html.parser").find("form", id=f"{model._meta.model_name}_form")
    assert isinstance(form, Tag)
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, values = str(field.get("name", "")), _values(field)
        if name and is_free_text(field) and not name.endswith(keep):
            data[name] = "" if empty or not values[0] else f"{values[0]}{more}"
        elif name and values:
            data[name] = [*data.get(name, []), *values]
    return data


def is_free_text(field: Tag) -> bool:
    typed = field.name == "textarea" or field.get("type") == "text"
    return typed and not any(part in str(field["name"]) for part in FORMED)


def _values(field: Tag) -> list[str]:
    """Return what a browser would send of a field; nothing for buttons, files and empty boxes."""
    if field.name == "select":
        return [str(option["value"]) for option in field.find_all("option", selected=True)]
    if field.name == "textarea":
        return [field.text]
    kind = field.get("type")
    if kind in ("submit", "button", "file") or (
        kind in ("checkbox", "radio") and not field.has_attr("checked")
    ):
        return []
    return [str(field.get("value", "on" if kind == "checkbox" else ""))]
