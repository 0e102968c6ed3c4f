"""Merging tags: one stays, nothing is doubled, nothing is lost."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles.merging import merge
from articles.models import Article, Tag, TaggedArticle, TagRedirect
from tests.factories import make_article, make_tag

pytestmark = pytest.mark.django_db


def test_the_stories_of_the_others_get_the_tag_that_stays_once() -> None:
    kept, second, third, other = (make_tag(slug=slug) for slug in ("court", "courts", "law", "water"))
    stories = [
        make_article(tags=tags)
        for tags in ((kept,), (second,), (kept, second), (second, third), (other,), (third, other))
    ]
    assert merge([second, third], into=kept) == 3
    found = [sorted(tag.slug for tag in story.tags.all()) for story in stories]
    assert found == [["court"]] * 4 + [["water"], ["court", "water"]]
    assert TaggedArticle.objects.count() == 7
    assert set(Tag.objects.values_list("slug", flat=True)) == {"court", "water"}


def test_a_missing_name_is_taken_over_and_a_present_one_is_kept() -> None:
    kept = make_tag(slug="court", en="Court")
    first, second = make_tag(en="Courts", ru="Суды"), make_tag(ru="Суд", hy="Դատարան")
    merge([first, second], into=kept)
    kept.refresh_from_db()
    assert (kept.name_en, kept.name_ru, kept.name_hy) == ("Court", "Суды", "Դատարան")


def test_the_addresses_of_the_others_and_their_former_ones_lead_to_it() -> None:
    kept, gone = make_tag(slug="court"), make_tag(slug="courts")
    gone.slug = "the-courts"
    gone.save()
    merge([gone], into=kept)
    assert dict(TagRedirect.objects.values_list("slug", "tag__slug")) == {
        "courts": "court",
        "the-courts": "court",
    }


def test_a_tag_is_not_merged_into_itself() -> None:
    kept = make_tag(slug="court")
    story = make_article(tags=(kept,))
    assert merge([kept], into=kept) == 0
    assert list(story.tags.all()) == [kept]


def test_a_merge_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = make_tag(slug="court", en="Court"), make_tag(slug="courts", ru="Суды")
    story = make_article(tags=(gone,))
    monkeypatch.setattr(Tag, "save", _fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        merge([gone], into=kept)
    assert list(story.tags.all()) == [gone] and Tag.objects.count() == 2
    assert not TagRedirect.objects.exists()


def _fail(*args: object, **kwargs: object) -> None:
    raise RuntimeError


def test_the_apps_above_hear_of_every_story_that_changed(
    heard: list[tuple[Article, list[str]]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    kept, gone = make_tag(), make_tag()
    changed, both = make_article(tags=(gone,)), make_article(tags=(kept, gone))
    make_article(tags=(kept,))
    heard.clear()
    with django_capture_on_commit_callbacks(execute=True):
        merge([gone], into=kept)
    assert heard == [(changed, ["en", "ru", "hy"]), (both, ["en", "ru", "hy"])]


def test_a_merge_asks_as_often_for_twenty_stories_as_for_one() -> None:
    counts = []
    for number in (1, 20):
        kept, gone = make_tag(), make_tag()
        for _ in range(number):
            make_article(tags=(gone,))
        with CaptureQueriesContext(connection) as queries:
            merge([gone], into=kept)
        counts.append(len(queries))
    assert counts[0] == counts[1]
