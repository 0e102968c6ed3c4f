from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Index, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.record import Record
from articles.models.revision import Revision
from languages import registry
from languages.dates import brief
from languages.fields import ParagraphField


class EventKind(models.TextChoices):
    """What happened to a story."""

    CREATED = "created", pgettext_lazy("in a timeline", "Created")
    SAVED = "saved", pgettext_lazy("in a timeline", "Text changed")
    FACTS = "facts", pgettext_lazy("in a timeline", "Facts changed")
    SUBMITTED = "submitted", pgettext_lazy("in a timeline", "Sent to review")
    RETURNED = "returned", pgettext_lazy("in a timeline", "Returned to its author")
    APPROVED = "approved", pgettext_lazy("in a timeline", "Approved")
    PUBLISHED = "published", pgettext_lazy("in a timeline", "Published")
    SCHEDULED = "scheduled", pgettext_lazy("in a timeline", "Scheduled")
    UNSCHEDULED = "unscheduled", pgettext_lazy("in a timeline", "Taken off the schedule")
    DRAFTED = "drafted", pgettext_lazy("in a timeline", "Put back to draft")
    WITHDRAWN = "withdrawn", pgettext_lazy("in a timeline", "Withdrawn")
    REPUBLISHED = "republished", pgettext_lazy("in a timeline", "Published again")
    CONFIRMED = "confirmed", pgettext_lazy("in a timeline", "Checked against the original")
    MINOR = "minor", pgettext_lazy("in a timeline", "Marked as a minor edit")
    STAGED = "staged", pgettext_lazy("in a timeline", "Changes saved, to be published")
    CHANGED = "changed", pgettext_lazy("in a timeline", "Changes published")
    DISCARDED = "discarded", pgettext_lazy("in a timeline", "Changes discarded")


class Event(Record):
    """One thing that happened to a story: who, when, what. The events of a story are its timeline.

    language: "" for what all languages share.
    note: what the person said; of changed facts, their field names with blanks between.
    for_time: the moment that was set, of something scheduled.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="events", db_index=False
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    note = ParagraphField(_("note"), blank=True)
    for_time = models.DateTimeField(_("publish at"), null=True)
    revision = models.ForeignKey(
        Revision, verbose_name=_("revision"), on_delete=models.RESTRICT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-at", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=["", *registry.codes()]), name="articles_event_language_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="articles_event_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=EventKind.SCHEDULED, for_time__isnull=False)
                | (~Q(kind=EventKind.SCHEDULED) & Q(for_time__isnull=True)),
                name="articles_event_schedule_has_time",
            ),
        ]
        indexes = [Index(fields=["article", "-at", "-id"], name="articles_event_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {brief(self.at)}"
