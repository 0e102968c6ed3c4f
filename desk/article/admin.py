from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db import transaction
from django.db.models import Field, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Tag
from articles.permissions import may_change, may_publish
from articles.querysets import TEXT_FIELDS
from articles.versions import WORKFLOW_FIELDS, LanguageVersion
from articles.workflow import NotAllowed, Refusal, VersionMoved
from articles.writing import save_changes
from desk.article import locks, opened, steps
from desk.article.bulk.screen import BulkSteps
from desk.article.form import (
    PUBLISH_AT,
    ArticleForm,
    TagChoice,
    with_publish_at,
)
from desk.article.listing import ArticleListing
from desk.article.parts import BylineInline, RelatedInline
from languages import history, registry
from languages.admin import TranslatedAdmin
from languages.columns import column, columns

FORMSETS = {"bylines": "authors", "related_links": "related"}  # what the rows under the form are facts of


class ArticleAdmin(ArticleListing, BulkSteps, TranslatedAdmin):
    """One screen for a story in all its languages."""

    form = ArticleForm
    inlines = (BylineInline, RelatedInline)
    autocomplete_fields = ("category", "lead_image")
    language_fields = ("title", "lead", "body", "slug", "seo_title", "seo_description", PUBLISH_AT)
    shared_fieldsets = (
        (
            gettext_lazy("About the story"),
            {
                "fields": [
                    "category",
                    "kind",
                    "lead_image",
                    "tags",
                    "original_language",
                    "source_name",
                    "source_url",
                    "breaking_until",
                ],
                "classes": ["side"],
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        visible: QuerySet[Article] = Article.objects.visible_to(request.user).with_originals()
        return visible

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Whoever may change nothing in a story reads it, and is shown no button."""
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Return the fieldsets without what this person cannot use, and say of closed ones why they are."""
        article = obj or Article()
        *languages, facts = super().get_fieldsets(request, obj)
        return [
            *map(partial(_for_person, request), article.versions(), languages),
            _described(facts, locks.why_facts_closed(article, request)),
        ]

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name == "tags":
            widget = AutocompleteSelectMultiple(db_field, self.admin_site)
            return TagChoice(Tag.objects.all(), required=False, label=gettext_lazy("Tags"), widget=widget)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Return the form class, which also knows the pressed button."""
        named = flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = [name for name in named if not name.startswith(PUBLISH_AT)]
        form: Any = with_publish_at(super().get_form(request, obj, change=change, **kwargs))
        form.step = steps.chosen(request)
        form.locked = locks.locked_fields(obj or Article(), request, kwargs["fields"])
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "original_language": registry.current().code,
            **super().get_changeform_initial_data(request),
        }

    def language_tab(self, language: registry.Language, form: Any, thing: Any) -> dict[str, Any]:
        tab = super().language_tab(language, form, thing)
        version = (thing or form.instance).version(language.code)
        return {**tab, "dot": version.standing().value, "word": version.standing().label}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        form, article = context["adminform"].form, context.get("original")
        may_write = self.has_change_permission(request, article) if article else True
        context["language_steps"] = [
            {"version": version, "steps": steps.available(version, request)}
            for version in form.instance.versions()
            if may_write
        ]
        context["opened"] = form.opened() if article and may_write else ""
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Write only what this person changed, so that two people at one story do not undo each other."""
        typed = [name for name in form.changed_data if not name.startswith(PUBLISH_AT)]
        save_changes(obj, typed, by=request.user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if rows := [FORMSETS[formset.prefix] for formset in formsets if change and formset.has_changed()]:
            save_changes(form.instance, rows, by=request.user)
        if form.step:
            self._take(request, form, *form.step)
        self._remind_of_times(request, form)

    def _remind_of_times(self, request: HttpRequest, form: Any) -> None:
        """A time that was typed but not acted upon would be lost in silence: say so."""
        for version in form.instance.versions():
            name = column(PUBLISH_AT, version.language)
            waiting = name in form.changed_data and form.moment(version.language)
            if waiting and waiting != version.published_at:
                sentence = _("The time for %(language)s is not set: press its schedule button for that.")
                messages.warning(request, sentence % {"language": version.speech.called})

    def _take(self, request: HttpRequest, form: Any, name: str, language: str) -> None:
        """Take the step of the pressed button; what was typed is saved in any case."""
        version = form.instance.version(language)
        has_moved = opened.moved(version, form.seen) or not steps.is_possible(name, version, request)
        if not steps.is_allowed(name, version, request):
            messages.error(request, steps.why(NotAllowed(version, name)))
        elif has_moved:
            messages.error(request, steps.why(VersionMoved(version, name)))
        else:
            try:
                with transaction.atomic():
                    seen = opened.original_seen(form.seen)
                    press = steps.Press(request, version, form.moment(language), seen)
                    messages.success(request, steps.take(name, press))
                form.moved = version
            except Refusal as refusal:
                messages.error(request, steps.why(refusal))

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> history.Message:
        """Note the step that was taken beside what was typed."""
        message = super().construct_change_message(request, form, formsets, add)
        if version := getattr(form, "moved", None):
            state = columns(WORKFLOW_FIELDS[:1], [version.language])
            message.append(history.of_language(version.article, version.language, TEXT_FIELDS[0], state))
        return message

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: Any = None) -> HttpResponse:
        return self._stay(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        return self._stay(request, obj) or super().response_change(request, obj)

    def view_on_site(self, obj: Article) -> str | None:
        """Return the address of the story in the desk's language, else in one that readers can see."""
        live = (version for version in (obj.version(), *obj.versions()) if version.is_live())
        return next((version.get_absolute_url() for version in live), None)

    def _stay(self, request: HttpRequest, obj: Article) -> HttpResponse | None:
        """After a step the person stays on the story, on the language they worked in."""
        step = steps.chosen(request)
        if not step or IS_POPUP_VAR in request.POST:
            return None
        address = reverse("admin:articles_article_change", args=[obj.pk])
        return HttpResponseRedirect(f"{address}#{step[1]}")


def _for_person(request: HttpRequest, version: LanguageVersion, fieldset: Any) -> Any:
    """Return a language's fieldset as this person may use it, saying why where they may only read it."""
    name, options = fieldset
    if not may_publish(request.user, version):
        fields = [field for field in options["fields"] if not field.startswith(PUBLISH_AT)]
        fieldset = (name, {**options, "fields": fields})
    return _described(fieldset, locks.why_closed(version, request))


def _described(fieldset: Any, description: Any) -> Any:
    name, options = fieldset
    return (name, {**options, **({"description": description} if description else {})})
