"""An address that was changed is remembered, until something else takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from articles.models import Tag, TagRedirect
from categories.models import Category, CategoryRedirect
from tests.factories import make_category, make_tag

pytestmark = pytest.mark.django_db
KINDS = [(make_tag, TagRedirect, "tag"), (make_category, CategoryRedirect, "category")]
both = pytest.mark.parametrize(("make", "former", "thing"), KINDS, ids=["tag", "category"])


def moved(thing: Any, slug: str) -> Any:
    thing.slug = slug
    thing.save()
    return thing


def remembered(former: Any, thing: str) -> dict[str, str]:
    return dict(former.objects.values_list("slug", f"{thing}__slug"))


@both
def test_every_former_address_leads_to_the_present_one(
    make: Callable[..., Any], former: Any, thing: str
) -> None:
    moved(moved(make(slug="one"), "two"), "three")
    assert remembered(former, thing) == {"one": "three", "two": "three"}


@both
def test_a_thing_that_takes_its_address_back_leads_nowhere_else(
    make: Callable[..., Any], former: Any, thing: str
) -> None:
    moved(moved(make(slug="one"), "two"), "one")
    assert remembered(former, thing) == {"two": "one"}


@both
def test_another_that_takes_a_former_address_has_it(
    make: Callable[..., Any], former: Any, thing: str
) -> None:
    moved(make(slug="one"), "two")
    make(slug="one")
    assert remembered(former, thing) == {}


@both
def test_a_save_that_changes_no_address_remembers_nothing(
    make: Callable[..., Any], former: Any, thing: str
) -> None:
    made = make(slug="one")
    made.save()
    made.save(update_fields=["slug"])
    assert not former.objects.exists()


@both
def test_what_is_deleted_is_not_led_to(make: Callable[..., Any], former: Any, thing: str) -> None:
    moved(make(slug="one"), "two").delete()
    assert not former.objects.exists()


def test_an_address_made_from_a_name_is_no_former_one_of_another_tag() -> None:
    moved(make_tag(en="Court"), "courts")
    assert make_tag(en="Court!").slug == "court-2"
    assert TagRedirect.objects.get().tag.slug == "courts"


def test_they_are_called_by_their_address() -> None:
    moved(make_tag(slug="one"), "two")
    moved(make_category(slug="old"), "new")
    assert (str(TagRedirect.objects.get()), str(CategoryRedirect.objects.get())) == ("one", "old")
    assert Tag.objects.count() == Category.objects.count() == 1
