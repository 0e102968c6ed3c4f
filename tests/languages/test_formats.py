"""The formats that Django lacks: Armenian ones, and English ones in another than the American order."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import formats, translation

from tests import cast

MOMENT = datetime(2026, 3, 8, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", ["hy", "ru"])
def test_the_week_begins_on_monday(language: str) -> None:
    assert formats.get_format("FIRST_DAY_OF_WEEK", language) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "first_day"), [("hy", "1"), ("ru", "1"), ("en", "1")])
def test_the_calendar_of_the_desk_begins_its_week_so(client: Client, language: str, first_day: str) -> None:
    client.force_login(cast.editor(language))
    script = client.get("/admin/jsi18n/").content.decode()
    assert f'"FIRST_DAY_OF_WEEK": {first_day}' in script


@pytest.mark.parametrize("typed", ["08/03/2026", "08/03/26", "08.03.2026", "2026-03-08"])
def test_an_english_date_is_typed_day_first(typed: str) -> None:
    with translation.override("en"):
        assert forms.DateField().clean(typed) == date(2026, 3, 8)
        assert formats.date_format(MOMENT) == "8 March 2026"
        assert formats.date_format(MOMENT, "SHORT_DATETIME_FORMAT") == "08/03/2026 14:05"
        with pytest.raises(ValidationError):
            forms.DateField().clean("03/28/2026")


def test_dates_are_written_day_first_and_times_on_24_hours() -> None:
    with translation.override("hy"):
        assert formats.date_format(MOMENT, "SHORT_DATE_FORMAT") == "08.03.2026"
        assert formats.date_format(MOMENT, "SHORT_DATETIME_FORMAT") == "08.03.2026 14:05"
        assert formats.time_format(MOMENT) == "14:05"


def test_numbers_have_a_comma_and_spaces() -> None:
    with translation.override("hy"):
        assert formats.number_format(1234567.5, force_grouping=True) == "1\u00a0234\u00a0567,5"


@pytest.mark.parametrize("typed", ["08.03.2026", "08.03.26", "2026-03-08"])
def test_a_date_is_typed_day_first(typed: str) -> None:
    with translation.override("hy"):
        assert forms.DateField().clean(typed) == date(2026, 3, 8)


def test_a_date_in_the_american_order_is_refused() -> None:
    with translation.override("hy"), pytest.raises(ValidationError):
        forms.DateField().clean("03/08/2026")


@pytest.mark.parametrize("typed", ["14:05", "14:05:00"])
def test_a_time_is_typed_on_24_hours(typed: str) -> None:
    with translation.override("hy"):
        assert forms.TimeField().clean(typed) == time(14, 5)


def test_what_a_form_prints_it_can_read_back() -> None:
    with translation.override("hy"):
        printed = forms.DateTimeInput().format_value(MOMENT)
        assert printed == "08.03.2026 14:05"
        assert forms.DateTimeField().clean(printed).replace(tzinfo=UTC) == MOMENT
