from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Count, F

from categories.models import Category
from languages.columns import phrase
from reader.composed import Composed
from tests import factories

pytestmark = pytest.mark.django_db
ANY = -1


def test_it_finds_what_the_rows_it_was_composed_of_find(django_assert_num_queries: Any) -> None:
    category = factories.make_category(slug="world")
    factories.make_article(category=category)
    rows = Category.objects.filter(pk=ANY).only("slug", "position")
    composed = Composed(rows.annotate(written=Count("articles"), called=F("name_en")))
    for _ in range(2):
        with django_assert_num_queries(1):
            found = composed.first({ANY: category.pk})
            shown = (found, found.slug, found.position, found.written, found.called, found._state.adding)
        assert shown == (category, "world", category.position, 1, phrase(category, "name", "en").text, False)
    same = Category.objects.only("slug", "position").get(pk=category.pk)
    assert found.get_deferred_fields() == same.get_deferred_fields()
    with django_assert_num_queries(1):
        assert composed.first({ANY: category.pk + 1}) is None


def test_what_a_column_holds_is_converted_as_by_django() -> None:
    story = factories.make_article(languages=("en",))
    found = Composed(type(story)._default_manager.filter(pk=ANY)).first({ANY: story.pk})
    assert found.version("en").published_at == story.version("en").published_at
    assert (found.created_at, found.kind) == (story.created_at, story.kind)
