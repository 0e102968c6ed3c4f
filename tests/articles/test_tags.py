"""Tags: one address for all languages, one name per language."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from articles.models import Tag
from languages.columns import column
from tests.factories import make_article, make_tag, set_translated

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("names", "slug"),
    [
        ({"en": "Elections"}, "elections"),
        ({"ru": "Выборы"}, "vybory"),
        ({"hy": "Ընտրություններ"}, "yntrutyunner"),
        ({"en": "Elections", "ru": "Выборы", "hy": "Ընտրություններ"}, "elections"),
        ({"en": "🙂"}, "tag"),
    ],
)
def test_the_address_is_made_of_the_name_as_its_language_is_read(names: dict[str, str], slug: str) -> None:
    assert make_tag(**names).slug == slug


def test_the_address_is_made_of_the_name_in_the_language_of_the_desk() -> None:
    with translation.override("ru"):
        assert make_tag(en="Elections", ru="Выборы").slug == "vybory"


def test_an_address_that_is_taken_gets_a_number() -> None:
    slugs = [make_tag(en=name).slug for name in ("Court", "Court!", "Court?", "Courts")]
    assert slugs == ["court", "court-2", "court-3", "courts"]


def test_a_chosen_address_is_kept_when_the_name_changes() -> None:
    tag = make_tag(slug="the-vote", en="Elections")
    set_translated(tag, "name", en="Voting")
    tag.save()
    assert Tag.objects.get().slug == "the-vote"


def test_an_emptied_address_is_made_again_without_stumbling_over_itself() -> None:
    tag = make_tag(en="Elections")
    tag.slug = ""
    tag.save()
    assert Tag.objects.get().slug == "elections"


@pytest.mark.parametrize(("language", "name"), [("en", "Courts"), ("ru", "Суды"), ("hy", "Դատարաններ")])
def test_a_name_exists_once_in_a_language_and_may_return_in_another(language: str, name: str) -> None:
    make_tag(**{language: name})
    other = "en" if language != "en" else "ru"
    assert make_tag(**{other: name}).pk
    with pytest.raises(IntegrityError):
        make_tag(**{language: name})


def test_the_form_is_told_of_a_name_that_exists_before_the_database_refuses_it() -> None:
    make_tag(en="Courts")
    again = Tag(slug="courts-again")
    set_translated(again, "name", en="Courts")
    with pytest.raises(ValidationError):
        again.validate_constraints()
    set_translated(again, "name", en="Other courts")
    again.validate_constraints()


@pytest.mark.parametrize("nothing", [None, ""])
def test_tags_without_a_name_in_a_language_do_not_clash(nothing: str | None) -> None:
    for number in (1, 2):
        tag = Tag()
        setattr(tag, column("name", "en"), f"Topic {number}")
        setattr(tag, column("name", "hy"), nothing)
        tag.save()
    assert Tag.objects.count() == 2


def test_a_tag_is_called_by_its_name_in_the_active_language_else_in_another() -> None:
    tag = make_tag(en="Elections", ru="Выборы")
    with translation.override("ru"):
        assert str(tag) == "Выборы"
        assert tag.get_absolute_url() == "/ru/tags/elections/"
    with translation.override("hy"):
        assert str(tag) == "Elections"


def test_an_article_is_tagged_by_the_tags_themselves_in_any_language() -> None:
    tag = make_tag(en="Elections")
    article = make_article()
    with translation.override("hy"):
        article.tags.set([tag])
        article.tags.set([tag])
    assert list(article.tags.all()) == [tag]
    assert Tag.objects.count() == 1
