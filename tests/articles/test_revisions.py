"""What is kept of a text: one revision for every save and every publication that changed something."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from articles import workflow
from articles.models import Article, Event, EventKind, Revision, WrittenOnce
from articles.models.revision import text_hash
from articles.states import State
from articles.writing import save_changes
from languages.columns import column
from tests import cast
from tests.articles.rows import EARLIER, LATER, NOW, again
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db

SAVED, PUBLISHED = Revision.Kind.SAVED, Revision.Kind.PUBLISHED


def save(article: Article, language: str, *, by: Any = None, **texts: Any) -> None:
    stored = again(article)
    for field, text in texts.items():
        setattr(stored, column(field, language), text)
    save_changes(stored, [column(field, language) for field in texts], by=by, now=NOW)


def kinds(article: Article, language: str = "en") -> list[str]:
    """Return the kinds of the revisions of a language, the first first."""
    return list(article.revisions.filter(language=language).order_by("id").values_list("kind", flat=True))


def newest(article: Article, language: str = "en") -> Revision:
    revision: Revision = article.revisions.filter(language=language).latest("id")
    return revision


def test_a_new_story_is_kept_in_the_languages_it_is_written_in() -> None:
    article = make_article(languages=("en", "ru"), state=State.DRAFT)
    assert (kinds(article), kinds(article, "ru"), kinds(article, "hy")) == ([SAVED], [SAVED], [])
    assert newest(article, "ru").made_from == newest(article, "en")
    assert newest(article, "en").made_from is None


def test_a_save_keeps_the_whole_text_as_it_is_stored() -> None:
    person = cast.editor()
    article = make_article(state=State.DRAFT)
    save(article, "en", by=person, title="Lake\u200b falls", body="<p>Dry.<script>alert(1)</script></p>")
    revision = newest(article)
    assert revision.fields == again(article).version("en").snapshot()
    assert (revision.fields["title"], revision.fields["body"]) == ("Lake falls", "<p>Dry.</p>")
    assert (revision.author, revision.created_at, revision.kind) == (person, NOW, SAVED)
    assert revision.text_hash == text_hash(revision.fields)
    assert str(revision).startswith("English")


def test_what_another_person_saved_meanwhile_is_in_the_revision_too() -> None:
    article = make_article(state=State.DRAFT)
    old_copy = again(article)
    save(article, "en", lead="Theirs")
    old_copy.version("en").title = "Ours"
    save_changes(old_copy, ["title_en"], by=None)
    assert (newest(article).fields["title"], newest(article).fields["lead"]) == ("Ours", "Theirs")


def test_a_save_that_changes_no_text_keeps_nothing() -> None:
    article = make_article(state=State.DRAFT)
    save(article, "en", title=article.version("en").title)
    article.kind = "opinion"
    save_changes(article, ["kind"], by=None)
    assert kinds(article) == [SAVED]


@pytest.mark.parametrize(
    ("state", "published_at"),
    [
        (State.DRAFT, None),
        (State.REVIEW, None),
        (State.PUBLISHED, EARLIER),
        (State.PUBLISHED, LATER),
        (State.WITHDRAWN, EARLIER),
    ],
)
def test_a_changed_text_is_a_published_one_once_it_is_published(state: State, published_at: Any) -> None:
    article = make_article(state=state, published_at=published_at)
    save(article, "en", body="<p>Another.</p>")
    saved = newest(article)
    assert saved.kind == SAVED and saved.fields["body"] == "<p>Another.</p>"
    if state == State.PUBLISHED:
        workflow.publish_changes(again(article).version("en"), seen=saved.pk, by=None, now=NOW)
        assert newest(article).kind == PUBLISHED and newest(article).fields == saved.fields


def test_a_publication_keeps_what_goes_out_once() -> None:
    article = make_article(state=State.DRAFT)
    workflow.publish(again(article).version("en"), by=None, now=EARLIER)
    workflow.back_to_draft(again(article).version("en"), by=None, now=NOW)
    workflow.schedule(again(article).version("en"), at=LATER, by=None, now=NOW)
    assert kinds(article) == [SAVED, PUBLISHED]
    workflow.back_to_draft(again(article).version("en"), by=None, now=NOW)
    save(article, "en", seo_title="For search engines")
    workflow.publish(again(article).version("en"), by=None, now=LATER)
    assert kinds(article) == [SAVED, PUBLISHED, SAVED, PUBLISHED]
    assert newest(article).fields["seo_title"] == "For search engines"


def test_only_title_lead_and_text_tell_texts_apart() -> None:
    fields = make_article().version("en").snapshot()
    hashes = {text_hash(fields | {name: "other"}) for name in ("slug", "seo_title", "seo_description")}
    assert hashes == {text_hash(fields)}
    others = {text_hash(fields | {name: "other"}) for name in ("title", "lead", "body")}
    assert len(others | hashes) == 4
    assert text_hash(fields | {"title": "a", "lead": "b"}) != text_hash(fields | {"title": "ab", "lead": ""})


def test_records_are_written_once() -> None:
    article = make_article()
    records: tuple[Any, ...] = (newest(article), article.timeline()[0])
    for record in records:
        record.note = "Changed"
        for change in (
            record.save,
            record.delete,
            lambda record=record: type(record).objects.filter(pk=record.pk).update(note="Changed"),
            lambda record=record: type(record).objects.filter(pk=record.pk).delete(),
            lambda record=record: type(record).objects.bulk_update([record], ["note"]),
        ):
            with pytest.raises(WrittenOnce):
                change()
        twin = type(record)(
            **{field.attname: getattr(record, field.attname) for field in record._meta.fields}
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()
        assert type(record).objects.get(pk=record.pk).note == ""


def test_a_story_is_deleted_with_all_that_was_kept_of_it() -> None:
    article, other = (make_article(languages=("en", "ru", "hy")) for _ in range(2))
    save(article, "hy", title="Լիճ")
    article.delete()
    Article.objects.filter(pk=other.pk).delete()
    assert not Revision.objects.exists() and not Event.objects.exists()


def test_the_work_of_a_person_outlives_their_account() -> None:
    person = cast.editor()
    article = make_article(state=State.DRAFT)
    save(article, "en", by=person, title="Lake falls")
    person.delete()
    assert newest(article).author is None and article.timeline()[0].by is None


@pytest.mark.parametrize(
    ("model", "values", "constraint"),
    [
        (Revision, {"language": "fr"}, "articles_revision_language_known"),
        (Revision, {"kind": "lost"}, "articles_revision_kind_known"),
        (Revision, {"text_hash": ""}, "articles_revision_has_hash"),
        (Event, {"language": "fr"}, "articles_event_language_known"),
        (Event, {"kind": "lost"}, "articles_event_kind_known"),
        (Event, {"kind": EventKind.SCHEDULED}, "articles_event_schedule_has_time"),
        (Event, {"for_time": NOW}, "articles_event_schedule_has_time"),
    ],
)
def test_the_database_knows_what_a_record_is(model: Any, values: dict[str, Any], constraint: str) -> None:
    whole: dict[str, Any] = {"article": make_article(), "language": "en"}
    whole |= {"fields": {}, "text_hash": "0"} if model is Revision else {"kind": EventKind.SAVED}
    model.objects.create(**whole)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**(whole | values))


def test_the_latest_published_text_is_read_off_an_index() -> None:
    Article.objects.bulk_create(Article(category=make_category()) for _ in range(50))
    for article in Article.objects.all():
        Revision.objects.bulk_create(
            Revision(article=article, language="en", kind=kind, fields={}, text_hash="0")
            for kind in (SAVED, PUBLISHED) * 10
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_revision")
    plan = (
        Revision.objects.filter(article=article, language="en", kind=PUBLISHED).order_by("-id")[:1].explain()
    )
    assert "articles_revision_latest" in plan
