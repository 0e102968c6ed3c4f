"""`python -m bench corpus [postgresql]`: how fast the corpus is stored. SCALE: how many stories."""

from __future__ import annotations

import os
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - once Django is set up
from django.db import connection  # noqa: E402

from bench.corpus.filling import fill  # noqa: E402

if __name__ == "__main__":
    count = int(os.environ.get("SCALE", "10000"))
    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    stored = fill(count)
    taken = time.perf_counter() - begun
    rate = f"{stored:,} rows in {taken:.1f} s, {stored / taken:,.0f} rows/s"
    print(f"{connection.vendor}: {count:,} stories, {rate}")
