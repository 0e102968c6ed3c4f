from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from languages import registry
from languages.columns import column, columns
from languages.fields import LineField, LinkField, ParagraphField
from publication.richtext import RichTextField
from publication.sharing import validate_services

ONLY_ROW = 1


@dataclass(frozen=True)
class Channel:
    """A place outside the site where the paper can be followed. `icon` names a symbol of the sprite."""

    icon: str
    name: str
    url: str


class Publication(models.Model):
    """The paper's own settings: a single row, read through `current()`."""

    name = LineField(_("name"), max_length=80)
    tagline = LineField(_("tagline"), max_length=160, blank=True)
    footer_notice = ParagraphField(
        _("footer notice"),
        blank=True,
        help_text=_("Printed at the foot of every page, such as the conditions for quoting."),
    )
    instagram_invitation = LineField(
        _("Instagram invitation"),
        max_length=160,
        blank=True,
        help_text=_("The line above the Instagram link under every story."),
    )
    share_services = LineField(
        _("where to share"),
        max_length=120,
        blank=True,
        validators=[validate_services],
        help_text=_("Names of services in their order, with spaces between; empty means the usual ones."),
    )
    views_shown_from = models.PositiveIntegerField(
        _("views are shown from"),
        default=10,
        help_text=_("Under a story that was opened less often, readers see no number."),
    )
    x_url = LinkField("X (Twitter)", blank=True)
    youtube_url = LinkField("YouTube", blank=True)
    instagram_url = LinkField("Instagram", blank=True)
    facebook_url = LinkField("Facebook", blank=True)
    telegram_url = LinkField("Telegram", blank=True)
    app_store_url = LinkField("App Store", blank=True)
    google_play_url = LinkField("Google Play", blank=True)

    class Meta:
        verbose_name = _("settings of the paper")
        verbose_name_plural = _("settings of the paper")
        constraints = [
            models.CheckConstraint(condition=Q(id=ONLY_ROW), name="publication_publication_single")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @classmethod
    def current(cls) -> Self:
        """Return the paper's settings; a nameless paper until someone fills them in. One query."""
        return cls._default_manager.filter(pk=ONLY_ROW).first() or cls(pk=ONLY_ROW, name="Newsroom")

    def channels(self) -> list[Channel]:
        """Return the channels that are filled in, in the order in which they are shown."""
        known = (
            ("x", "X", self.x_url),
            ("youtube", "YouTube", self.youtube_url),
            ("instagram", "Instagram", self.instagram_url),
            ("facebook", "Facebook", self.facebook_url),
            ("telegram", "Telegram", self.telegram_url),
            ("app-store", "App Store", self.app_store_url),
            ("google-play", "Google Play", self.google_play_url),
        )
        return [Channel(icon, name, url) for icon, name, url in known if url]


class PageQuerySet(models.QuerySet["Page"]):
    def live(self, language: str | None = None) -> Self:
        """Pages that can be read in a language: they have a title and a body in it."""
        written = {f"{column(field, language)}__gt": "" for field in ("title", "body")}
        return self.filter(**written)

    def for_reading(self, language: str | None = None) -> Self:
        """Load a page in one language, and of the others only whether it can be read in them."""
        written = {
            written_mark(code): ExpressionWrapper(
                Q(**{f"{column(field, code)}__gt": "" for field in ("title", "body")}), BooleanField()
            )
            for code in registry.codes()
        }
        return self.annotate(**written).only(
            "slug", *columns(("title", "body"), [language or registry.current().code])
        )

    def titles(self, language: str | None = None) -> Self:
        """Load only what a link to a page shows, in one language."""
        return self.only("slug", column("title", language))


class Page(models.Model):
    """A static page: about the paper, contacts, terms."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    title = LineField(_("title"), max_length=110)
    body = RichTextField(_("text"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.title or self.slug)

    def get_absolute_url(self) -> str:
        return reverse("reader:page", args=[self.slug])

    def languages(self) -> list[str]:
        """Return the codes of the languages in which the page can be read. Queries nothing."""
        return [code for code in registry.codes() if self._is_written(code)]

    def _is_written(self, code: str) -> bool:
        if (mark := written_mark(code)) in self.__dict__:
            return bool(self.__dict__[mark])
        return bool(getattr(self, column("title", code)) and getattr(self, column("body", code)))


def written_mark(language: str) -> str:
    """Return the name under which `for_reading()` notes that a page can be read in a language."""
    return f"written_{language}"
