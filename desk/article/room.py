"""What stands around the text on the article form: tabs, state, times, notes, steps, timeline."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import permissions
from articles.states import Standing
from articles.versions import WORDS_A_MINUTE, LanguageVersion
from desk.article import panel, plan, steps
from desk.article.timeline import Timeline
from desk.article.times import PUBLISH_AT
from languages import zones
from languages.columns import column

LIVE = (Standing.PUBLISHED, Standing.OUTDATED)


def furnished(form: Any, request: HttpRequest, *, may_write: bool) -> dict[str, Any]:
    """Return what the templates of the room show."""
    article = form.instance
    timeline, versions = form.timeline, article.versions()
    return {
        "languages": [_language(version, request, timeline, may_write=may_write) for version in versions],
        "panel": panel.furnished(form, request) if may_write else None,
        "timeline": timeline,
        "last_save": timeline.last_save(),
        "zone": zones.in_words(),
        "words_a_minute": WORDS_A_MINUTE,
        "picture": article.lead_image if article.pk else None,
    }


def tab(version: LanguageVersion, form: Any) -> dict[str, Any]:
    """Return what the bar of languages says of a language."""
    standing = version.standing()
    is_behind = standing not in (Standing.OUTDATED, Standing.MISSING) and version.is_outdated()
    marks = [_("outdated")] if is_behind else []
    if version.changes_wait():
        marks.append(pgettext("a text", "changes wait"))
    if form.timeline.returned(version.language):
        marks.append(pgettext("a text", "returned"))
    return {"dot": standing.value, "word": standing.label, "marks": marks}


def has_errors(version: LanguageVersion, form: Any) -> bool:
    """Tell whether the panel has something to say about a language."""
    names = (column(PUBLISH_AT, version.language), plan.field(plan.NOTE, version.language))
    return any(name in form.errors for name in names)


def _language(
    version: LanguageVersion, request: HttpRequest, timeline: Timeline, *, may_write: bool
) -> dict[str, Any]:
    standing = version.standing()
    offered = steps.available(version, request.user) if may_write else []
    at_hand = [step for step in offered if not step.asks_more]
    following = next((step for step in at_hand if step.is_next), None)
    writes = may_write and permissions.may_write(request.user, version)
    return {
        "version": version,
        "standing": standing,
        "is_behind": standing not in LIVE and version.is_outdated(),
        "next": following,
        "others": [step for step in at_hand if step != following],
        "saving": _saving(version, request) if writes and version.is_out() else "",
        "returned": timeline.returned(version.language),
    }


def _saving(version: LanguageVersion, request: HttpRequest) -> str:
    """Say what saving does to what readers see of a version that is out."""
    if not version.is_live():
        return _("“Save” keeps your changes apart: the scheduled text goes out as it is.")
    if permissions.may_publish(request.user, version):
        return _("“Save” keeps your changes apart: readers go on seeing the published text.")
    return _("Readers go on seeing the published text until an editor publishes your changes.")
