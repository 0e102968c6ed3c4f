"""Who may do what with a story: every role, their own story and somebody else's, each language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from articles import permissions, workflow
from articles.models import Article
from articles.states import State
from articles.versions import LanguageVersion
from articles.workflow import NotAllowed, Refusal
from articles.writing import FACTS, ROWS, save_changes
from tests import cast
from tests.articles.rows import again, differences, put, row
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db

ALL = ("en", "ru", "hy")
CAST: dict[str, Callable[[], User]] = {
    "reporter": cast.reporter,
    "translator hy": cast.translator,
    "translator ru hy": lambda: cast.translator(works_in=("ru", "hy")),
    "editor en": lambda: cast.editor(works_in=("en",)),
    "editor hy": lambda: cast.editor(works_in=("hy",)),
    "editor": cast.editor,
    "chief": cast.chief_editor,
    "administrator": cast.administrator,
    "outsider": cast.outsider,
}
# Languages in which each writes drafts and publishes, and whether they change the facts of a draft: of
# somebody else's story whose original is English, and of a story they began.
FOREIGN = {
    "reporter": ("", "", False),
    "translator hy": ("hy", "", False),
    "translator ru hy": ("ru hy", "", False),
    "editor en": ("en", "en", True),
    "editor hy": ("hy", "hy", False),
    "editor": ("en ru hy", "en ru hy", True),
    "chief": ("en ru hy", "en ru hy", True),
    "administrator": ("", "", False),
    "outsider": ("", "", False),
}
OWN = {
    "reporter": ("en ru hy", "", True),
    "translator hy": ("hy", "", False),
    "editor en": ("en ru hy", "en", True),
    "editor hy": ("en ru hy", "hy", True),
    "chief": ("en ru hy", "en ru hy", True),
    "outsider": ("", "", False),
}
CELLS = [(who, False, *cell) for who, cell in FOREIGN.items()] + [
    (who, True, *cell) for who, cell in OWN.items()
]


def story(person: User | None, state: str = State.DRAFT) -> Article:
    return again(make_article(languages=ALL, state=state, created_by=person))


def those(article: Article, question: Callable[[LanguageVersion], bool]) -> set[str]:
    return {version.language for version in article.versions() if question(version)}


@pytest.mark.parametrize(("who", "is_own", "writes", "publishes", "facts"), CELLS)
def test_what_each_may_do_with_a_draft(
    who: str, is_own: bool, writes: str, publishes: str, facts: bool
) -> None:
    person = CAST[who]()
    article = story(person if is_own else None)
    assert those(article, lambda version: permissions.may_write(person, version)) == set(writes.split())
    assert those(article, lambda version: permissions.may_publish(person, version)) == set(publishes.split())
    assert permissions.may_change_facts(person, article) is facts
    assert permissions.may_change(person, article) is bool(writes)
    assert permissions.may_delete(person) is (who == "chief")


@pytest.mark.parametrize("published_at", [timedelta(hours=-1), timedelta(hours=1)])
@pytest.mark.parametrize(("who", "is_own", "writes", "publishes", "facts"), CELLS)
def test_what_is_out_is_written_by_those_whose_work_it_is_and_its_facts_by_those_who_publish(
    who: str, is_own: bool, writes: str, publishes: str, facts: bool, published_at: timedelta
) -> None:
    person = CAST[who]()
    article = story(person if is_own else None, State.PUBLISHED)
    for code in ALL:
        put(article, code, published_at=timezone.now() + published_at)
    assert those(article, lambda version: permissions.may_write(person, version)) == set(writes.split())
    assert permissions.may_change_facts(person, article) is ("en" in publishes)


@pytest.mark.parametrize(("who", "is_own", "writes", "publishes", "facts"), CELLS)
def test_what_waits_for_review_is_taken_back_by_those_who_work_on_it(
    who: str, is_own: bool, writes: str, publishes: str, facts: bool
) -> None:
    person = CAST[who]()
    article = story(person if is_own else None, State.REVIEW)
    may = those(article, lambda version: permissions.may_put_back(person, version))
    assert may == set(writes.split()) | set(publishes.split())
    out = story(person if is_own else None, State.PUBLISHED)
    assert those(out, lambda version: permissions.may_put_back(person, version)) == set(publishes.split())


def test_whoever_may_add_stories_begins_them_in_any_language() -> None:
    new = Article(category=make_category(), original_language="ru")
    for who, begins in (
        ("reporter", True),
        ("editor hy", True),
        ("translator hy", False),
        ("outsider", False),
    ):
        person = CAST[who]()
        assert permissions.may_add(person) is begins
        assert permissions.may_write(person, new.version("ru")) is begins
        person.delete()


def test_the_facts_of_a_story_follow_its_original_language() -> None:
    person = cast.editor(works_in=("hy",))
    for language, may in (("en", False), ("hy", True)):
        article = make_article(languages=("en", "hy"), original_language=language)
        assert permissions.may_change_facts(person, article) is may


STEPS: dict[str, tuple[str, Callable[..., None], dict[str, Any]]] = {
    "submit": (State.DRAFT, workflow.submit, {}),
    "publish": (State.REVIEW, workflow.publish, {}),
    "schedule": (State.REVIEW, workflow.schedule, {"at": timezone.now() + timedelta(days=9)}),
    "return": (State.REVIEW, workflow.return_to_author, {"note": "Why?"}),
    "take back": (State.REVIEW, workflow.back_to_draft, {}),
    "hide": (State.PUBLISHED, workflow.back_to_draft, {}),
    "put back": (State.WITHDRAWN, workflow.back_to_draft, {}),
    "withdraw": (State.PUBLISHED, workflow.withdraw, {}),
    "republish": (State.WITHDRAWN, workflow.republish, {}),
    "confirm": (State.DRAFT, workflow.confirm, {"seen": None}),
    "minor": (State.PUBLISHED, workflow.mark_minor, {}),
    "publish changes": (State.PUBLISHED, workflow.publish_changes, {"seen": None}),
    "discard changes": (State.PUBLISHED, workflow.discard_changes, {"seen": None}),
    "confirm changes": (State.PUBLISHED, workflow.confirm_changes, {"seen": None}),
}
OF_WRITERS = {"submit", "take back", "confirm", "discard changes", "confirm changes"}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", [who for who in CAST if who not in ("outsider", "administrator")])
@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize("is_own", [True, False])
def test_a_step_is_refused_to_whom_it_is_not_for(step: str, who: str, language: str, is_own: bool) -> None:
    person = CAST[who]()
    state, take, options = STEPS[step]
    article = story(person if is_own else None, state)
    put(article, language, published_at=timezone.now() - timedelta(hours=1))
    writes, publishes, _facts = (OWN if is_own and who in OWN else FOREIGN)[who]
    may = language in (writes if step in OF_WRITERS else publishes).split()
    if is_own and who == "editor":
        may = True
    before, refused = row(article), None
    try:
        take(article.version(language), by=person, **options)
    except Refusal as refusal:
        refused = refusal
    assert isinstance(refused, NotAllowed) is not may
    assert may or differences(before, row(article)) == set()
    assert may or not article.timeline().exclude(by=None).exists()


@pytest.mark.parametrize(("who", "is_own", "writes", "publishes", "facts"), CELLS)
def test_a_save_is_refused_with_the_columns_that_are_not_theirs(
    who: str, is_own: bool, writes: str, publishes: str, facts: bool
) -> None:
    person = CAST[who]()
    article = story(person if is_own else None)
    before = row(article)
    for code in ALL:
        article.version(code).title = "Typed"
        if code in writes.split():
            save_changes(again(article), [f"title_{code}"], by=person)
        else:
            with pytest.raises(NotAllowed) as refusal:
                save_changes(article, [f"title_{code}", f"lead_{code}"], by=person)
            assert refusal.value.fields == [f"lead_{code}", f"title_{code}"]
    for fact in (*FACTS, *ROWS):
        if facts:
            save_changes(again(article), [fact], by=person)
        else:
            with pytest.raises(NotAllowed) as refusal:
                save_changes(article, [fact], by=person)
            assert refusal.value.fields == [fact]
    assert differences(before, row(article)) == set()


def test_one_column_that_is_not_theirs_refuses_the_whole_save() -> None:
    person = cast.translator()
    article = story(None)
    before = row(article)
    article.version("hy").title = article.version("en").title = "Typed"
    with pytest.raises(NotAllowed):
        save_changes(article, ["title_hy", "title_en"], by=person)
    assert differences(before, row(article)) == set()


@pytest.mark.parametrize(
    "name", ["state_en", "published_at_en", "translated_from_ru", "created_by", "nonsense"]
)
def test_where_a_version_stands_is_saved_by_nobody(name: str) -> None:
    article = story(None)
    with pytest.raises(NotAllowed) as refusal:
        save_changes(article, [name], by=cast.chief_editor())
    assert refusal.value.fields == [name]


def test_what_counts_is_who_began_the_story_as_it_is_stored() -> None:
    person, article = cast.reporter(), story(None)
    article.created_by = person
    article.version("en").title = "Typed"
    with pytest.raises(NotAllowed):
        save_changes(article, ["title_en"], by=person)
    with pytest.raises(NotAllowed):
        workflow.submit(article.version("en"), by=person)


def test_a_text_that_came_out_meanwhile_is_not_overwritten() -> None:
    person = cast.reporter()
    article = story(person)
    workflow.publish(again(article).version("en"), by=None)
    before = row(article)
    article.version("en").title = "Typed"
    save_changes(article, ["title_en"], by=person)
    assert differences(before, row(article)) == {"staged_en_id"}


def test_a_new_story_is_whose_it_is_and_begun_only_by_those_who_may() -> None:
    for who, may in (("reporter", True), ("translator hy", False)):
        person = CAST[who]()
        article = Article(category=make_category())
        article.version("hy").title = "Լիճ"
        if may:
            save_changes(article, [], by=person)
            assert again(article).created_by == person
        else:
            with pytest.raises(NotAllowed):
                save_changes(article, [], by=person)
    assert Article.objects.count() == 1


def test_a_new_story_does_not_go_out_past_those_who_publish() -> None:
    article = Article(category=make_category())
    version = article.version("en")
    version.title, version.body, version.state = "Lake", "<p>Lake</p>", State.PUBLISHED
    version.published_at = timezone.now()
    with pytest.raises(NotAllowed):
        save_changes(article, [], by=cast.reporter())
    assert not Article.objects.exists()
