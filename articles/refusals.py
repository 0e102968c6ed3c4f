"""Why something was not done to a story. Whatever is raised, nothing was changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from articles.versions import LanguageVersion


class Refusal(Exception):
    """A step was refused. `version` is what it was to be taken with, None for shared facts."""

    def __init__(self, version: LanguageVersion | None, why: str) -> None:
        super().__init__(f"{version!r} {why}" if version else why)
        self.version = version


class NotAllowed(Refusal, PermissionDenied):
    """The person's rights do not go that far. Uncaught it is answered with 403.

    `fields` names the columns that they may not write, where that is what was refused.
    """

    def __init__(self, version: LanguageVersion | None, why: str, fields: Iterable[str] = ()) -> None:
        super().__init__(version, why)
        self.fields = list(fields)


class IncompleteVersion(Refusal):
    """The version lacks what the step needs. `fields` names it: title, body, lead_image_alt."""

    def __init__(self, version: LanguageVersion, fields: list[str]) -> None:
        super().__init__(version, f"lacks {', '.join(fields)}")
        self.fields = fields


class ImpossibleStep(Refusal):
    """The step does not lead on from where the version stands."""


class VersionMoved(Refusal):
    """Somebody else changed the version's state or times since it was read."""


class OriginalMoved(VersionMoved):
    """The original went out with another text than the one that the person saw."""


class ChangesMoved(VersionMoved):
    """Another text waits to be published than the one that the person saw."""


class NothingWaits(ImpossibleStep):
    """No text waits to be published: nothing was changed, or somebody was quicker."""


class PastTime(Refusal):
    """The moment for which something was to be scheduled is not ahead."""


class NoteMissing(Refusal):
    """A version goes back to its author with a word why, or not at all."""


class TogetherRefused(Refusal):
    """Of several steps that were to be taken together, none was. `refusals` says why of each that failed."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(None, "; ".join(map(str, refusals)))
        self.refusals = refusals
