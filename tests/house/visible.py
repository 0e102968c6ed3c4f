"""What somebody sees or hears of a page, and in which script each piece of it should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from languages.registry import REGISTRY

SPOKEN_ATTRIBUTES = (
    *("title", "alt", "aria-label", "placeholder", "label"),
    *(
        "data-now",
        "data-later",
        "data-saved",
        "data-unsaved",
        "data-copied",
        "data-failed",
        "data-undo",
        "data-undone",
    ),  # what scripts say
)
NOT_SAID = ("script", "style", "template", "textarea", "bdi")  # what was typed, and bits of a password's hash
BUTTONS = ("submit", "button", "reset")
# Not words of a language: addresses, file names, placeholders of a format.
TECHNICAL = re.compile(r"https?:\S+|\S+@\S+|\S+\.(?:jpe?g|png|webp|avif)\b|(?<!\w)[/@]\S+")
WORD = re.compile(r"[^\W\d_]+")

# Names that are the same in every language.
NAMES = {
    *("X", "Twitter", "YouTube", "Instagram", "Facebook", "Telegram"),
    *("App", "Store", "Google", "Play"),
    *("Control", "Command", "Mac"),  # what stands on the keys
    *(language.name for language in REGISTRY.values()),  # every language calls itself by its own name
    *(language.label for language in REGISTRY.values()),  # the short labels of the desk
}


def pieces(html: str) -> Iterator[tuple[str, str]]:
    """Yield every piece of text that a page shows or says, with the language it claims to be in."""
    for node in BeautifulSoup(html, "html.parser").descendants:
        if isinstance(node, Tag):
            yield from ((text, claimed(node)) for text in spoken(node))
        elif is_text(node) and node.parent and node.parent.name not in NOT_SAID:
            yield str(node), claimed(node.parent)


def is_text(node: PageElement) -> bool:
    """Tell text from comments and declarations."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def spoken(tag: Tag) -> list[str]:
    """Return the texts that stand in an element's attributes."""
    texts = [str(tag[name]) for name in SPOKEN_ATTRIBUTES if tag.get(name)]
    if tag.name == "input" and tag.get("type") in BUTTONS:
        texts.append(str(tag.get("value", "")))
    if tag.name == "meta" and tag.get("name") == "description":
        texts.append(str(tag["content"]))
    return texts


def claimed(tag: Tag) -> str:
    """Return the language an element is marked with, itself or from around."""
    marked = (around for around in (tag, *tag.parents) if "lang" in around.attrs)
    return str(next(marked, {"lang": ""})["lang"])


def strange_words(html: str, also: frozenset[str] = frozenset()) -> list[str]:
    """Return the words of a page that are not in the script of the language they claim to be in.

    also: words that may stand on this page in any script.
    """
    return sorted(
        {
            word
            for text, language in pieces(html)
            for word in WORD.findall(TECHNICAL.sub(" ", text))
            if word not in NAMES | also and not is_written_in(word, language)
        }
    )


@cache
def is_written_in(word: str, language: str) -> bool:
    """Tell whether every letter of a word belongs to a language's script."""
    if language not in REGISTRY:
        return False
    return all(unicodedata.name(letter, "").startswith(REGISTRY[language].script) for letter in word)
