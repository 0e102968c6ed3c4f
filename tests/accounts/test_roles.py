from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts.models import User
from accounts.roles import Role
from tests import cast

pytestmark = pytest.mark.django_db


def permission(name: str) -> Permission:
    label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=label, codename=codename)


def test_migrating_creates_the_four_roles() -> None:
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {"Reporter", "Translator", "Editor", "Chief editor"}


@pytest.mark.parametrize(
    ("person", "may", "may_not"),
    [
        (
            cast.reporter,
            ("articles.add_article", "articles.change_article", "articles.add_tag", "images.add_image"),
            ("articles.publish_article", "articles.delete_article", "authors.change_author"),
        ),
        (
            cast.translator,
            ("articles.change_article", "articles.change_tag", "authors.change_author"),
            ("articles.add_article", "articles.publish_article", "categories.add_category"),
        ),
        (
            cast.editor,
            ("articles.publish_article", "authors.add_author", "categories.change_category"),
            ("articles.delete_article", "categories.add_category", "publication.change_publication"),
        ),
        (
            cast.chief_editor,
            ("articles.delete_article", "categories.add_category", "publication.change_publication"),
            ("accounts.add_user", "accounts.change_user", "auth.change_group"),
        ),
        (cast.outsider, (), ("articles.view_article", "images.view_image", "categories.view_category")),
    ],
)
def test_a_role_brings_its_permissions_and_no_others(
    person: Callable[[], User], may: tuple[str, ...], may_not: tuple[str, ...]
) -> None:
    somebody = person()
    assert [name for name in may if not somebody.has_perm(name)] == []
    assert [name for name in may_not if somebody.has_perm(name)] == []


def test_migrating_again_gives_back_what_a_role_lacks() -> None:
    reporters = Group.objects.get(name=Role.REPORTER)
    reporters.permissions.clear()
    call_command("migrate", verbosity=0)
    assert cast.reporter().has_perm("articles.add_article")


def test_migrating_again_takes_nothing_away() -> None:
    Group.objects.get(name=Role.REPORTER).permissions.add(permission("articles.publish_article"))
    Group.objects.create(name="Interns").permissions.add(permission("articles.view_article"))
    call_command("migrate", verbosity=0)
    assert cast.reporter().has_perm("articles.publish_article")
    assert Group.objects.get(name="Interns").permissions.count() == 1


def test_migrating_again_brings_back_a_role_that_was_deleted() -> None:
    Group.objects.get(name=Role.EDITOR).delete()
    call_command("migrate", verbosity=0)
    assert cast.editor().has_perm("articles.publish_article")
