"""Stories until the corpus is there."""

from __future__ import annotations

import random

from tests.factories import (
    BODIES,
    TITLES,
    make_article,
    make_author,
    make_category,
    make_publication,
    make_tag,
)

SECTIONS = ("world", "politics", "economy", "society", "culture", "sport")


def build(scale: int) -> None:
    dice = random.Random(1)
    make_publication()
    names = {"en": "Section", "ru": "Раздел", "hy": "Բաժին"}
    sections = [
        make_category(slug=slug, position=n, **{c: f"{w} {n}" for c, w in names.items()})
        for n, slug in enumerate(SECTIONS)
    ]
    authors = [make_author() for _ in range(20)]
    tags = [make_tag(slug=f"t{n}", en=f"Topic {n}", ru=f"Тема {n}", hy=f"Թեմա {n}") for n in range(40)]
    before = dict(BODIES), dict(TITLES)
    for number in range(scale):
        for code in BODIES:
            words = before[0][code].replace("<p>", "").replace("</p>", "").split()
            BODIES[code] = "".join("<p>" + " ".join(dice.choices(words, k=60)) + "</p>" for _ in range(10))
            TITLES[code] = f"{before[1][code]} {number}"
        make_article(
            languages=("en", "ru", "hy"),
            category=dice.choice(sections),
            authors=(dice.choice(authors),),
            tags=tuple(dice.sample(tags, 3)),
        )
