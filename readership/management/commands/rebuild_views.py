from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from readership.sums import rebuild_totals


class Command(BaseCommand):
    help = "Set the total of every language version to the sum of its days."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild_totals()} totals")
