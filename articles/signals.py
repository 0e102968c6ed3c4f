"""What articles tell the apps above them."""

from __future__ import annotations

from django.dispatch import Signal

# Sent after the commit, with `article` and `languages` (codes of the versions whose public face changed).
article_changed = Signal()

# Sent in the transaction, with `articles` (numbers), `gone` (numbers of tags that end) and `kept` (that of
# the tag in their place): the rows between stories and tags were written past the models, thousands at once.
tags_merged = Signal()
