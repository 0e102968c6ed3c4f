"""The desk's filter finds exactly the versions that its list shows to stand there."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.conditions import stands_at
from articles.models import Article
from articles.states import Standing, State
from languages import registry
from tests.articles.rows import NOW, every_combination
from tests.articles.translations import every_translation
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", registry.codes())
def test_the_filter_and_the_list_agree_on_every_version_there_can_be(language: str) -> None:
    versions = [*every_combination(language), *every_translation(language)]
    shown = {version.article.pk: version.standing(NOW) for version in versions}
    assert set(Counter(shown.values())) == set(Standing)
    for standing in Standing:
        found = Article.objects.filter(stands_at(standing, language, NOW), pk__in=shown)
        expected = {key for key, stood in shown.items() if stood == standing}
        assert set(found.values_list("pk", flat=True)) == expected, standing


@pytest.mark.parametrize("language", registry.codes())
def test_a_row_of_the_list_stands_where_the_whole_article_stands(language: str) -> None:
    versions = [*every_combination(language), *every_translation(language)]
    listed = {story.pk: story.version(language).standing(NOW) for story in Article.objects.with_states()}
    expected = {version.article.pk: version.standing(NOW) for version in versions}
    assert {key: listed[key] for key in expected} == expected


def test_without_a_moment_the_clock_decides() -> None:
    out = make_article()
    ahead = make_article(published_at=timezone.now() + timedelta(hours=1))
    draft = make_article(state=State.DRAFT)
    for standing, article in (
        (Standing.PUBLISHED, out),
        (Standing.SCHEDULED, ahead),
        (Standing.DRAFT, draft),
    ):
        assert list(Article.objects.filter(stands_at(standing, "en"))) == [article]
