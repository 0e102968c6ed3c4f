from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.utils import translation

from accounts.models import StaffRole, User
from accounts.roles import Role
from tests import cast

pytestmark = pytest.mark.django_db


def permission(name: str) -> Permission:
    label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=label, codename=codename)


def test_migrating_creates_the_roles_those_with_languages_once_for_each() -> None:
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {
        *("Reporter", "Chief editor", "Administrator"),
        *("Translator: en", "Translator: ru", "Translator: hy"),
        *("Editor: en", "Editor: ru", "Editor: hy"),
    }


@pytest.mark.parametrize(
    ("language", "called"),
    [
        ("en", {"Translator: hy": "Translator: Armenian", "Administrator": "Administrator"}),
        ("ru", {"Editor: ru": "Редактор: русский текст", "Reporter": "Корреспондент"}),
        ("hy", {"Editor: en": "Խմբագիր՝ անգլերեն տարբերակ"}),
    ],
)
def test_a_role_is_called_in_the_language_of_the_desk(language: str, called: dict[str, str]) -> None:
    with translation.override(language):
        roles = {role.name: str(role) for role in StaffRole.objects.all()}
    assert roles | called == roles


def test_a_role_of_the_paper_s_own_is_called_by_its_name() -> None:
    assert str(StaffRole(name="Interns")) == "Interns" and str(StaffRole()) == ""


@pytest.mark.parametrize(
    ("person", "may", "may_not"),
    [
        (
            cast.reporter,
            ("articles.add_article", "articles.change_article", "articles.add_tag", "images.add_image"),
            ("articles.write_en", "articles.publish_en", "articles.delete_article", "authors.change_author"),
        ),
        (
            cast.translator,
            ("articles.change_article", "articles.write_hy", "articles.change_tag", "authors.change_author"),
            (
                *("articles.add_article", "articles.write_en", "articles.write_ru", "articles.publish_hy"),
                "categories.add_category",
            ),
        ),
        (
            cast.editor,
            (
                *("articles.publish_en", "articles.write_ru", "articles.publish_hy"),
                *("authors.add_author", "categories.change_category"),
            ),
            ("articles.delete_article", "categories.add_category", "publication.change_publication"),
        ),
        (
            cast.chief_editor,
            (
                *("articles.publish_en", "articles.write_hy", "articles.delete_article"),
                *("categories.add_category", "publication.change_publication"),
            ),
            ("accounts.add_user", "accounts.change_user", "auth.change_group"),
        ),
        (
            lambda: cast.editor(works_in=("ru",)),
            ("articles.write_ru", "articles.publish_ru"),
            ("articles.write_en", "articles.publish_en", "articles.publish_hy"),
        ),
        (
            cast.administrator,
            ("accounts.add_user", "accounts.change_user", "accounts.change_staffrole"),
            ("articles.view_article", "articles.write_en", "accounts.delete_user"),
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
    Group.objects.get(name=Role.REPORTER).permissions.add(permission("articles.publish_en"))
    Group.objects.create(name="Interns").permissions.add(permission("articles.view_article"))
    call_command("migrate", verbosity=0)
    assert cast.reporter().has_perm("articles.publish_en")
    assert Group.objects.get(name="Interns").permissions.count() == 1


def test_migrating_again_brings_back_a_role_that_was_deleted() -> None:
    Group.objects.get(name="Editor: en").delete()
    call_command("migrate", verbosity=0)
    assert cast.editor().has_perm("articles.publish_en")
