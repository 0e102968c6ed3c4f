from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models import invariants
from articles.models.event import Event
from articles.models.revision import Revision
from articles.models.tag import TaggedArticle
from articles.querysets import ArticleQuerySet
from articles.states import Kind, State
from articles.versions import LanguageVersion
from authors.models import Author
from categories.models import Category
from images.models import Image
from languages import registry
from languages.fields import LineField, LinkField, ParagraphField
from publication.richtext import RichTextField


class Article(models.Model):
    """One story: facts shared by all languages, and its text in each (see `articles.translation`).

    Read and write the text of a language through `version()`. The base column of a translated field
    (`title` beside `title_en`, ...) is never read, queried or relied on.
    """

    # The text, once per language.
    title = LineField(_("title"), max_length=110)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        blank=True,
        db_index=False,
        help_text=_(
            "Made from the title when left empty. The number before it decides, so two may be equal."
        ),
    )
    lead = ParagraphField(_("lead"), max_length=300, blank=True)
    body = RichTextField(_("text"), blank=True)
    seo_title = LineField(_("title for search engines"), max_length=60, blank=True)
    seo_description = LineField(_("description for search engines"), max_length=155, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    translated_from = models.ForeignKey(
        Revision,
        verbose_name=_("translated from"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        # Hidden it would be one relation for all languages: modeltranslation copies named ones only.
        related_name="translations",
        help_text=_("The revision of the original from which this was translated."),
    )
    staged = models.ForeignKey(
        Revision,
        verbose_name=_("changes that wait"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="waiting_for",  # named for the reason above
        help_text=_("The text that waits to be published while readers see another."),
    )

    # The facts, shared.
    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="articles"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NEWS)
    authors = models.ManyToManyField(
        Author, verbose_name=_("authors"), through="articles.Byline", related_name="articles"
    )
    lead_image = models.ForeignKey(
        Image,
        verbose_name=_("lead picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    tags = TaggableManager(verbose_name=_("tags"), through=TaggedArticle, blank=True)
    source_name = LineField(_("source"), max_length=120, blank=True)
    source_url = LinkField(_("link to the source"), blank=True, max_length=500)
    original_language = models.CharField(
        _("original language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language the story was written in first."),
    )
    breaking_until = models.DateTimeField(_("breaking until"), null=True, blank=True)
    related = models.ManyToManyField(
        "self",
        verbose_name=_("related stories"),
        through="articles.RelatedArticle",
        symmetrical=False,
        related_name="+",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("created by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    shared_version = models.PositiveIntegerField(default=0, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-id"]
        # Called by their languages where they are shown: see accounts.forms.PermissionChoice.
        permissions = [
            (f"{verb}_{code}", f"Can {verb} {code}")
            for verb in ("write", "publish")
            for code in registry.codes()
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(original_language__in=registry.codes()),
                name="articles_original_language_known",
            ),
            *invariants.constraints(),
        ]
        indexes = invariants.indexes()

    def __str__(self) -> str:
        return self.headline().title or str(_("Untitled"))

    def version(self, language: str | None = None) -> LanguageVersion:
        """Return this article in a language, the active one by default."""
        return LanguageVersion(self, language or registry.current().code)

    def versions(self) -> list[LanguageVersion]:
        """Return this article in every language of the paper, in the paper's order."""
        return [self.version(code) for code in registry.codes()]

    def headline(self) -> LanguageVersion:
        """Return the version by which staff recognise the story.

        In their own language, else in the original one, else in any that has a title.
        """
        preferred = (registry.current().code, self.original_language, *registry.codes())
        titled = (self.version(code) for code in preferred)
        return next((version for version in titled if version.title), self.version())

    def timeline(self) -> QuerySet[Event]:
        """Return what happened to this story, the newest first, without a text. One query."""
        return self.events.select_related("by").order_by("-at", "-id")

    def get_absolute_url(self) -> str:
        """Return the address in the active language."""
        return self.version().get_absolute_url()


class RelatedArticle(models.Model):
    """A story that an editor put under another one, in an order."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        Article, verbose_name=_("related story"), on_delete=models.CASCADE, related_name="+"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "related"], name="articles_related_once"),
            models.CheckConstraint(condition=~Q(article=F("related")), name="articles_related_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.related_id}"
