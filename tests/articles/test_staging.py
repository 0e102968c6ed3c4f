"""What is typed into a version that is out waits: readers see nothing of it until somebody publishes it."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles import workflow
from articles.models import Article, Revision
from articles.signals import article_changed
from articles.states import State
from articles.workflow import (
    ChangesMoved,
    ImpossibleStep,
    IncompleteVersion,
    NotAllowed,
    NothingWaits,
    VersionMoved,
)
from articles.writing import save_changes
from languages.columns import column
from tests import cast
from tests.articles.rows import EARLIER, LATER, NOW, SECOND, again, differences, row
from tests.factories import make_article, make_image

pytestmark = pytest.mark.django_db
TITLE, LEAD = "Lake falls", "It fell by two metres."


def out(**facts: Any) -> Article:
    facts = {"languages": ("en", "ru"), "published_at": EARLIER, "title": "Lake rises", **facts}
    return again(make_article(**facts))


def save(article: Article, language: str = "en", *, by: Any = None, now: Any = NOW, **texts: str) -> None:
    stored = again(article)
    for field, text in texts.items():
        setattr(stored, column(field, language), text)
    save_changes(stored, [column(field, language) for field in texts], by=by, now=now)


def waits(article: Article, language: str = "en") -> Revision | None:
    key = again(article).version(language).staged()
    return Revision.objects.get(pk=key) if key else None


def publish_changes(article: Article, language: str = "en", *, by: Any = None, now: Any = NOW) -> None:
    version = again(article).version(language)
    workflow.publish_changes(version, by=by, seen=version.staged(), now=now)


def kinds(article: Article) -> list[str]:
    """Return what happened, the last first."""
    return [event.kind for event in article.events.order_by("-id")]


def last_revision(article: Article) -> Revision | None:
    return article.events.order_by("-id")[0].revision


@pytest.mark.parametrize("published_at", [EARLIER, LATER])
def test_readers_see_nothing_of_what_is_saved_until_it_is_published(published_at: Any) -> None:
    article = out(published_at=published_at)
    before = row(article)
    save(article, title=TITLE, lead=LEAD)
    save(article, seo_title="Falling")
    assert differences(before, row(article)) == {"staged_en_id"}
    text = waits(article)
    assert text is not None and text.kind == Revision.Kind.SAVED
    assert (text.fields["title"], text.fields["lead"], text.fields["seo_title"]) == (TITLE, LEAD, "Falling")
    assert text.fields["body"] == article.version("en").body
    publish_changes(article)
    version = again(article).version("en")
    assert (version.title, version.lead, version.seo_title) == (TITLE, LEAD, "Falling")
    assert version.staged() is None and version.published_at == published_at
    assert version.updated_at == (NOW if published_at == EARLIER else None)
    assert kinds(article)[:3] == ["changed", "staged", "staged"]
    published = last_revision(article)
    assert published is not None and published.kind == Revision.Kind.PUBLISHED
    assert published.fields == version.snapshot()


def test_a_save_tells_what_waited_before_and_what_waits_now() -> None:
    article = out()
    article.version("en").title = TITLE
    first = save_changes(article, ["title_en"], by=None)
    assert set(first) == {"en"} and first["en"].before is None
    assert first["en"].now == article.version("en").staged()
    assert article.version("en").title == "Lake rises"  # the copy has what is published
    article.version("en").lead, article.kind = LEAD, "opinion"
    second = save_changes(article, ["lead_en", "kind"], by=None)
    assert second["en"].before == first["en"].now != second["en"].now
    assert again(article).kind == "opinion"


def test_only_what_was_typed_is_laid_over_what_waits() -> None:
    """Two people with old copies lose nothing of each other."""
    article = out()
    theirs, ours = again(article), again(article)
    theirs.version("en").title = TITLE
    save_changes(theirs, ["title_en"], by=None)
    ours.version("en").lead = LEAD
    save_changes(ours, ["lead_en"], by=None)
    text = waits(article)
    assert text is not None and (text.fields["title"], text.fields["lead"]) == (TITLE, LEAD)


def test_what_waits_is_cleaned_as_its_columns_would_be() -> None:
    article = out()
    save(article, body="<p>Safe<img src=x onerror=alert(1)></p><script>alert(1)</script>", title=" a  b\x00")
    text = waits(article)
    assert text is not None and (text.fields["body"], text.fields["title"]) == ("<p>Safe</p>", "a b")


def test_typing_the_published_text_again_leaves_nothing_waiting() -> None:
    article = out()
    save(article, title=TITLE)
    kept = waits(article)
    save(article, title="Lake rises")
    assert waits(article) is None and kinds(article)[:2] == ["discarded", "staged"]
    assert last_revision(article) == kept
    before = kinds(article)
    save(article, title="Lake rises")
    assert kinds(article) == before


def test_readers_are_told_of_an_update_only_when_the_text_changed() -> None:
    article = out()
    save(article, slug="elsewhere", seo_title="Found")
    publish_changes(article)
    version = again(article).version("en")
    assert (version.slug, version.updated_at) == ("elsewhere", None)


def test_the_address_follows_the_title_until_readers_know_it() -> None:
    article = out(published_at=LATER)
    save(article, title=TITLE)
    publish_changes(article)
    assert again(article).version("en").slug == "lake-falls"
    save(article, title="Lake dries up")
    publish_changes(article, now=LATER + SECOND)
    assert again(article).version("en").slug == "lake-falls"
    save(article, slug="", now=LATER + SECOND)
    publish_changes(article, now=LATER + SECOND)
    assert again(article).version("en").slug == "lake-dries-up"


def test_what_waits_is_announced_once_readers_get_it(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    article, heard = out(), []

    def hear(languages: list[str], **_rest: Any) -> None:
        heard.append(languages)

    article_changed.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        save(article, title=TITLE)
    assert heard == []
    with django_capture_on_commit_callbacks(execute=True):
        publish_changes(article)
    assert heard == [["en"]]
    article_changed.disconnect(hear)


def test_discarded_changes_are_kept_and_readers_notice_nothing() -> None:
    article = out()
    before = row(article)
    save(article, title=TITLE)
    kept = waits(article)
    assert kept is not None
    workflow.discard_changes(again(article).version("en"), by=None, seen=kept.pk, now=NOW)
    assert differences(before, row(article)) == set()
    assert (kinds(article)[0], last_revision(article)) == ("discarded", kept)


@pytest.mark.parametrize("step", [workflow.publish_changes, workflow.discard_changes])
def test_nothing_is_done_with_changes_that_the_person_did_not_see(step: Any) -> None:
    article = out()
    with pytest.raises(NothingWaits):
        step(again(article).version("en"), by=None, seen=None)
    save(article, title=TITLE)
    shown = again(article).version("en").staged()
    save(article, lead=LEAD)
    before = row(article)
    for seen in (None, shown):
        with pytest.raises(ChangesMoved):
            step(again(article).version("en"), by=None, seen=seen)
    assert differences(before, row(article)) == set()
    step(again(article).version("en"), by=None, seen=again(article).version("en").staged())
    assert waits(article) is None


def test_a_word_about_the_original_does_not_make_what_waits_another_text() -> None:
    article = out()
    save(article, "ru", title="Озеро падает")
    seen = again(article).version("ru").staged()
    text_out = article.revisions.get(language="en", kind="published").pk
    workflow.confirm_changes(again(article).version("ru"), by=None, seen=text_out)
    assert again(article).version("ru").staged() != seen
    workflow.publish_changes(again(article).version("ru"), by=None, seen=seen)
    assert again(article).version("ru").title == "Озеро падает"


def test_half_a_text_does_not_go_out() -> None:
    article = out()
    save(article, body="")
    with pytest.raises(IncompleteVersion) as refusal:
        publish_changes(article)
    assert refusal.value.fields == ["body"]
    save(article, body="<p>Whole.</p>")
    article.lead_image = make_image(ru="Озеро")
    save_changes(article, ["lead_image"], by=None)
    with pytest.raises(IncompleteVersion) as refusal:
        publish_changes(article)
    assert refusal.value.fields == ["lead_image_alt"]
    assert again(article).version("en").body == article.version("en").body


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.WITHDRAWN])
def test_what_is_not_out_has_no_changes_that_wait(state: State) -> None:
    article = out(state=state)
    save(article, title=TITLE)
    assert again(article).version("en").title == TITLE and waits(article) is None
    for step in (workflow.publish_changes, workflow.discard_changes):
        with pytest.raises(ImpossibleStep):
            step(again(article).version("en"), by=None, seen=None)


def test_changes_wait_for_a_version_that_stands_where_it_was_read() -> None:
    article = out()
    save(article, title=TITLE)
    copy = again(article).version("en")
    workflow.withdraw(again(article).version("en"), by=None, now=NOW)
    with pytest.raises(VersionMoved):
        workflow.publish_changes(copy, by=None, seen=copy.staged())


def test_whose_language_it_is_may_write_what_is_out_and_only_publishers_let_readers_see_it() -> None:
    translator, editor = cast.translator(), cast.editor(works_in=("hy",))
    article = out(languages=("en", "hy"))
    save(article, "hy", title="Լիճ", by=translator)
    with pytest.raises(NotAllowed):
        save(article, "en", title=TITLE, by=translator)
    with pytest.raises(NotAllowed):
        publish_changes(article, "hy", by=translator)
    with pytest.raises(NotAllowed):
        workflow.discard_changes(again(article).version("hy"), by=cast.reporter(), seen=None)
    publish_changes(article, "hy", by=editor)
    assert again(article).version("hy").title == "Լիճ"


def test_several_languages_are_changed_for_readers_together_or_not_at_all() -> None:
    article = out()
    save(article, title=TITLE)
    save(article, "ru", title="Озеро падает")
    stored = again(article)
    actions = [
        workflow.Action(workflow.publish_changes, version, {"seen": version.staged()})
        for version in (stored.version("en"), stored.version("ru"))
    ]
    wrong = workflow.Action(workflow.publish_changes, stored.version("ru"), {"seen": None})
    before = row(article)
    with pytest.raises(workflow.TogetherRefused):
        workflow.take_together([actions[0], wrong], by=None, now=NOW)
    assert differences(before, row(article)) == set() and stored.version("en").title == "Lake rises"
    workflow.take_together(actions, by=None, now=NOW)
    assert [again(article).version(code).title for code in ("en", "ru")] == [TITLE, "Озеро падает"]
