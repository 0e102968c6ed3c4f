"""What the media library tells the apps above it."""

from __future__ import annotations

from django.dispatch import Signal

# Sent with `number`, the key of a picture that looks different to readers since its renditions were made.
picture_changed = Signal()
