from __future__ import annotations

from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.roles import called
from languages import zones


class User(AbstractUser):
    """A member of the staff. Readers have no accounts."""

    language = models.CharField(
        _("desk language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language in which the desk speaks to this person."),
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=40,
        choices=zones.choices,
        blank=True,
        help_text=_("In which the desk shows times and takes them. Left empty it is the paper's own."),
    )
    is_demo = models.BooleanField(
        _("demo account"),
        default=False,
        editable=False,
        help_text=_("Its password is public, so it can log in only while the demo runs."),
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def clock(self) -> tzinfo:
        """The zone whose hours this person lives by; the paper's own where none is chosen or known."""
        try:
            return ZoneInfo(self.time_zone) if self.time_zone else zones.of_paper()
        except (ZoneInfoNotFoundError, ValueError):  # a zone that this server does not know (any more)
            return zones.of_paper()


class StaffRole(Group):
    """A role at the paper (see `accounts.roles`): Django's group, called in the desk's language."""

    class Meta:
        proxy = True
        verbose_name = pgettext_lazy("at the desk", "role")
        verbose_name_plural = pgettext_lazy("at the desk", "roles")

    def __str__(self) -> str:
        return called(self.name)
