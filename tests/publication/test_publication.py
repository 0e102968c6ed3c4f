from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from publication.models import Publication
from tests.factories import make_publication, set_translated

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_a_paper_without_settings_has_a_name_and_nothing_else(language: str) -> None:
    with translation.override(language):
        paper = Publication.current()
        assert str(paper) == paper.name == "Newsroom"
        assert not paper.tagline
        assert paper.channels() == []


def test_asking_for_the_settings_stores_nothing() -> None:
    Publication.current()
    assert Publication.objects.count() == 0


@pytest.mark.parametrize(("language", "name"), [("en", "Meridian"), ("ru", "Меридиан"), ("hy", "Մերիդիան")])
def test_the_paper_has_a_name_in_each_language(language: str, name: str) -> None:
    make_publication()
    with translation.override(language):
        assert str(Publication.current()) == name


def test_the_settings_cost_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        Publication.current()
    make_publication()
    with django_assert_num_queries(1):
        str(Publication.current().name)


def test_there_is_one_row_and_no_other() -> None:
    make_publication()
    second = Publication(pk=2)
    set_translated(second, "name", en="Another paper")
    with pytest.raises(IntegrityError, match="publication_publication_single"), transaction.atomic():
        second.save()
    assert Publication.objects.count() == 1


def test_only_the_channels_filled_in_are_named_in_their_order() -> None:
    paper = make_publication(telegram_url="https://t.me/meridian", x_url="https://x.com/meridian")
    assert [(channel.icon, channel.name, channel.url) for channel in paper.channels()] == [
        ("x", "X", "https://x.com/meridian"),
        ("telegram", "Telegram", "https://t.me/meridian"),
    ]


def test_every_channel_of_the_settings_can_be_shown() -> None:
    fields = [field.name for field in Publication._meta.fields if field.name.endswith("_url")]
    paper = make_publication(**{name: f"https://example.org/{name}" for name in fields})
    assert [channel.url for channel in paper.channels()] == [f"https://example.org/{name}" for name in fields]
    assert len(fields) == 7
