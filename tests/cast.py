"""The people of every permission test."""

from __future__ import annotations

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import Role

PASSWORD = "a long test password"


def make_user(username: str, role: Role | None = None, *, language: str = "en", staff: bool = True) -> User:
    user = User.objects.create_user(
        username=username, password=PASSWORD, language=language, is_staff=staff, first_name=username.title()
    )
    if role:
        user.groups.set([Group.objects.get(name=role.value)])
    return user


def reporter(language: str = "en") -> User:
    return make_user("reporter", Role.REPORTER, language=language)


def translator(language: str = "en") -> User:
    return make_user("translator", Role.TRANSLATOR, language=language)


def editor(language: str = "en") -> User:
    return make_user("editor", Role.EDITOR, language=language)


def chief_editor(language: str = "en") -> User:
    return make_user("chief", Role.CHIEF_EDITOR, language=language)


def outsider() -> User:
    """Somebody with an account and no business at the desk."""
    return make_user("outsider", staff=False)
