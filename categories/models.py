from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from languages.columns import phrase
from languages.fields import LineField

# A category's address is /{language}/{slug}/, beside these pages of the site.
RESERVED_SLUGS = frozenset(
    ("archive", "authors", "feed", "most-read", "pages", "search", "sitemaps", "tags", "views")
)


def validate_category_slug(slug: str) -> None:
    """Refuse a slug that is the address of another page. Raises ValidationError."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is the address of another page of the site; choose another."),
            params={"slug": slug},
        )


class Category(models.Model):
    """A section of the paper."""

    name = LineField(_("name"), max_length=60)
    description = LineField(_("description"), max_length=200, blank=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True, validators=[validate_category_slug])
    position = models.PositiveSmallIntegerField(_("position"), default=0, db_index=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return phrase(self, "name").text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let readers follow when the address changes."""
        with transaction.atomic():
            former = Category.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            CategoryRedirect.objects.filter(slug=self.slug).delete()
            if former and former != self.slug:
                CategoryRedirect.objects.update_or_create(slug=former, defaults={"category": self})

    def get_absolute_url(self) -> str:
        return reverse("reader:category", args=[self.slug])


class CategoryRedirect(models.Model):
    """A former address of a category: readers are sent on, until another category takes it."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.CASCADE, related_name="former_addresses"
    )

    class Meta:
        verbose_name = _("former address of a category")
        verbose_name_plural = _("former addresses of categories")
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug
