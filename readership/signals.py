"""What the counting of views tells the apps above it."""

from __future__ import annotations

from django.dispatch import Signal

# Sent in the transaction of the change, with `language` and `period`: other stories are read most.
ranking_changed = Signal()
