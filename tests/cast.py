"""The people of every permission test."""

from __future__ import annotations

from django.contrib.auth.models import Group

from accounts.models import User
from accounts.roles import Role

PASSWORD = "a long test password"
ALL = ("en", "ru", "hy")


def make_user(
    username: str,
    role: Role | None = None,
    *,
    works_in: tuple[str, ...] = ALL,
    language: str = "en",
    staff: bool = True,
) -> User:
    """works_in: the languages of a role that has some; language: the one of their desk."""
    user = User.objects.create_user(
        username=username, password=PASSWORD, language=language, is_staff=staff, first_name=username.title()
    )
    if role:
        names = role.groups(*works_in)
        user.groups.set(Group.objects.filter(name__in=names))
        assert user.groups.count() == len(names)
    return user


def reporter(language: str = "en") -> User:
    return make_user("reporter", Role.REPORTER, language=language)


def translator(language: str = "en", *, works_in: tuple[str, ...] = ("hy",)) -> User:
    return make_user("translator", Role.TRANSLATOR, language=language, works_in=works_in)


def editor(language: str = "en", *, works_in: tuple[str, ...] = ALL) -> User:
    return make_user("editor", Role.EDITOR, language=language, works_in=works_in)


def chief_editor(language: str = "en") -> User:
    return make_user("chief", Role.CHIEF_EDITOR, language=language)


def administrator(language: str = "en") -> User:
    return make_user("administrator", Role.ADMINISTRATOR, language=language)


def outsider() -> User:
    """Somebody with an account and no business at the desk."""
    return make_user("outsider", staff=False)
