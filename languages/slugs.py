"""ASCII slugs that a reader of the language would write: Հայաստան -> hayastan, Ереван -> erevan.

The general libraries make Armenian unreadable (ու -> ow, ը -> e) or lose letters (և), so the two tables
are our own. Romanisation is by sound, one letter at a time, with the few pairs that need their context.
"""

from __future__ import annotations

import re
import unicodedata

from django.utils.text import slugify as ascii_slug

MAX_LENGTH = 90

RUSSIAN = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            [
                "a",
                "b",
                "v",
                "g",
                "d",
                "e",
                "yo",
                "zh",
                "z",
                "i",
                "y",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "kh",
                "ts",
                "ch",
                "sh",
                "shch",
                "",
                "y",
                "",
                "e",
                "yu",
                "ya",
            ],
            strict=True,
        )
    )
)
# A sign before a vowel is heard as a "y" (объединение -> obyedinenie); the endings -ий and -ый as one "y".
RUSSIAN_PAIRS = {"ъе": "ye", "ье": "ye", "ъё": "yo", "ьё": "yo", "ьи": "yi"}
RUSSIAN_ENDING = re.compile(r"[иы]й\b")

ARMENIAN = str.maketrans(
    dict(
        zip(
            "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
            [
                "a",
                "b",
                "g",
                "d",
                "e",
                "z",
                "e",
                "y",
                "t",
                "zh",
                "i",
                "l",
                "kh",
                "ts",
                "k",
                "h",
                "dz",
                "gh",
                "ch",
                "m",
                "y",
                "n",
                "sh",
                "o",
                "ch",
                "p",
                "j",
                "r",
                "s",
                "v",
                "t",
                "r",
                "ts",
                "v",
                "p",
                "k",
                "o",
                "f",
                "ev",
            ],
            strict=True,
        )
    )
)
ARMENIAN_START = {"ե": "ye", "և": "yev", "ո": "vo"}
ARMENIAN_PAIRS = {"ու": "u", "եւ": "ev"}
ARMENIAN_IN_WORD_MARKS = re.compile("[\u055a-\u055f]")
# Between two words without a space: all dashes and the Armenian hyphen, strokes, three dots.
BETWEEN_WORDS = re.compile("[\u2010-\u2015\u2212\u058a/]|\\.{2,}")


def slugify(text: str, language: str) -> str:
    """Return an ASCII slug of at most 90 characters, cut between words; "" if no letter is left."""
    letters = BETWEEN_WORDS.sub("-", unicodedata.normalize("NFKC", text.casefold()))
    romanise = {"ru": _romanise_russian, "hy": _romanise_armenian}.get(language)
    # A headline may quote another of the paper's languages, so the other table follows.
    for step in (romanise, _romanise_russian, _romanise_armenian):
        letters = step(letters) if step else letters
    return _cut(ascii_slug(letters.replace("’", "").replace("'", "")))


def _romanise_russian(text: str) -> str:
    text = RUSSIAN_ENDING.sub("y", text)
    for pair, sound in RUSSIAN_PAIRS.items():
        text = text.replace(pair, sound)
    return text.translate(RUSSIAN)


def _romanise_armenian(text: str) -> str:
    text = ARMENIAN_IN_WORD_MARKS.sub("", text).replace("եւ", "և")
    text = re.sub(r"\bու", "u", text)
    text = re.sub(r"\bո(?=վ)", "o", text)  # ով, ովքեր: "ov", not "vov"
    text = re.sub(r"\b[եևո]", lambda match: ARMENIAN_START[match[0]], text)
    for pair, sound in ARMENIAN_PAIRS.items():
        text = text.replace(pair, sound)
    return text.translate(ARMENIAN)


def _cut(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    return slug[: MAX_LENGTH + 1].rsplit("-", 1)[0][:MAX_LENGTH]
