"""Stories whose original changes after they were translated, and what the desk says of them."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag

from articles import workflow
from articles.models import Article
from languages.columns import columns
from tests.articles.rows import again
from tests.desk.forms import soup
from tests.factories import BODIES, TITLES, make_article, save_and_publish, set_translated

ALL = ("en", "ru", "hy")
PARAGRAPHS = "<p>The lake rose.</p><p>Nobody was hurt.</p><p>It will rise again in May.</p>"


def change(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/change/"


def make_story(body: str = PARAGRAPHS, **facts: Any) -> Article:
    """A story that is out in three languages, translated from an English text."""
    article = make_article(languages=("en",), **facts)
    rewrite(article, "en", body=body)
    for language in ("ru", "hy"):
        rewrite(article, language, title=TITLES[language], body=BODIES[language])
        workflow.publish(again(article).version(language), by=None)
    return again(article)


def rewrite(article: Article, language: str, **texts: str) -> None:
    """Store other texts of a language, as somebody else does meanwhile."""
    stored = again(article)
    for field, text in texts.items():
        set_translated(stored, field, **{language: text})
    save_and_publish(stored, columns(texts, [language]))


def panel(response: Any, language: str) -> Tag:
    """Return the tab of a language with its fields."""
    found = soup(response).select_one(f"#text-{language}")
    assert found is not None
    return found


def ready(response: Any, language: str) -> BeautifulSoup:
    """Return the texts of a language that a script lays beside another: the content of a template."""
    template = soup(response).find("template", attrs={"data-source": language})
    return BeautifulSoup(template.decode_contents() if template else "", "html.parser")


def words(tag: Tag | None) -> str:
    """Return what is read in an element, its blanks as one."""
    assert tag is not None
    return " ".join(tag.get_text().split())
