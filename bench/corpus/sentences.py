"""Makes texts out of the words: the same numbers give the same text, in each language."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bench.corpus.words import DID, SAID, WHEN, WHO
from languages.slugs import slugify

LANGUAGES = ("en", "ru", "hy")
SHORTEST, USUAL, LONGEST = 200, 300, 600  # words of a body in English
LONGEST_TITLE = 110
STOP = {"en": ".", "ru": ".", "hy": "։"}
IN_PARAGRAPH = 4  # sentences
WORDS_A_SENTENCE = 16.2  # in English, with what is said at the end of a paragraph


@dataclass(frozen=True)
class Text:
    """What a language version says."""

    title: str
    slug: str
    lead: str
    body: str


def texts(count: int, dice: random.Random) -> list[dict[str, Text]]:
    """Return so many stories, each in all languages."""
    return [_story(dice) for _ in range(count)]


def _story(dice: random.Random) -> dict[str, Text]:
    headline, opening, *rest = (_numbers(dice) for _ in range(_length(dice)))
    story = {}
    for place, code in enumerate(LANGUAGES):
        title = _title(headline, place)
        lead = f"{_sentence(opening, place)} {SAID[headline[0] % len(SAID)][place]}"
        story[code] = Text(title, slugify(title, code), lead, _body(rest, place))
    return story


def _title(numbers: tuple[int, int, int, bool], place: int) -> str:
    """Return a headline, without its circumstance where it would not fit the column."""
    whole = _sentence(numbers, place).removesuffix(STOP[LANGUAGES[place]])
    who, did = WHO[numbers[0]][place], DID[numbers[1]][place]
    return whole if len(whole) <= LONGEST_TITLE else f"{who[0].upper()}{who[1:]} {did}"


def _length(dice: random.Random) -> int:
    """Return how many sentences make a body of a believable length, headline and lead included."""
    return 2 + round(dice.triangular(SHORTEST, LONGEST, USUAL) / WORDS_A_SENTENCE)


def _numbers(dice: random.Random) -> tuple[int, int, int, bool]:
    return dice.randrange(len(WHO)), dice.randrange(len(DID)), dice.randrange(len(WHEN)), dice.random() < 0.5


def _sentence(numbers: tuple[int, int, int, bool], place: int) -> str:
    who, did, when, late = numbers
    parts = [WHO[who][place], DID[did][place], WHEN[when][place]]
    words = " ".join(parts if late else [parts[2], parts[0], parts[1]])
    return f"{words[0].upper()}{words[1:]}{STOP[LANGUAGES[place]]}"


def _body(sentences: list[tuple[int, int, int, bool]], place: int) -> str:
    paragraphs = []
    for start in range(0, len(sentences), IN_PARAGRAPH):
        some = sentences[start : start + IN_PARAGRAPH]
        said = SAID[(some[0][0] + some[-1][1]) % len(SAID)][place]
        paragraphs.append(f"<p>{' '.join(_sentence(numbers, place) for numbers in some)} {said}</p>")
    return "".join(paragraphs)
