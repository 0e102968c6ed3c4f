from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where one language version stands in the workflow, as stored."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Standing(models.TextChoices):
    """What the desk calls a language version right now: its state, refined by text, clock and original.

    An outdated version is published, and live; `LanguageVersion.is_outdated` tells of the others too.
    """

    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    OUTDATED = "outdated", _("Outdated")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Kind(models.TextChoices):
    """The form of a story."""

    NEWS = "news", _("News")
    ANALYSIS = "analysis", _("Analysis")
    INTERVIEW = "interview", _("Interview")
    OPINION = "opinion", _("Opinion")
    PHOTO = "photo", _("Photo story")
    VIDEO = "video", _("Video")
