"""The screens: all stories, one story, and the file of each of their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Article
from desk.statistics import charts, numbers
from desk.statistics.export import download
from desk.statistics.numbers import Entry
from desk.statistics.permissions import may_enter, may_see, refuse_unless, sees_all
from desk.statistics.question import Question, asked_by, choices
from languages.columns import columns
from languages.numbers import grouped

SHOWN = 10
OF_A_STORY = ("hours", "days", "languages", "sites")


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """What is read of all stories, or of one's own."""
    refuse_unless(may_enter(request.user))
    question = asked_by(request)
    return _screen(
        request,
        "admin/statistics/dashboard.html",
        question,
        tuple(numbers.RANKINGS),
        title=_("Statistics"),
        is_own=not sees_all(request.user),
    )


@require_safe
def story(request: HttpRequest, number: int) -> HttpResponse:
    """What is read of one story."""
    question = asked_by(request, _story_for(request, number))
    titled = question.article.headline() if question.article else None
    return _screen(
        request, "admin/statistics/story.html", question, ("sites",), title=_("Statistics"), headline=titled
    )


@require_safe
def table(request: HttpRequest, name: str, number: int | None = None) -> HttpResponseBase:
    """A table as a file; one of a story under its number."""
    if number is None:
        refuse_unless(may_enter(request.user))
        return download(name, asked_by(request))
    return download(name, asked_by(request, _story_for(request, number)))


def addresses(at_desk: Callable[..., Any]) -> list[URLPattern]:
    """Return the addresses of the screens. at_desk: lets only those in who work here."""
    every, some = "|".join(numbers.TITLES), "|".join(OF_A_STORY)
    return [
        path("statistics/", at_desk(dashboard), name="statistics"),
        path("statistics/<int:number>/", at_desk(story), name="statistics_story"),
        re_path(rf"^statistics/(?P<name>{every})\.csv$", at_desk(table), name="statistics_table"),
        re_path(
            rf"^statistics/(?P<number>[0-9]{{1,18}})/(?P<name>{some})\.csv$",
            at_desk(table),
            name="statistics_table",
        ),
    ]


def _story_for(request: HttpRequest, number: int) -> Article:
    """Return a story whose readers this person may know of. Raises Http404 and PermissionDenied."""
    refuse_unless(may_enter(request.user))
    known = Article.objects.visible_to(request.user).only(
        "created_by", "original_language", *columns(["title"])
    )
    article: Article = get_object_or_404(known, pk=min(int(number), 2**63 - 1))
    refuse_unless(may_see(request.user, article))
    return article


def _screen(
    request: HttpRequest, template: str, question: Question, rankings: tuple[str, ...], **words: Any
) -> HttpResponse:
    hours, days = numbers.hours(question), numbers.days(question)
    languages = numbers.languages(question, hours, days)
    spoken = [entry for entry in languages if question.language in ("", entry.name.language)]
    whole = sum(entry.views for entry in spoken)
    context = {
        **admin.site.each_context(request),
        **words,
        "question": question,
        "choices": choices(question),
        "in_all": grouped(whole),
        "charts": [
            charts.over_time("hours", hours, question.language),
            charts.over_time("days", days, question.language),
        ],
        "rankings": [
            *(_ranking(name, numbers.RANKINGS[name](question, SHOWN), whole) for name in rankings[:1]),
            _ranking("languages", languages, sum(entry.views for entry in languages)),
            *(_ranking(name, numbers.RANKINGS[name](question, SHOWN), whole) for name in rankings[1:]),
        ],
    }
    return TemplateResponse(request, template, context)


def _ranking(name: str, entries: Iterable[Entry], whole: int) -> dict[str, Any]:
    return {"name": name, "title": numbers.TITLES[name], "places": charts.ranking(list(entries), whole)}
