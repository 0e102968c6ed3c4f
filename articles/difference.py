"""What changed between two texts: which words within which paragraphs, for somebody who follows an original.

Words are compared, not their marks: a word made bold or linked elsewhere is the same word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from html.parser import HTMLParser
from typing import Literal, NamedTuple

Op = Literal["same", "added", "removed"]

BLOCKS = {"p", "h2", "h3", "li", "ul", "ol", "blockquote", "hr"}
WORD = re.compile(r"\w+|[^\w\s]")
AKIN = 0.4  # the share of words that two paragraphs have in common when one was made from the other
AHEAD = 8  # how many paragraphs are looked at for the one that another became


class Part(NamedTuple):
    """Some words, and whether they are in both texts, in the new one only, or in the old one only.

    The text is not escaped.
    """

    op: Op
    text: str


def between_texts(old: str, new: str) -> list[list[Part]]:
    """Return the paragraphs of both rich texts in order, each as its parts. A new one is one added part."""
    before, after = paragraphs(old), paragraphs(new)
    return list(_compare(before, after))


def between_lines(old: str, new: str) -> list[Part]:
    """Return the parts of a plain text, such as a title or a lead; none when both are empty."""
    ours, theirs = _Tokens(old), _Tokens(new)
    matcher = SequenceMatcher(None, ours.words, theirs.words)
    parts: list[Part] = []
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            # A word at an end has no blank after it there: take it with the blank that the other text has.
            pairs = zip(range(i1, i2), range(j1, j2), strict=True)
            words = (max(ours.text(i, i + 1), theirs.text(j, j + 1), key=len) for i, j in pairs)
            parts.append(Part("same", "".join(words)))
        if i1 < i2 and op != "equal":
            parts.append(Part("removed", ours.text(i1, i2)))
        if j1 < j2 and op != "equal":
            parts.append(Part("added", theirs.text(j1, j2)))
    return parts


def paragraphs(html: str) -> list[str]:
    """Return the paragraphs, headings and list items of a rich text as plain text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [text for block in reader.blocks if (text := " ".join("".join(block).split()))]


def _compare(before: list[str], after: list[str]) -> Iterator[list[Part]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            yield from ([Part("same", text)] for text in after[j1:j2])
        else:
            yield from _replace(before[i1:i2], after[j1:j2])


def _replace(before: list[str], after: list[str]) -> Iterator[list[Part]]:
    """Pair paragraphs of which one was made from the other; the rest were added or removed."""
    done = 0
    words = [Counter(WORD.findall(text)) for text in after]
    for old in before:
        ours = Counter(WORD.findall(old))
        ahead = range(done, min(done + AHEAD, len(after)))
        best = max(ahead, key=lambda place: _likeness(ours, words[place]), default=None)
        if best is None or _likeness(ours, words[best]) < AKIN:
            yield [Part("removed", old)]
            continue
        yield from ([Part("added", text)] for text in after[done:best])
        yield between_lines(old, after[best])
        done = best + 1
    yield from ([Part("added", text)] for text in after[done:])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words in common, from 0 to 1."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())


class _Tokens:
    """A line as words and signs, each with the blanks after it."""

    def __init__(self, line: str) -> None:
        self.line = line = " ".join(line.split())
        starts = [match.start() for match in WORD.finditer(line)]
        self.words = WORD.findall(line)
        self.ends = [0, *starts[1:], len(line)] if starts else [0]

    def text(self, first: int, last: int) -> str:
        return self.line[self.ends[first] : self.ends[last]]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.blocks.append([])
        elif tag == "br":
            self.blocks[-1].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.blocks.append([])

    def handle_data(self, data: str) -> None:
        self.blocks[-1].append(data)
