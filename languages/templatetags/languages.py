from __future__ import annotations

from datetime import date, datetime

from django import template
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from languages import columns, dates, numbers, registry

register = template.Library()

register.filter("long_date", dates.long_date)
register.filter("long_datetime", dates.long_datetime)
register.filter("clock", dates.clock)
register.filter("iso", dates.iso)
register.filter("grouped", numbers.grouped)


@register.filter
def header_date(moment: date | datetime) -> str:
    return dates.header_date(moment)


@register.filter
def brief(moment: datetime) -> str:
    return dates.brief(moment)


@register.filter
def phrase(thing: Model, field: str) -> columns.Phrase:
    """Give a translated name with the language it is in, for use in attributes."""
    return columns.phrase(thing, field)


@register.simple_tag
def translated(thing: Model, field: str) -> str | SafeString:
    """Print a translated name; one that had to fall back is marked with its real `lang`."""
    found = columns.phrase(thing, field)
    if found.language == registry.current().code:
        return found.text
    return format_html('<span lang="{}">{}</span>', found.language, found.text)
