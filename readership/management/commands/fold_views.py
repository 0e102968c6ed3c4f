from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from readership.fold import fold


class Command(BaseCommand):
    help = "Add the views that wait in the spool to the database, each once."

    def handle(self, *args: Any, **options: Any) -> None:
        folded = fold()
        self.stdout.write(f"{folded.records} records, {folded.views} views in {len(folded.batches)} batches")
