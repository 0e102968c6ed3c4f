"""Time zones by their cities, in three languages, and the hours that clocks skip or repeat."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from languages import lists, zones

BERLIN = ZoneInfo("Europe/Berlin")
local = partial(datetime, tzinfo=None)


@pytest.mark.parametrize(
    ("language", "called", "said"),
    [
        ("en", "Yerevan", "Time in Yerevan, UTC+4"),
        ("ru", "Ереван", "Время: Ереван, UTC+4"),
        ("hy", "Երևան", "Ժամը՝ Երևան, UTC+4"),
    ],
)
def test_a_zone_is_called_by_its_city(language: str, called: str, said: str) -> None:
    with translation.override(language), timezone.override(ZoneInfo("Asia/Yerevan")):
        assert zones.called("Asia/Yerevan") == called
        assert zones.in_words() == said and zones.here() == f"{called}, UTC+4"


@pytest.mark.parametrize("language", ["ru", "hy"])
def test_a_list_of_zones_is_in_one_script_and_in_its_order(language: str) -> None:
    with translation.override(language):
        names = [name for _key, name in zones.choices()]
        assert len(names) > 380 and names == sorted(names, key=str.casefold)
        assert len([name for name in names if re.search("[A-Za-z]", name)]) < 4  # CLDR lacks a few


def test_zones_of_no_country_are_not_offered_and_none_stands_there_twice() -> None:
    keys = [key for key, _name in zones.choices()]
    assert {"Asia/Yerevan", "Europe/Moscow", "America/New_York", "Asia/Kolkata"} <= set(keys)
    assert len(keys) == len(set(keys)) and not [key for key in keys if key.startswith("Etc/")]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/St_Johns", "UTC-3:30"),
        ("Atlantic/Reykjavik", "UTC"),
        ("America/New_York", "UTC-5"),
    ],
)
def test_the_distance_is_that_of_the_day(key: str, said: str) -> None:
    assert zones.offset(datetime(2026, 1, 15, tzinfo=ZoneInfo(key))) == said


def test_a_local_time_gets_its_zone() -> None:
    assert zones.aware(local(2026, 6, 1, 18), BERLIN) == datetime(2026, 6, 1, 16, tzinfo=UTC)
    assert zones.aware(local(2026, 1, 1, 18), BERLIN) == datetime(2026, 1, 1, 17, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_or_repeat_is_refused_to_the_minute() -> None:
    with pytest.raises(zones.NoSuchTime):
        zones.aware(local(2026, 3, 29, 2, 30), BERLIN)
    with pytest.raises(zones.TimeTwice):
        zones.aware(local(2026, 10, 25, 2, 30), BERLIN)
    for edge in (
        local(2026, 3, 29, 1, 59),
        local(2026, 3, 29, 3),
        local(2026, 10, 25, 1, 59),
        local(2026, 10, 25, 3),
    ):
        assert zones.aware(edge, BERLIN).replace(tzinfo=None) == edge


@pytest.mark.parametrize(("language", "said"), [("en", "a, b and c"), ("ru", "a, b и c"), ("hy", "a, b և c")])
def test_several_things_are_said_as_one_list(language: str, said: str) -> None:
    assert lists.joined(["a", "b", "c"], language) == said and lists.joined(["a"], language) == "a"
    with translation.override(language):
        patterns = lists.patterns()
        beginning = patterns["start"].format("a", "b")
        assert patterns["end"].format(beginning, "c") == said
        assert patterns["two"].format("a", "b") == lists.joined(["a", "b"])
