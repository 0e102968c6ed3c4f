"""The roles of a newsroom and the permissions each brings, kept as Django groups.

Translators and editors work in languages: such a role is one group per language of the paper, and a person
may have several.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop

from languages import registry

# The permissions of an app by its label; None: every permission of that app.
Permissions = Mapping[str, tuple[str, ...] | None]


class Role(StrEnum):
    REPORTER = gettext_noop("Reporter")
    TRANSLATOR = gettext_noop("Translator: {language}")
    EDITOR = gettext_noop("Editor: {language}")
    CHIEF_EDITOR = gettext_noop("Chief editor")
    ADMINISTRATOR = gettext_noop("Administrator")

    @property
    def has_languages(self) -> bool:
        return self in (Role.TRANSLATOR, Role.EDITOR)

    def groups(self, *languages: str) -> list[str]:
        """Return the names of its groups, in these languages or all of them: "Editor: hy"."""
        codes = (languages or registry.codes()) if self.has_languages else ("",)
        return [self.value.format(language=code) for code in codes]


# Whoever may add stories writes their own, in every language: see articles.permissions.
WRITES: Permissions = {
    "articles": ("add_article", "change_article", "view_article", "view_tag", "add_tag"),
    "images": ("add_image", "change_image", "view_image"),
    "authors": ("view_author",),
    "categories": ("view_category",),
}
TRANSLATES: Permissions = {
    "articles": ("change_article", "view_article", "view_tag", "change_tag"),
    "images": ("change_image", "view_image"),
    "authors": ("view_author", "change_author"),
    "categories": ("view_category", "change_category"),
}
EDITS: Permissions = {
    "articles": ("add_article", "change_article", "view_article", "add_tag", "change_tag", "view_tag"),
    "images": ("add_image", "change_image", "view_image"),
    "authors": ("add_author", "change_author", "view_author"),
    "categories": ("view_category", "change_category"),
}
LEADS: Permissions = dict.fromkeys(("articles", "images", "authors", "categories", "publication"))
MANAGES_PEOPLE: Permissions = {
    "accounts": tuple(
        f"{verb}_{what}" for verb in ("add", "change", "view") for what in ("user", "staffrole")
    )
}
PERMISSIONS: dict[Role, Permissions] = {
    Role.REPORTER: WRITES,
    Role.TRANSLATOR: TRANSLATES,
    Role.EDITOR: EDITS,
    Role.CHIEF_EDITOR: LEADS,
    Role.ADMINISTRATOR: MANAGES_PEOPLE,
}
IN_A_LANGUAGE = {Role.TRANSLATOR: ("write",), Role.EDITOR: ("write", "publish")}


def called(name: str) -> str:
    """Return what the desk calls a group, in the active language; a group of the paper's own by its name."""
    for role in IN_A_LANGUAGE:
        for language in registry.codes():
            if name in role.groups(language):
                return gettext(role.value).format(language=registry.get(language).called)
    return gettext(name) if name else ""


def create_roles(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Create the groups and give each the permissions it lacks; received from `post_migrate`.

    Runs after each app has migrated and gives what concerns that app. It takes nothing away: a paper may
    give its roles more.
    """
    label = sender.label
    if not any(label in wanted for wanted in PERMISSIONS.values()):
        return
    create_permissions(sender, verbosity=0, using=using)  # ours may be called before Django's own
    for role in Role:
        for language in registry.codes() if role.has_languages else ("",):
            (name,) = role.groups(language)
            group, _created = Group.objects.using(using).get_or_create(name=name)
            group.permissions.add(*_permissions(role, language, label, using))


def _permissions(role: Role, language: str, label: str, using: str) -> list[Permission]:
    """Return what a role brings in an app, and in its language."""
    names = PERMISSIONS[role].get(label, ())
    condition = Q(content_type__app_label=label)
    if names is not None:
        in_a_language = (f"{verb}_{language}" for verb in IN_A_LANGUAGE.get(role, ()))
        condition &= Q(codename__in=[*names, *in_a_language])
    return list(Permission.objects.using(using).filter(condition))
