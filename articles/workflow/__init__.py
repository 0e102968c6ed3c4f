"""The steps by which a language version becomes public and stops being so, and keeps up with its original.

Each is one function: in a transaction, on a locked row, from the text that is stored by then, for a person
whose right it checks, refusing when the version moved since it was read, writing named columns of that
language only, recording what happened, announcing it after the commit.

by: the person who takes the step; None for the paper's own machinery, which may do everything.
now: the moment of the step, the present by default.
"""

from articles.refusals import (
    ChangesMoved,
    ImpossibleStep,
    IncompleteVersion,
    NotAllowed,
    NoteMissing,
    NothingWaits,
    OriginalMoved,
    PastTime,
    Refusal,
    TogetherRefused,
    VersionMoved,
)
from articles.workflow.changes import confirm_changes, discard_changes, publish_changes
from articles.workflow.publishing import (
    back_to_draft,
    publish,
    republish,
    return_to_author,
    schedule,
    submit,
    withdraw,
)
from articles.workflow.together import Action, take_together
from articles.workflow.translating import confirm, mark_minor

__all__ = [
    "Action",
    "ChangesMoved",
    "ImpossibleStep",
    "IncompleteVersion",
    "NotAllowed",
    "NoteMissing",
    "NothingWaits",
    "OriginalMoved",
    "PastTime",
    "Refusal",
    "TogetherRefused",
    "VersionMoved",
    "back_to_draft",
    "confirm",
    "confirm_changes",
    "discard_changes",
    "mark_minor",
    "publish",
    "publish_changes",
    "republish",
    "return_to_author",
    "schedule",
    "submit",
    "take_together",
    "withdraw",
]
