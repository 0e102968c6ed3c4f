"""What a database gets that was there before revisions and roles with languages."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

from articles.models import Article, Revision
from articles.models.revision import text_hash
from articles.states import State
from tests import cast
from tests.articles.rows import EARLIER, LATER, again
from tests.factories import make_category, write

pytestmark = pytest.mark.django_db

texts: Any = import_module("articles.migrations.0003_keep_what_is_written")
roles: Any = import_module("accounts.migrations.0002_roles_of_languages")


class Editor:
    """Stands for the schema editor of a migration."""

    connection = connection


def old_story(original: str, **states: str) -> Article:
    """Store a story as it was before: without a revision, without a pin."""
    article = Article(category=make_category(), original_language=original)
    for code, state in states.items():
        write(article, code, state=state, published_at=LATER if code == "hy" else EARLIER)
    Article.objects.bulk_create([article])
    return article


def test_every_text_that_is_there_is_kept() -> None:
    article = old_story("ru", ru=State.PUBLISHED, en=State.DRAFT, hy=State.PUBLISHED)
    texts.keep_texts(apps, Editor)
    kept = {revision.language: revision for revision in article.revisions.all()}
    assert {code: revision.kind for code, revision in kept.items()} == {
        "ru": Revision.Kind.PUBLISHED,
        "en": Revision.Kind.SAVED,
        "hy": Revision.Kind.PUBLISHED,
    }
    for code, revision in kept.items():
        assert revision.fields == again(article).version(code).snapshot()
        assert revision.text_hash == text_hash(revision.fields)
    assert kept["ru"].created_at == EARLIER and kept["hy"].made_from == kept["ru"]


def test_every_translation_follows_the_original_as_it_is() -> None:
    article = old_story("ru", ru=State.PUBLISHED, en=State.PUBLISHED)
    without_original = old_story("hy", en=State.PUBLISHED)
    texts.keep_texts(apps, Editor)
    original = article.revisions.get(language="ru")
    assert [version.pin() for version in again(article).versions()] == [original.pk, None, None]
    assert again(without_original).version("en").pin() is None
    assert not Article.objects.outdated("en").exists()
    article.version("ru").body = "<p>Иначе.</p>"
    texts.keep_texts(apps, Editor)  # a second time it keeps them again, and harms nothing
    assert again(article).version("en").pin() != original.pk


def test_whoever_might_publish_may_write_and_publish_every_language() -> None:
    person = cast.make_user("veteran")
    kind = Permission.objects.get(codename="publish_en").content_type
    former = Permission.objects.create(content_type=kind, codename="publish_article", name="Can publish")
    person.user_permissions.add(former)
    Group.objects.create(name="Interns").permissions.add(former)
    texts.replace_permission(apps, Editor)
    names = {f"{verb}_{code}" for verb in ("write", "publish") for code in ("en", "ru", "hy")}
    assert set(person.user_permissions.values_list("codename", flat=True)) == names
    assert set(Group.objects.get(name="Interns").permissions.values_list("codename", flat=True)) == names
    assert not Permission.objects.filter(codename="publish_article").exists()
    texts.replace_permission(apps, Editor)


def test_a_translator_or_editor_is_one_in_every_language() -> None:
    people = {name: cast.make_user(name.lower()) for name in ("Translator", "Editor")}
    for name, person in people.items():
        former = Group.objects.create(name=name)
        former.permissions.add(Permission.objects.get(codename="delete_article"))
        person.groups.add(former)
    roles.spread_over_languages(apps, Editor)
    for name, person in people.items():
        groups = {f"{name}: {code}" for code in ("en", "ru", "hy")}
        assert set(person.groups.values_list("name", flat=True)) == groups
        assert person.has_perm("articles.delete_article") and person.has_perm("articles.write_hy")
    assert not Group.objects.filter(name__in=people).exists()
