from __future__ import annotations

import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from readership.fold import fold
from readership.keeping import fold_until


class Command(BaseCommand):
    help = "Add the views that wait in the spool to the database, each once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="go on with it until the standard input ends"
        )

    def handle(self, *args: Any, every: float | None, **options: Any) -> None:
        if every is not None:
            fold_until(_end_of(sys.stdin.buffer), every)
            return
        folded = fold()
        self.stdout.write(f"{folded.records} records, {folded.views} views in {len(folded.batches)} batches")


def _end_of(source: Any) -> threading.Event:
    """Return an event that is set when nothing more can come from a source."""
    ended = threading.Event()

    def wait() -> None:
        while source.read(1):
            pass
        ended.set()

    threading.Thread(target=wait, name="wait-for-end", daemon=True).start()
    return ended
