from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from articles.models.listed import Listed, indexes
from languages import registry
from languages.columns import column, phrase
from languages.fields import LineField
from languages.slugs import slugify


class Tag(TagBase):
    """A subject that runs through stories; its name is translated, its address is one for all."""

    name = LineField(_("name"), max_length=80)  # unique per language, below
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        blank=True,
        help_text=_("Made from the name when left empty."),
    )

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(
                fields=[column("name", code)],
                condition=models.Q(**{f"{column('name', code)}__gt": ""}),
                name=f"articles_tag_name_{code}_once",
            )
            for code in registry.codes()
        ]

    def __str__(self) -> str:
        return phrase(self, "name").text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a slug; taggit's own way knows nothing of our letters. Readers follow when it changes."""
        if not self.slug:
            self.slug = self._free_slug()
        with transaction.atomic():
            former = Tag.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            models.Model.save(self, *args, **kwargs)
            TagRedirect.objects.filter(slug=self.slug).delete()
            if former and former != self.slug:
                TagRedirect.objects.update_or_create(slug=former, defaults={"tag": self})

    def _free_slug(self) -> str:
        name = phrase(self, "name")
        wanted = slugify(name.text, name.language) or "tag"
        others = Tag.objects.exclude(pk=self.pk).filter(slug__startswith=wanted)
        formers = TagRedirect.objects.exclude(tag=self.pk).filter(slug__startswith=wanted)
        taken = {*others.values_list("slug", flat=True), *formers.values_list("slug", flat=True)}
        slug, number = wanted, 1
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        return slug

    def get_absolute_url(self) -> str:
        return reverse("reader:tag", args=[self.slug])


class TagRedirect(models.Model):
    """A former address of a tag: readers are sent on, until another tag takes it."""

    slug = models.SlugField(_("address"), max_length=100, unique=True)
    tag = models.ForeignKey(
        Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="former_addresses"
    )

    class Meta:
        verbose_name = _("former address of a tag")
        verbose_name_plural = _("former addresses of tags")
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug


class TaggedArticle(Listed, ItemBase):
    LISTS = "content_object"

    tag = models.ForeignKey(Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="tagged_items")
    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="articles_tagged_once")]
        indexes = indexes("tag", of="tag", lists="content_object")
