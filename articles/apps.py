from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from articles.triggers import drop_triggers, make_triggers  # noqa: PLC0415  (needs the app registry)

        pre_migrate.connect(drop_triggers, sender=self, dispatch_uid="articles.drop_triggers")
        post_migrate.connect(make_triggers, sender=self, dispatch_uid="articles.make_triggers")
