"""Steps in the list's menu of actions: the page that asks before one is taken, and the report after it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.querysets import TEXT_FIELDS
from articles.versions import WORKFLOW_FIELDS
from desk.article.bulk import reasons, taking
from desk.article.bulk.steps import STEPS, BulkStep, Details
from languages import history, registry, zones
from languages.columns import columns

MOST = 500  # stories in one go: so many fit on a page and into one request
CONFIRMED, SEEN, BACK = "confirmed", "seen", "back"  # fields of the page that asks


# Attributes of the browser's own fields for a day and an hour.
DAY: dict[str, Any] = {"type": "date", "aria-label": gettext_lazy("date")}
HOUR: dict[str, Any] = {"type": "time", "aria-label": gettext_lazy("time")}


@dataclass(frozen=True)
class Ask:
    """A step that somebody chose for several stories in a language."""

    step: BulkStep
    language: registry.Language

    @property
    def heading(self) -> str:
        return str(capfirst(self.step.heading.format(language=self.language.called)))


class NoDetails(forms.Form):
    """Of a step that needs nothing more."""


class TimeDetails(forms.Form):
    at = forms.SplitDateTimeField(
        label=gettext_lazy("Publish at"),
        widget=forms.SplitDateTimeWidget(
            date_attrs=DAY,
            time_attrs=HOUR,
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
    )

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at <= timezone.now():
            raise forms.ValidationError(_("This time has passed."))
        return at


class NoteDetails(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("A word to the author"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


DETAILS: dict[str, type[forms.Form]] = {"": NoDetails, "at": TimeDetails, "note": NoteDetails}


class BulkSteps(admin.ModelAdmin):
    """The part of the list in which several stories go one step further."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer the steps for which this person's rights go far enough with some story."""
        actions: dict[str, Any] = super().get_actions(request)
        steps = {
            name: (partial(_answer, step=step), name, step.label)
            for name, step in STEPS.items()
            if IS_POPUP_VAR not in request.GET and step.is_offered_to(request.user)
        }
        return steps | actions

    def ask_or_take(
        self, request: HttpRequest, stories: QuerySet[Any], step: BulkStep
    ) -> HttpResponse | None:
        """Show what the step would do, or take it once that was confirmed."""
        code = request.POST.get("language", "")
        if code not in registry.codes():
            messages.warning(request, _("Choose a language. Nothing was changed."))
            return None
        ask = Ask(step, registry.get(code))
        if CONFIRMED not in request.POST:
            return self._ask(request, ask, stories, DETAILS[step.asks]())
        details = DETAILS[step.asks](request.POST)
        if not details.is_valid():
            again = self.get_queryset(request).filter(pk__in=_keys(request)).with_states()  # type: ignore[attr-defined]
            return self._ask(request, ask, again, details)
        outcome = taking.take(
            step,
            ask.language,
            _keys(request),
            self.get_queryset(request),
            taking.unpacked(request.POST.get(SEEN, "")),
            Details(request.user, **details.cleaned_data),
        )
        self._report(request, ask, outcome)
        return HttpResponseRedirect(_list_as_it_was(request.POST.get(BACK, "")))

    def _ask(
        self, request: HttpRequest, ask: Ask, stories: QuerySet[Any], details: forms.Form
    ) -> HttpResponse | None:
        chosen = list(islice(stories, MOST + 1))
        if len(chosen) > MOST:
            sentence = _("At most {count} stories go in one step. Choose fewer, or narrow the list.")
            messages.warning(request, sentence.format(count=MOST))
            return None
        entries = taking.foreseen(ask.step, ask.language, chosen, request.user)
        back = request.POST.get(BACK, request.GET.urlencode())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": ask.heading,
            "ask": ask,
            "details": details,
            "zone": zones.in_words() if ask.step.asks == "at" else "",
            "leads_to": ask.step.leads_to,
            "ready": [entry for entry in entries if not entry.reason],
            "refused": [entry for entry in entries if entry.reason],
            "seen": request.POST.get(SEEN) or taking.shown(entries),
            "back": back,
            "list_address": _list_as_it_was(back),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/articles/article/bulk.html", context)

    def _report(self, request: HttpRequest, ask: Ask, outcome: taking.Outcome) -> None:
        """Say how many went the step, and name those that did not, with why."""
        language = ask.language.called
        for version in outcome.taken:
            state = columns(WORKFLOW_FIELDS[:1], [version.language])
            entry = history.of_language(version.article, version.language, TEXT_FIELDS[0], state)
            self.log_change(request, version.article, [entry])
        if outcome.taken:
            done = ask.step.done.format(language=language, count=len(outcome.taken))
            messages.success(request, capfirst(done))
        if outcome.refused:
            heading = _("Refused ({language}): {count}.").format(
                language=language, count=len(outcome.refused)
            )
            told = messages.warning if outcome.taken else messages.error
            told(request, reasons.report(heading, outcome.refused))


def _answer(screen: BulkSteps, request: HttpRequest, stories: QuerySet[Any], *, step: BulkStep) -> Any:
    return screen.ask_or_take(request, stories, step)


def _keys(request: HttpRequest) -> list[str]:
    return [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if key.isdecimal()]


def _list_as_it_was(back: str) -> str:
    """Return the address of the list with the view, filters and search from which the person came."""
    query = QueryDict(back).urlencode()
    address = reverse("admin:articles_article_changelist")
    return f"{address}?{query}" if query else address
