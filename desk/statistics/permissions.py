"""Whose readers who may know of: whoever publishes in any language sees all stories, others their own."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from articles.models import Article
from articles.permissions import Person, is_own, may_add
from languages import registry


def sees_all(user: Person) -> bool:
    return any(user.has_perm(f"articles.publish_{code}") for code in registry.codes())


def may_enter(user: Person) -> bool:
    """There are stories, or may be, whose readers they may know of."""
    return sees_all(user) or may_add(user)


def may_see(user: Person, article: Article) -> bool:
    return sees_all(user) or is_own(user, article)


def refuse_unless(allowed: bool) -> None:
    """Raise PermissionDenied, which the desk answers with 403 and a page of its own."""
    if not allowed:
        raise PermissionDenied
