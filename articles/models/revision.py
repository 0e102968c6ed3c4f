from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.db.models import Index, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.record import Record
from languages import registry
from languages.dates import brief
from languages.fields import LineField

HASHED = ("title", "lead", "body")


def text_hash(fields: Mapping[str, str]) -> str:
    """Return what tells two texts apart that a translator would have to tell apart: title, lead, body."""
    text = json.dumps([fields[name] for name in HASHED], ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


class Revision(Record):
    """The text of one language version as it was at a moment: by whom, and made from which original.

    `fields` holds whole texts. Whatever lists revisions defers it: `Revision.objects.defer("fields")`.
    """

    class Kind(models.TextChoices):
        """Published: readers saw this text, or were to see it at a time that was set."""

        PUBLISHED = "published", _("Published")
        SAVED = "saved", _("Saved")

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.SAVED)
    fields = models.JSONField(_("text"))
    text_hash = models.CharField(max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("changed by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("time"), default=timezone.now)
    note = LineField(_("note"), max_length=300, blank=True)
    made_from = models.ForeignKey(
        "self",
        verbose_name=_("translated from"),
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        help_text=_("The revision of the original from which this was translated."),
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=registry.codes()), name="articles_revision_language_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["published", "saved"]), name="articles_revision_kind_known"
            ),
            models.CheckConstraint(condition=Q(text_hash__gt=""), name="articles_revision_has_hash"),
        ]
        # "The latest published one of an article in a language" is read off its end.
        indexes = [Index(fields=["article", "language", "kind", "-id"], name="articles_revision_latest")]

    def __str__(self) -> str:
        return f"{registry.get(self.language).called} · {brief(self.created_at)}"
