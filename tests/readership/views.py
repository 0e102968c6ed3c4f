"""Views to put into a spool."""

from __future__ import annotations

import sys

from readership.slots import Record
from readership.spool import Spool

VIEW = Record(at=1_764_331_200_000, article=12, language="hy", visit=2**63 - 1, before=0, host="t.me")


def put(spool: Spool, view: Record) -> bool:
    """Store a view, as counting does."""
    visit, before = named(view.visit), named(view.before)
    return spool.append(view.at, view.article, view.language, visit, before, view.host)


def named(visit: int) -> bytes:
    """Return the bytes of which a number of 63 bits is made."""
    return (visit << 1).to_bytes(8, sys.byteorder)
