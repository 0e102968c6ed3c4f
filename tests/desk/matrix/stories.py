"""Stories for the tables: one's own and one of somebody else, put into any place of the workflow."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles import revisions
from articles.models import Article, Revision
from articles.states import State
from articles.versions import WORKFLOW_FIELDS
from languages.columns import column, columns
from tests.articles.rows import again, row
from tests.desk.forms import sent_by, soup
from tests.factories import make_article, make_category, save_and_publish

LANGUAGES = ("en", "ru", "hy")
LIST = "/admin/articles/article/"
NOTE = "Name the source."


def change(article: Article) -> str:
    return f"{LIST}{article.pk}/change/"


def story(language: str, *, by: User | None) -> Article:
    """Make a story that is out in all languages, and outdated in one of them, of which it is no original."""
    others = [code for code in LANGUAGES if code != language]
    article = make_article(
        languages=(others[0], language, others[1]), created_by=by, category=make_category()
    )
    name = column("lead", others[0])
    setattr(article, name, "Another lead")
    save_and_publish(article, [name])
    return again(article)


class Places:
    """Puts one language of a story anywhere, again and again."""

    def __init__(self, article: Article, language: str) -> None:
        self.article, self.language = article, language
        names = columns(WORKFLOW_FIELDS, LANGUAGES)
        fields = [Article._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
        self.out = {name: getattr(article, name) for name in fields}

    def put(self, place: str) -> Article:
        """Restore the story, put it in its place, and return it as it is stored."""
        state = State.PUBLISHED if place in ("outdated", "changed", "changed ahead") else place
        changes: dict[str, Any] = {column("state", self.language): state}
        if place in ("draft", "review"):
            changes[column("published_at", self.language)] = None
        if place == "withdrawn":
            changes[column("withdrawn_at", self.language)] = timezone.now() - timedelta(minutes=1)
        if place == "changed ahead":
            changes[column("published_at", self.language)] = timezone.now() + timedelta(days=1)
        if place in ("changed", "changed ahead"):
            changes[column("staged", self.language) + "_id"] = self.changes().pk
        if place != "outdated":
            changes[column("translated_from", self.language) + "_id"] = self.original().pk
        Article.objects.filter(pk=self.article.pk).update(**{**self.out, **changes})
        return again(self.article)

    def original(self) -> Revision:
        """Return the revision with which the original is out."""
        article = self.article
        published = article.revisions.filter(language=article.original_language, kind="published")
        revision: Revision = published.order_by("-id")[0]
        return revision

    def changes(self) -> Revision:
        """Return a text that may wait to be published."""
        version = again(self.article).version(self.language)
        fields = {**version.snapshot(), "lead": "A lead that waits"}
        return revisions.keep_text(version, fields, "saved", version.pin(), by=None, now=timezone.now())

    def standing(self) -> str:
        return again(self.article).version(self.language).standing().value

    def row(self) -> dict[str, Any]:
        return row(self.article)


def shown_form(client: Client, article: Article) -> dict[str, Any]:
    """Return the form as this person is shown it, nothing when they are not."""
    page = client.get(change(article))
    return dict(sent_by(soup(page))) if page.status_code == 200 and can_send(page) else {}


def can_send(page: Any) -> bool:
    return b'name="_continue"' in page.content


def filled_form(client: Client, places: Places) -> dict[str, Any]:
    """Return what a browser sends of the form; nothing where this person is not shown one."""
    return shown_form(client, places.article)


def bulk(name: str, language: str, *places: Places) -> dict[str, Any]:
    """Return what the page of a step for several stories sends."""
    keys = [str(place.article.pk) for place in places]
    seen = {str(place.article.pk): {"original": str(place.original().pk)} for place in places}
    return {
        "action": name,
        "language": language,
        "confirmed": "1",
        "_selected_action": keys,
        "seen": json.dumps(seen),
        "note": NOTE,
        "at_0": "2035-01-01",
        "at_1": "10:00",
    }
