"""Cleaning of typed text before it is stored."""

from __future__ import annotations

import re

# Characters no reader can see and no sentence of ours needs: control characters (all but tab and line
# ends), soft hyphens, bidirectional overrides and isolates (which can make a text read as another one:
# unicode.org/reports/tr36, section 2.5), zero-width spaces, byte order marks, lone surrogates and
# non-characters. Joiners (U+200C, U+200D) stay: emoji are built with them.
NON_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    f"\ufeff\ufdd0-\ufdef{NON_CHARACTERS}\ud800-\udfff]"
)


def without_invisible(text: str) -> str:
    """Return the text without characters that cannot be seen: what an editor saw is what is stored."""
    return INVISIBLE.sub("", text)
