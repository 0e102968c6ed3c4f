from __future__ import annotations

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from languages.sqlite import fold_case


class LanguagesConfig(AppConfig):
    name = "languages"

    def ready(self) -> None:
        connection_created.connect(fold_case, dispatch_uid="languages.fold_case")
