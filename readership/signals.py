"""What the counting of views tells the apps above it."""

from __future__ import annotations

from django.dispatch import Signal

# Sent in the transaction of the change, with `language`, `period` and `place`: from this place on, counted
# from one among the stories that can be read, others are read most.
ranking_changed = Signal()
