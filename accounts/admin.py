from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from accounts.forms import AccountCreationForm, AccountPasswordForm, PermissionChoice
from accounts.models import StaffRole, User

admin.site.unregister(Group)  # shown as roles, below
# The names of fields as Django's history of changes keeps them, capitalised.
gettext_noop("Desk language")
gettext_noop("Time zone")


class RoleFilter(admin.SimpleListFilter):
    title = StaffRole._meta.verbose_name
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [(str(role.pk), str(role)) for role in StaffRole.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value() or ""
        return queryset.filter(groups=value) if value.isdecimal() else queryset


class PeopleAdmin(admin.ModelAdmin):
    """Offers roles and permissions in the desk's language, and deletes nobody and nothing.

    What a person did would be deleted with them: shut their account instead. Our roles would come back.
    """

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.related_model is Group:
            kwargs["queryset"] = StaffRole.objects.all()
        if db_field.related_model is Permission:
            edited = {model._meta.app_label for model in self.admin_site._registry}
            kwargs["queryset"] = Permission.objects.filter(content_type__app_label__in=edited)
            kwargs["form_class"] = PermissionChoice
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(StaffRole)
class StaffRoleAdmin(PeopleAdmin, GroupAdmin):  # type: ignore[misc]  # the stubs disagree among themselves
    pass


@admin.register(User)
class StaffAdmin(PeopleAdmin, UserAdmin):
    """Django's user admin with the language of the desk."""

    add_form = AccountCreationForm
    change_password_form = AccountPasswordForm
    fieldsets = (
        *UserAdmin.fieldsets[:2],  # type: ignore[index]
        (_("Desk"), {"fields": ("language", "time_zone")}),
        *UserAdmin.fieldsets[2:],  # type: ignore[index]
    )
    add_fieldsets = (
        *UserAdmin.add_fieldsets,
        (_("Desk"), {"fields": ("first_name", "last_name", "language", "time_zone", "is_staff", "groups")}),
    )
    list_display = ("username", "first_name", "last_name", "language", "staff", "active")
    list_filter = ("is_staff", "is_superuser", "is_active", RoleFilter)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Only a superuser makes one: an administrator would otherwise be as good as one."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_superuser else (*fields, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_above

    # Words: the alternative text of Django's icons is "True" and "False" in every language.
    @admin.display(description=User._meta.get_field("is_staff").verbose_name, ordering="is_staff")
    def staff(self, user: User) -> str:
        return gettext("Yes") if user.is_staff else gettext("No")

    @admin.display(description=User._meta.get_field("is_active").verbose_name, ordering="is_active")
    def active(self, user: User) -> str:
        return gettext("Yes") if user.is_active else gettext("No")
