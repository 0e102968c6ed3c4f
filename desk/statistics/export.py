"""A table as a file for a spreadsheet: CSV (RFC 4180) in UTF-8 with its mark, sent as it is made."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import gettext

from desk.statistics import numbers
from desk.statistics.numbers import Entry, Slot
from desk.statistics.question import Question
from languages import registry
from languages.dates import iso
from languages.numbers import list_separator

MARK = "\ufeff"
# What begins a formula in a spreadsheet, in full width too (owasp.org, "CSV Injection").
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
Cells = Iterable[str | int]


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def download(name: str, question: Question) -> StreamingHttpResponse:
    """Answer with the whole table of a name in `numbers.TITLES`."""
    response = StreamingHttpResponse(
        _lines(table(name, question), list_separator()), content_type="text/csv; charset=utf-8"
    )
    story = f"-{question.article.pk}" if question.article else ""
    language = f"-{question.language}" if question.language else ""
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{name}{story}-{question.span.value}{language}.csv"'
    )
    response.headers["Cache-Control"] = "no-store, private"
    return response


def table(name: str, question: Question) -> Iterator[Cells]:
    """Return the lines of a table. What depends on the desk's language is worked out before the first."""
    if name in numbers.RANKINGS:
        headings = [str(numbers.TITLES[name]), gettext("Views")]
        if name == "stories":
            headings.insert(1, gettext("Number"))
        return _ranked(headings, numbers.RANKINGS[name](question))
    hours, days = numbers.hours(question), numbers.days(question)
    if name == "languages":
        entries = numbers.languages(question, hours, days)
        return _ranked([gettext("Language"), gettext("Views")], iter(entries))
    codes = [question.language] if question.language else list(registry.codes())
    return _by_time({"hours": hours, "days": days}[name], codes, [gettext("Time"), gettext("In all")])


def defused(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(FORMULA) or cell.startswith(FORMULA) else cell


def _lines(rows: Iterable[Cells], separator: str) -> Iterator[str]:
    # All text is quoted and comes first in its line: so a spreadsheet that splits at another separator
    # still sees where it ends, and finds no formula behind one.
    writer: Any = csv.writer(Echo(), delimiter=separator, quoting=csv.QUOTE_NONNUMERIC)
    yield MARK
    for row in rows:
        yield writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])


def _ranked(headings: list[str], entries: Iterator[Entry]) -> Iterator[Cells]:
    yield headings
    for entry in entries:
        yield (entry.name.text, *([entry.key] if entry.key else []), entry.views)


def _by_time(slots: list[Slot], codes: list[str], headings: list[str]) -> Iterator[Cells]:
    when, in_all = headings
    yield (when, *(registry.get(code).name for code in codes), in_all)
    for slot in slots:
        begins = iso(slot.begins) if isinstance(slot.begins, datetime) else slot.begins.isoformat()
        views = [slot.views[code] for code in codes]
        yield (begins, *views, sum(views))
