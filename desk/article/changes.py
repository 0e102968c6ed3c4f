"""What changed in an original, as the translator sees it: what stayed the same is folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from articles.difference import Op, Part, between_lines, between_texts


class Words(NamedTuple):
    """Some words that came, went or stayed, and the blank after them, which is neither."""

    op: Op
    text: str
    blank: str


@dataclass(frozen=True)
class Passage:
    """A paragraph that changed, or a row of those that did not.

    place: which paragraph of the old text it is, and so of its translation; of one that was added, the
    paragraph before which it was put.
    """

    words: list[Words] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    place: int = 0

    def places(self) -> list[str]:
        """Return the place of each of its paragraphs that is in the new text."""
        last = self.place + len(self.unchanged) if self.unchanged else self.place + self.is_there()
        return [str(place) for place in range(self.place, last)]

    def is_there(self) -> bool:
        """It is not one that went as a whole."""
        return any(words.op != "removed" for words in self.words)


@dataclass(frozen=True)
class Changes:
    """What changed between two texts of an original, by field."""

    title: list[Words]
    lead: list[Words]
    body: list[Passage]

    @property
    def title_is_same(self) -> bool:
        return _is_unchanged(self.title)

    @property
    def lead_is_same(self) -> bool:
        return _is_unchanged(self.lead)

    @property
    def places(self) -> str:
        """Return, for each paragraph of the new text, its place in the old one, with blanks between."""
        return " ".join(place for passage in self.body for place in passage.places())


def between(old: Mapping[str, str], new: Mapping[str, str]) -> Changes:
    return Changes(
        title=_words(between_lines(old["title"], new["title"])),
        lead=_words(between_lines(old["lead"], new["lead"])),
        body=list(_passages(between_texts(old["body"], new["body"]))),
    )


def _passages(paragraphs: list[list[Part]]) -> Iterator[Passage]:
    place = 0
    for is_same, group in groupby(paragraphs, _is_unchanged):
        alike = list(group)
        if is_same:
            yield Passage(unchanged=["".join(part.text for part in parts) for parts in alike], place=place)
            place += len(alike)
            continue
        for parts in alike:
            yield Passage(_words(parts), place=place)
            place += any(part.op != "added" for part in parts)


def _is_unchanged(parts: Iterable[Part | Words]) -> bool:
    return all(part.op == "same" for part in parts)


def _words(parts: list[Part]) -> list[Words]:
    return [Words(op, text.rstrip(), text[len(text.rstrip()) :]) for op, text in parts]
