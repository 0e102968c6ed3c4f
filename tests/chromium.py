"""Finds the system's Chromium. `python -m tests.chromium` prints its path, or fails."""

from __future__ import annotations

import shutil
import sys

# Without these, Chromium looks for hosts outside at every start.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


if __name__ == "__main__":
    found = executable()
    print(found or "")
    sys.exit(0 if found else 1)
