"""What waits when its version is taken back, or goes out by hand or clock: it is the text there is then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from articles import workflow
from articles.models import Article
from tests.articles.rows import EARLIER, LATER, NOW, SECOND, again, put
from tests.articles.test_staging import LEAD, TITLE, out, save, waits

pytestmark = pytest.mark.django_db


def withdraw(article: Article) -> None:
    workflow.withdraw(again(article).version("en"), by=None, now=NOW)


def back_to_draft(article: Article) -> None:
    workflow.back_to_draft(again(article).version("en"), by=None, now=NOW)


@pytest.mark.parametrize("take_back", [withdraw, back_to_draft])
@pytest.mark.parametrize("published_at", [EARLIER, LATER])
def test_what_waits_is_the_text_once_readers_do_not_see_it(take_back: Any, published_at: Any) -> None:
    article = out(published_at=published_at)
    save(article, title=TITLE)
    if take_back is withdraw and published_at == LATER:
        return  # nothing to withdraw yet
    take_back(article)
    version = again(article).version("en")
    assert (version.title, version.staged(), version.updated_at) == (TITLE, None, None)
    assert version.slug == ("lake-rises" if published_at == EARLIER else "lake-falls")


def test_what_is_on_schedule_goes_out_as_the_form_shows_it() -> None:
    for step, options in ((workflow.publish, {}), (workflow.schedule, {"at": LATER + timedelta(hours=1)})):
        article = out(published_at=LATER)
        save(article, title=TITLE)
        step(again(article).version("en"), by=None, now=NOW, **options)
        assert again(article).version("en").title == TITLE and waits(article) is None


def test_what_waits_outlives_the_hour_at_which_a_version_is_taken_back_by_itself() -> None:
    article = out()
    put(article, "en", withdrawn_at=LATER)
    save(article, title=TITLE, lead=LEAD)
    save(article, lead="Later", now=LATER + SECOND)
    version = again(article).version("en")
    assert (version.title, version.lead, version.staged()) == (TITLE, "Later", None)
    save(other := out(), title=TITLE)
    put(other, "en", withdrawn_at=LATER)
    workflow.republish(again(other).version("en"), by=None, now=LATER + SECOND)
    assert again(other).version("en").title == TITLE and waits(other) is None
