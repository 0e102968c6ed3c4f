"""What articles tell the apps above them."""

from __future__ import annotations

from django.dispatch import Signal

# Sent after the commit, with `article` and `languages` (codes of the versions whose public face changed).
article_changed = Signal()
