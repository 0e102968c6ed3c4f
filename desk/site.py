"""The admin site: its name, its words in JavaScript, its content security policy, the staff's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import SELECT2_TRANSLATIONS
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from accounts.models import User
from desk import today
from desk.clock import time_zone
from desk.statistics import views as statistics
from desk.statistics.permissions import may_enter
from languages import registry, zones

# The search boxes speak Armenian (Select2 brings it), but Django does not know that they do.
SELECT2_TRANSLATIONS["hy"] = "hy"

with_desk_policy = csp_replace(settings.DESK_CONTENT_SECURITY_POLICY)


class DeskSite(admin.AdminSite):
    """Django's admin as the desk of the paper."""

    site_header = _("The desk")
    site_title = _("The desk")
    index_title = _("Today at the paper")
    enable_nav_sidebar = True

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        return with_desk_policy(super().admin_view(view, cacheable))

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [
            path("language/", self.admin_view(set_language), name="set_language"),
            path("time-zone/", self.admin_view(time_zone), name="time_zone"),
            *statistics.addresses(self.admin_view),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The front of the desk: what waits for this person, and the ways to everything else."""
        return super().index(request, {"today": today.sections(request.user), **(extra_context or {})})

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {
            **super().each_context(request),
            "desk_languages": registry.published_in(),
            "desk_clock": zones.here(),
            "site_url": f"/{registry.current().code}/",
        }

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Put the statistics beside the things that can be edited, in the sidebar and on the first page."""
        listed: list[Any] = super().get_app_list(request, app_label)
        if app_label or not may_enter(request.user):
            return listed
        return [*listed, statistics_entry()]

    def i18n_javascript(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The admin's words in JavaScript, and the prose editor's."""
        packages = ["django.contrib.admin", "django_prose_editor"]
        return JavaScriptCatalog.as_view(packages=packages)(request)  # type: ignore[return-value]


def statistics_entry() -> dict[str, Any]:
    """Return the statistics as Django lists an app with one model that can only be viewed."""
    address, title = reverse("admin:statistics"), gettext("Statistics")
    entry = {"name": title, "object_name": "Statistics", "admin_url": address, "view_only": True}
    return {
        "name": gettext("Readership"),
        "app_label": "statistics",
        "app_url": address,
        "has_module_perms": True,
        "models": [{**entry, "model": None, "perms": {}, "add_url": None}],
    }


def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in which this person wants the desk, and go back to where they were.

    An unknown language changes nothing, and so does coming here from the login page.
    """
    chosen = request.POST.get("language", "")
    if chosen in registry.codes():
        User.objects.filter(username=request.user.get_username()).update(language=chosen)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("admin:index")
    return HttpResponseRedirect(back)
