from __future__ import annotations

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AppConfig):
    name = "desk"


class DeskAdminConfig(AdminConfig):
    """Django's admin, with the desk as its site."""

    default_site = "desk.site.DeskSite"
