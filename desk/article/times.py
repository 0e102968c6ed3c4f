"""The field for the moment at which a language goes out: typed as the desk's language writes it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from languages import registry, zones
from languages.columns import column
from languages.dates import header_date

PUBLISH_AT = "publish_at"
HOUR, EVENING = "%H:%M", "18:00"
LONGEST = timedelta(days=3660)  # ahead; a year with a slip of the finger is further


class MomentWidget(forms.SplitDateTimeWidget):
    """Two short fields in the language's own order, with the coming days and hours at hand."""

    def __init__(self, language: registry.Language) -> None:
        names = (gettext_lazy("{language}: date"), gettext_lazy("{language}: time of day"))
        day, hour = (format_lazy(name, language=language.called) for name in names)
        of_day: dict[str, Any] = {"aria-label": day, "list": "days-ahead", "autocomplete": "off", "size": 10}
        of_hour: dict[str, Any] = {
            "aria-label": hour,
            "list": "hours-of-day",
            "autocomplete": "off",
            "size": 5,
        }
        super().__init__(date_attrs=of_day, time_attrs=of_hour, time_format=HOUR)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        day, hour = context["widget"]["subwidgets"]
        day["attrs"]["placeholder"] = written(timezone.localdate() + timedelta(days=1))
        hour["attrs"]["placeholder"] = EVENING
        return context


class MomentField(forms.SplitDateTimeField):
    """A moment in the active time zone, with a plain word about hours that its clocks skip or repeat."""

    def compress(self, data_list: Any) -> datetime | None:
        if not data_list or all(value in self.empty_values for value in data_list):
            return None
        day, hour = data_list
        if day in self.empty_values:
            raise ValidationError(self.error_messages["invalid_date"], code="invalid_date")
        if hour in self.empty_values:
            raise ValidationError(self.error_messages["invalid_time"], code="invalid_time")
        return _moment(datetime.combine(day, hour))


def moment_fields() -> dict[str, MomentField]:
    """Return one field per language, by the name it has on the form."""
    label = gettext_lazy("Publish at")
    return {
        column(PUBLISH_AT, language.code): MomentField(
            label=label, required=False, widget=MomentWidget(language)
        )
        for language in registry.published_in()
    }


def why_not(moment: datetime, now: datetime | None = None) -> str:
    """Return why nothing can be scheduled for a moment, "" when it can."""
    ahead = moment - (now or timezone.now())
    if ahead <= timedelta():
        return _("This time has passed. Choose one that is ahead.")
    if ahead > LONGEST:
        return _("This is more than ten years ahead. Is the year right?")
    return ""


def written(day: date) -> str:
    """Return a day as the form shows it, and takes it back."""
    return day.strftime(formats.get_format("DATE_INPUT_FORMATS")[0])


def days_ahead(today: date | None = None) -> list[tuple[str, str]]:
    """Return the coming week for the field's suggestions: as it is typed, and as people call it."""
    first = today or timezone.localdate()
    days = [first + timedelta(days=number) for number in range(8)]
    return [(written(day), header_date(day)) for day in days]


def hours_of_day() -> list[str]:
    return [f"{hour:02}:00" for hour in range(6, 24)]


def _moment(local: datetime) -> datetime:
    if not 1900 < local.year < 9000:  # the clocks of some zones leave Python's calendar
        raise ValidationError(_("Enter a valid date."), code="invalid_date")
    try:
        return zones.aware(local)
    except zones.NoSuchTime as error:
        message = _("There is no such time: the clocks go forward over it that night. Choose another.")
        raise ValidationError(message, code="no_such_time") from error
    except zones.TimeTwice as error:
        message = _("This time comes twice: the clocks go back over it that night. Choose another.")
        raise ValidationError(message, code="time_twice") from error
