from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from images.models import Image
from languages.columns import phrase
from languages.fields import LineField, ParagraphField

# As Mastodon writes an account: @anna@social.example
FEDIVERSE_ACCOUNT = r"^@[\w.-]+@[\w-]+(?:\.[\w-]+)+$"


class Author(models.Model):
    """Somebody whose name stands over articles."""

    name = LineField(_("full name"), max_length=120)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    role = LineField(_("role"), max_length=120, blank=True)
    biography = ParagraphField(_("biography"), blank=True)
    fediverse = LineField(
        _("account in the fediverse"),
        max_length=120,
        blank=True,
        validators=[
            RegexValidator(FEDIVERSE_ACCOUNT, _("Write it with the name of its server: @name@server."))
        ],
        help_text=_("Networks of the fediverse name the author by it under links to their stories."),
    )
    picture = models.ForeignKey(
        Image,
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["slug"]

    def __str__(self) -> str:
        return phrase(self, "name").text

    def get_absolute_url(self) -> str:
        return reverse("reader:author", args=[self.slug])
