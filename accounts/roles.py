"""The roles of a newsroom and the permissions each brings, kept as Django groups."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.apps import AppConfig
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext_noop


class Role(StrEnum):
    REPORTER = gettext_noop("Reporter")
    TRANSLATOR = gettext_noop("Translator")
    EDITOR = gettext_noop("Editor")
    CHIEF_EDITOR = gettext_noop("Chief editor")


WRITES = {
    "articles": ("add_article", "change_article", "view_article", "view_tag", "add_tag"),
    "images": ("add_image", "change_image", "view_image"),
    "authors": ("view_author",),
    "categories": ("view_category",),
}
TRANSLATES = {
    "articles": ("change_article", "view_article", "view_tag", "change_tag"),
    "images": ("change_image", "view_image"),
    "authors": ("view_author", "change_author"),
    "categories": ("view_category", "change_category"),
}
EDITS = {
    "articles": (
        *("add_article", "change_article", "view_article", "publish_article"),
        *("add_tag", "change_tag", "view_tag"),
    ),
    "images": ("add_image", "change_image", "view_image"),
    "authors": ("add_author", "change_author", "view_author"),
    "categories": ("view_category", "change_category"),
}
PERMISSIONS: dict[Role, dict[str, tuple[str, ...] | None]] = {
    Role.REPORTER: {**WRITES},
    Role.TRANSLATOR: {**TRANSLATES},
    Role.EDITOR: {**EDITS},
    # None: every permission of that app.
    Role.CHIEF_EDITOR: dict.fromkeys(("articles", "images", "authors", "categories", "publication")),
}


def create_roles(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Create the groups and give each the permissions it lacks; received from `post_migrate`.

    Runs after each app has migrated and gives what concerns that app. It takes nothing away: a paper may
    give its roles more.
    """
    if not any(sender.label in wanted for wanted in PERMISSIONS.values()):
        return
    create_permissions(sender, verbosity=0, using=using)  # ours may be called before Django's own
    for role, wanted in PERMISSIONS.items():
        group, _created = Group.objects.using(using).get_or_create(name=role.value)
        if sender.label in wanted:
            group.permissions.add(*_permissions(sender.label, wanted[sender.label], using))


def _permissions(label: str, names: tuple[str, ...] | None, using: str) -> list[Permission]:
    condition = Q(content_type__app_label=label)
    if names is not None:
        condition &= Q(codename__in=names)
    return list(Permission.objects.using(using).filter(condition))
