"""The panel over the form: where every language stands, what it lacks, and what to do with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from articles.versions import LEAD_IMAGE_ALT, REQUIRED_FIELDS, LanguageVersion
from desk.article import plan, steps, times
from desk.article.steps import Step
from desk.article.times import PUBLISH_AT
from languages import lists, zones
from languages.columns import column

KEPT = "desk.panel"  # where the session keeps what was refused, until the story is shown again
LACKS = {"title": _("title"), "body": _("text"), LEAD_IMAGE_ALT: _("description of the lead picture")}


@dataclass(frozen=True)
class Lack:
    """Something without which a language cannot go out. field: where it is typed, if on this form."""

    name: Any
    field: str
    is_there: bool


@dataclass(frozen=True)
class Row:
    version: LanguageVersion
    steps: list[Step]
    chosen: str
    lacks: list[Lack]
    time: Any
    note: Any
    why: list[Any]

    @property
    def choice(self) -> str:
        return plan.field(plan.CHOICE, self.version.language)

    @property
    def asks_time(self) -> bool:
        return any(step.name == steps.SCHEDULE for step in self.steps)

    @property
    def asks_note(self) -> bool:
        return any(step.name == steps.RETURN for step in self.steps)


def keep(request: HttpRequest, form: Any, refused: dict[str, Any]) -> None:
    """Keep what was chosen and why it was not done, for the page that comes next."""
    details = form.details()
    rows = {
        step.version.language: {
            "step": step.name,
            "at": details[step.version.language].at and details[step.version.language].at.isoformat(),
            "note": details[step.version.language].note,
            "why": str(refused.get(step.version.language, "")),
        }
        for step in form.plan
    }
    request.session[KEPT] = {"article": form.instance.pk, "rows": rows}


def furnished(form: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the template of the panel shows. Takes out of the session what was kept there."""
    kept = _taken_out(form, request)
    rows = [_row(version, form, kept.get(version.language, {})) for version in form.instance.versions()]
    return {
        "rows": rows,
        "is_open": any(row.why for row in rows),
        "has_steps": any(row.steps for row in rows),
        "list": lists.patterns(),
        "zone": zones.in_words(),
        "days": times.days_ahead(),
        "hours": times.hours_of_day(),
    }


def _taken_out(form: Any, request: HttpRequest) -> dict[str, Any]:
    key = form.instance.pk
    if request.method != "GET" or key is None or request.session.get(KEPT, {}).get("article") != key:
        return {}
    kept: dict[str, Any] = request.session.pop(KEPT)["rows"]
    for code, row in kept.items():
        if row["at"]:
            form.initial[column(PUBLISH_AT, code)] = parse_datetime(row["at"])
        form.initial[plan.field(plan.NOTE, code)] = row["note"]
    return kept


def _row(version: LanguageVersion, form: Any, kept: dict[str, Any]) -> Row:
    code = version.language
    offered = steps.available(version, form.person)
    chosen = {step.version.language: step.name for step in form.plan}
    time, note = column(PUBLISH_AT, code), plan.field(plan.NOTE, code)
    own = [error for name in (time, note) for error in form.errors.get(name, ())]
    elsewhere = [why for why in form.refused.get(code, ()) if str(why) not in own]
    return Row(
        version=version,
        steps=offered,
        chosen=kept.get("step") or chosen.get(code, ""),
        lacks=list(_lacks(version)),
        time=form[time],
        note=form[note],
        why=[*filter(None, [kept.get("why")]), *elsewhere, *own],
    )


def _lacks(version: LanguageVersion) -> Any:
    missing = version.missing_fields()
    for field, name in LACKS.items():
        typed_here = column(field, version.language) if field in REQUIRED_FIELDS else ""
        yield Lack(name, typed_here, is_there=field not in missing)
