from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.listed import Listed, indexes
from authors.models import Author


class Byline(Listed):
    """An author in a position on an article."""

    LISTS = "article"

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        Author, verbose_name=_("author"), on_delete=models.PROTECT, related_name="bylines"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="articles_byline_once")]
        indexes = indexes("author", of="author", lists="article")

    def __str__(self) -> str:
        return str(self.author)
