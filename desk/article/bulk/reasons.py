"""Why a step was not taken with a story, in the words of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.refusals import (
    ImpossibleStep,
    IncompleteVersion,
    NotAllowed,
    OriginalMoved,
    PastTime,
    Refusal,
)
from articles.versions import LEAD_IMAGE_ALT
from languages import registry

NAMED = 10  # how many refusals a report spells out

GONE = gettext_lazy("it is not there any more")
MOVED = gettext_lazy("somebody else changed its state meanwhile")
LACKS = {
    "title": gettext_lazy("there is no title in {language}"),
    "body": gettext_lazy("there is no text in {language}"),
    LEAD_IMAGE_ALT: gettext_lazy("lead picture has no description in {language}"),
}
OTHERS: tuple[tuple[type[Refusal], Any], ...] = (
    (NotAllowed, gettext_lazy("you may not do this in {language}")),
    (OriginalMoved, gettext_lazy("the original changed again meanwhile")),
    (PastTime, gettext_lazy("the time has passed")),
)


def why(refusal: Refusal, language: registry.Language) -> str:
    """Return the reason, one phrase that can stand after the title of the story."""
    if isinstance(refusal, IncompleteVersion):
        lacking = (LACKS[field].format(language=language.called) for field in refusal.fields)
        return "; ".join(lacking)
    if isinstance(refusal, ImpossibleStep) and refusal.version:
        standing = refusal.version.standing().label
        return _("there is no such step from “{standing}”").format(standing=standing)
    said = next((phrase for kind, phrase in OTHERS if isinstance(refusal, kind)), MOVED)
    return str(said).format(language=language.called)


def report(heading: str, refused: Sequence[tuple[str, Any]]) -> str:
    """Return the part of a report that names what was refused: a heading, then title and reason of each.

    Of many, some are named and the rest counted.
    """
    return format_html("{}<ul>{}</ul>", heading, format_html_join("", "<li>{}</li>", _lines(refused)))


def _lines(refused: Sequence[tuple[str, Any]]) -> Iterator[tuple[Any]]:
    for title, reason in refused[:NAMED]:
        yield (_("“{title}”: {reason}").format(title=title, reason=reason),)
    if len(refused) > NAMED:
        yield (_("and others: {count}").format(count=len(refused) - NAMED),)
