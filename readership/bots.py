"""Who is no reader: crawlers, feed readers, link previews, monitors and scripts, told by their user agent."""

from __future__ import annotations

from functools import lru_cache

from is_bot import Bots

LONGEST = 1024  # no browser says so much of itself
# What the list does not know yet, or must not take for a bot; each with what it is.
ALSO_BOTS = (
    r"feedly|inoreader|newsblur|netnewswire|feedbin|theoldreader|miniflux|freshrss|reeder/",  # feed readers
    r"headlesschrome|phantomjs|puppeteer|playwright|gtmetrix",  # browsers without a person
)
READERS: tuple[str, ...] = ()

_known = Bots()
_known.extend(ALSO_BOTS)
_known.exclude(READERS)


@lru_cache(maxsize=8192)
def is_bot(user_agent: str) -> bool:
    """Tell whether a user agent is no person at a browser. Saying nothing, or a page full, is no person's."""
    text = user_agent.strip()
    if not text or len(text) > LONGEST:
        return True
    return bool(_known.is_bot(text))
