"""What the database refuses, whoever writes to it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from articles.models import Article, Byline, RelatedArticle, Tag, TaggedArticle
from articles.states import State
from languages import registry
from tests.articles.rows import EARLIER, LATER, again, put
from tests.factories import make_article, make_author, make_tag

pytestmark = pytest.mark.django_db


def refusal(write: Callable[[], Any]) -> str:
    """Return the name by which the database refuses a write; SQLite names a unique one by its columns."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    cause: Any = refused.value.__cause__
    if connection.vendor == "postgresql":
        return str(cause.diag.constraint_name)
    return str(cause).partition("constraint failed: ")[2]


def named(constraint: str, *unique_columns: str) -> str:
    """Return what `refusal` gives for a constraint on this database."""
    return ", ".join(unique_columns) if unique_columns and connection.vendor == "sqlite" else constraint


@pytest.mark.parametrize("language", registry.codes())
@pytest.mark.parametrize(
    ("field", "nothing"),
    [*product(("title", "slug", "body"), ("", None)), ("published_at", None)],
)
def test_a_published_version_is_whole(language: str, field: str, nothing: str | None) -> None:
    article = make_article(languages=(language,))
    refused = refusal(lambda: put(article, language, **{field: nothing}))
    assert refused == f"articles_{language}_published_whole"


@pytest.mark.parametrize("language", registry.codes())
@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.WITHDRAWN])
def test_a_version_that_is_not_published_may_lack_anything(language: str, state: State) -> None:
    article = make_article(languages=(language,))
    put(article, language, state=state, title="", slug=None, body="", published_at=None)
    assert again(article).version(language).state == state


@pytest.mark.parametrize("language", registry.codes())
@pytest.mark.parametrize("state", ["live", "", None])
def test_a_state_is_one_of_the_known_ones(language: str, state: str | None) -> None:
    article = make_article(state=State.DRAFT)
    assert refusal(lambda: put(article, language, state=state)) == f"articles_{language}_state_known"


@pytest.mark.parametrize("language", registry.codes())
def test_only_what_was_out_can_be_withdrawn(language: str) -> None:
    article = make_article(languages=(language,), state=State.DRAFT)
    refused = refusal(lambda: put(article, language, withdrawn_at=LATER))
    assert refused == f"articles_{language}_withdrawn_once_out"
    put(article, language, published_at=EARLIER, withdrawn_at=LATER)
    assert again(article).version(language).withdrawn_at == LATER


def test_the_original_language_is_one_of_the_papers() -> None:
    article = make_article()
    for code in registry.codes():
        Article.objects.update(original_language=code)
    assert again(article).original_language == "hy"
    refused = refusal(lambda: Article.objects.update(original_language="fr"))
    assert refused == "articles_original_language_known"


def test_two_equal_slugs_do_no_harm_because_the_number_decides() -> None:
    first, second = (make_article(title="Lake level rises") for _ in range(2))
    assert first.version("en").slug == second.version("en").slug
    assert first.version("en").get_absolute_url() != second.version("en").get_absolute_url()


def test_an_author_signs_an_article_once() -> None:
    anna = make_author()
    article, other = make_article(authors=(anna,)), make_article(authors=(anna,))
    refused = refusal(lambda: Byline.objects.create(article=article, author=anna, position=1))
    columns = ("articles_byline.article_id", "articles_byline.author_id")
    assert refused == named("articles_byline_once", *columns)
    assert Byline.objects.filter(author=anna).count() == 2
    Byline.objects.create(article=other, author=make_author(), position=1)


def test_a_story_stands_under_another_once_and_never_under_itself() -> None:
    story, other = make_article(), make_article()
    RelatedArticle.objects.create(article=story, related=other)
    RelatedArticle.objects.create(article=other, related=story)
    columns = ("articles_relatedarticle.article_id", "articles_relatedarticle.related_id")
    twice = refusal(lambda: RelatedArticle.objects.create(article=story, related=other))
    assert twice == named("articles_related_once", *columns)
    itself = refusal(lambda: RelatedArticle.objects.create(article=story, related=story))
    assert itself == "articles_related_not_to_itself"


def test_a_tag_is_put_on_an_article_once() -> None:
    tag = make_tag()
    article = make_article(tags=(tag,))
    make_article(tags=(tag,))
    columns = ("articles_taggedarticle.tag_id", "articles_taggedarticle.content_object_id")
    refused = refusal(lambda: TaggedArticle.objects.create(tag=tag, content_object=article))
    assert refused == named("articles_tagged_once", *columns)


@pytest.mark.parametrize("language", registry.codes())
def test_a_tags_name_exists_once_per_language(language: str) -> None:
    make_tag(**{language: "Elections"})
    refused = refusal(lambda: make_tag(**{language: "Elections"}))
    assert refused == named(f"articles_tag_name_{language}_once", f"articles_tag.name_{language}")
    assert Tag.objects.count() == 1
