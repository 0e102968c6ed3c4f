from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from images.models import Image
from images.tasks import make_renditions


class Command(BaseCommand):
    help = "Make the renditions of every picture that lacks them, newest first."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = list(Image.objects.without_renditions().values_list("pk", flat=True))
        try:
            for key in waiting:
                make_renditions.call(key)
        except KeyboardInterrupt:
            self.stderr.write("Stopped; the next run makes the rest.")
            return
        left = Image.objects.without_renditions().filter(pk__in=waiting).count()
        self.stdout.write(
            f"{len(waiting) - left} pictures have their renditions now, {left} could not be read."
        )
