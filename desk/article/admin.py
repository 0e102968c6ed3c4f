from __future__ import annotations

from functools import partial
from itertools import chain
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import Field, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Tag
from articles.permissions import may_change
from articles.querysets import TEXT_FIELDS
from articles.versions import WORKFLOW_FIELDS, LanguageVersion
from articles.workflow import VersionMoved
from articles.writing import save_changes
from desk import refusals
from desk.article import beside, by_hand, locks, panel, plan, room, waiting
from desk.article.bulk.screen import BulkSteps
from desk.article.form import PANEL_FIELDS, ArticleForm, TagChoice, with_panel
from desk.article.listing import ArticleListing
from desk.article.parts import BylineInline, RelatedInline
from desk.article.times import PUBLISH_AT
from desk.statistics.permissions import may_see
from languages import history, registry
from languages.admin import TranslatedAdmin
from languages.columns import column, columns

FORMSETS = {"bylines": "authors", "related_links": "related"}  # what the rows under the form are facts of


class ArticleAdmin(ArticleListing, BulkSteps, TranslatedAdmin):
    """One screen for a story in all its languages."""

    form = ArticleForm
    inlines = (BylineInline, RelatedInline)
    autocomplete_fields = ("category", "lead_image")
    language_fields = ("title", "lead", "body", "slug", "seo_title", "seo_description")
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
        """Return the form class, which also knows the chosen steps, unless the request was made by hand."""
        article, named = obj or Article(), flatten_fieldsets(self.get_fieldsets(request, obj))
        form: Any = with_panel(super().get_form(request, obj, change=change, **{**kwargs, "fields": named}))
        form.person, form.named = request.user, plan.named(request)
        form.locked = locks.locked_fields(article, request, (*named, *PANEL_FIELDS))
        if request.method == "POST":
            by_hand.refuse(request, article, form.locked)
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "original_language": registry.current().code,
            **super().get_changeform_initial_data(request),
        }

    def language_tab(self, language: registry.Language, form: Any, thing: Any) -> dict[str, Any]:
        tab = super().language_tab(language, form, thing)
        version = (thing or form.instance).version(language.code)
        return {
            **tab,
            **room.tab(version, form),
            "has_errors": tab["has_errors"] or room.has_errors(version, form),
        }

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What was sent by hand and does not fit is answered with 409; what is not allowed, with 403."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except VersionMoved:
            return refusals.version_moved(request)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Any:
        form, article = context["adminform"].form, context.get("original")
        may_write = self.has_change_permission(request, article) if article else True
        for sentence in chain.from_iterable(form.refused.values()):
            messages.error(request, sentence)
        context["room"] = room.furnished(form, request, may_write=may_write)
        context["has_statistics"] = article is not None and may_see(request.user, article)
        context["opened"] = form.opened() if article and may_write else ""
        response = super().render_change_form(request, context, *args, **kwargs)
        if article and may_write:
            # A form that came back has what was typed on its article.
            stored = self.get_queryset(request).get(pk=article.pk) if request.method == "POST" else article
            beside.put(context, stored, request)
            waiting.put(context, stored, form.staged, request)
        return response

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Write only what this person changed, so that two people at one story do not undo each other."""
        form.saved = save_changes(obj, form.typed(), by=request.user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if rows := [FORMSETS[formset.prefix] for formset in formsets if change and formset.has_changed()]:
            save_changes(form.instance, rows, by=request.user)
        if form.plan:
            self._take(request, form)
        self._remind_of_times(request, form)

    def _remind_of_times(self, request: HttpRequest, form: Any) -> None:
        """A time that was typed but not acted upon would be lost in silence: say so."""
        chosen = {step.version.language for step in form.plan}
        for version in form.instance.versions():
            waiting = column(PUBLISH_AT, version.language) in form.changed_data and form.moment(
                version.language
            )
            if waiting and version.language not in chosen:
                sentence = _("The time for %(language)s is not set: choose to schedule it for that.")
                messages.warning(request, sentence % {"language": version.speech.called})

    def _take(self, request: HttpRequest, form: Any) -> None:
        """Take the chosen steps, all or none; what was typed is saved in any case."""
        refused = plan.take(form.plan, form.details(), form.seen, by=request.user)
        if refused:
            panel.keep(request, form, refused)
            for sentence in refused.values():
                messages.error(request, sentence)
            return
        form.moved = [step.version for step in form.plan]
        for step in form.plan:
            messages.success(request, step.done)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> history.Message:
        """Note the steps that were taken beside what was typed."""
        message = super().construct_change_message(request, form, formsets, add)
        for version in getattr(form, "moved", ()):
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
        named = plan.named(request)
        if not named or IS_POPUP_VAR in request.POST:
            return None
        address = reverse("admin:articles_article_change", args=[obj.pk])
        return HttpResponseRedirect(f"{address}#{named[0][1]}")


def _for_person(request: HttpRequest, version: LanguageVersion, fieldset: Any) -> Any:
    """Return a language's fieldset as this person may use it, saying why where they may only read it."""
    return _described(fieldset, locks.why_closed(version, request))


def _described(fieldset: Any, description: Any) -> Any:
    name, options = fieldset
    return (name, {**options, **({"description": description} if description else {})})
