"""Who may do what with a story. `visible_to()` says whether they may see it at all.

A person works on a language with the permission `write_<code>`; whoever may add stories works on their own
in every language. What they write into a version that is out waits, until somebody with `publish_<code>`
lets readers see it.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from articles.models import Article
from articles.states import State
from articles.versions import LanguageVersion

Person = User | AnonymousUser


def may_add(user: Person) -> bool:
    return user.has_perm("articles.add_article")


def may_delete(user: Person) -> bool:
    return user.has_perm("articles.delete_article")


def is_own(user: Person, article: Article) -> bool:
    """The story is theirs: they began it, or are about to."""
    return may_add(user) and (article.pk is None or article.created_by_id == user.pk)


def may_write(user: Person, version: LanguageVersion) -> bool:
    """Their work is this language of this story, wherever it stands: its text, and its way to review.

    So they may confirm a translation. What they type into a version that is out is staged.
    """
    return user.has_perm(f"articles.write_{version.language}") or is_own(user, version.article)


def may_publish(user: Person, version: LanguageVersion) -> bool:
    return user.has_perm(f"articles.publish_{version.language}")


def may_put_back(user: Person, version: LanguageVersion) -> bool:
    """They may make it a draft again: what waits for review is taken back by whoever works on it."""
    if version.state == State.REVIEW and may_write(user, version):
        return True
    return may_publish(user, version)


def may_change_facts(user: Person, article: Article, now: datetime | None = None) -> bool:
    """They may change what all languages share: as editors of the original, or while nobody reads it."""
    if may_publish(user, article.version(article.original_language)):
        return True
    return is_own(user, article) and not any(version.is_out(now) for version in article.versions())


def may_change(user: Person, article: Article) -> bool:
    """There is something in this story that they may work on."""
    works = any(may_write(user, version) for version in article.versions())
    return works or may_change_facts(user, article)
