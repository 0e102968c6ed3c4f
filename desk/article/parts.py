"""The rows that belong to a story: its byline, and the stories under it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Byline, RelatedArticle
from desk.article import locks


class RowsOfArticle(forms.BaseInlineFormSet[Any, Any, Any]):
    """Rows of a form that may have stood open for long: others may have changed the rows meanwhile.

    once: the field that no two rows of a story share.
    """

    once = ""

    def clean(self) -> None:
        super().clean()
        shown = {form.instance.pk for form in self.initial_forms}
        added_meanwhile = {self._key(row) for row in self.get_queryset() if row.pk not in shown}
        for form in self.forms:
            if self._key(form.instance) in added_meanwhile and not self._should_delete_form(form):
                form.add_error(
                    self.once, _("Somebody else put this here meanwhile. Remove it, or choose another.")
                )

    def get_unique_error_message(self, unique_check: Any) -> str:
        return _("The same stands here twice. Remove one of the two.")

    def _should_delete_form(self, form: Any) -> bool:
        """A row that somebody else deleted meanwhile stays deleted, instead of failing for ever."""
        is_gone = form.instance.pk is None and form in self.initial_forms
        return bool(is_gone or super()._should_delete_form(form))  # type: ignore[misc]  # unknown to the stubs

    def _key(self, row: Any) -> Any:
        return getattr(row, f"{self.once}_id")


class Bylines(RowsOfArticle):
    once = "author"


class RelatedArticles(RowsOfArticle):
    once = "related"


class RelatedForm(forms.ModelForm[Any]):
    """A story put under another one."""

    def clean_related(self) -> Article:
        related: Article = self.cleaned_data["related"]
        if related.pk == self.instance.article_id:
            raise ValidationError(_("A story cannot stand under itself."))
        return related


class PartOfArticle(admin.TabularInline):
    """Rows that belong to an article: whoever may change its shared facts may change them."""

    extra = 0
    classes = ("side",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("articles.view_article")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not locks.why_facts_closed(obj or Article(), request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class BylineInline(PartOfArticle):
    model = Byline
    formset = Bylines
    autocomplete_fields = ("author",)
    verbose_name_plural = gettext_lazy("Authors, in the order of the byline")

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 1


class RelatedInline(PartOfArticle):
    model = RelatedArticle
    form = RelatedForm
    formset = RelatedArticles
    fk_name = "article"
    autocomplete_fields = ("related",)
