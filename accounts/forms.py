"""What Django's forms for accounts and groups say in English whatever the language, said in the desk's."""

from __future__ import annotations

from typing import cast

from django import forms
from django.contrib.auth import get_permission_codename
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    SetUnusablePasswordMixin,
)
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from languages import registry

ACTIONS = {"add": _("Add"), "change": _("Change"), "delete": _("Delete"), "view": _("View")}
IN_A_LANGUAGE = {"write": _("Write {language}"), "publish": _("Publish {language}")}
WITHOUT_PASSWORD = _("Without a password nobody can log in to this account.")


class PermissionChoice(forms.ModelMultipleChoiceField):
    """Permissions by their translated names; stored are names such as "Can add article"."""

    def label_from_instance(self, obj: Model) -> str:
        permission = cast("Permission", obj)
        model = permission.content_type.model_class()
        for action, name in ACTIONS.items():
            if model and permission.codename == get_permission_codename(action, model._meta):
                return f"{permission.content_type} | {name}"
        verb, _underscore, code = permission.codename.partition("_")
        if verb in IN_A_LANGUAGE and code in registry.codes():
            said = IN_A_LANGUAGE[verb].format(language=registry.get(code).called)
            return f"{permission.content_type} | {said}"
        return f"{permission.content_type} | {gettext(permission.name)}"


class AccountCreationForm(AdminUserCreationForm):
    usable_password = SetUnusablePasswordMixin.create_usable_password_field(WITHOUT_PASSWORD)


class AccountPasswordForm(AdminPasswordChangeForm):
    usable_password_help_text = WITHOUT_PASSWORD  # type: ignore[assignment]  # a lazy one
