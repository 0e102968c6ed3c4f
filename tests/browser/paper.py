"""A small paper with every kind of page, for tests that look at all of them."""

from __future__ import annotations

from articles.models import Article, Correction
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_image,
    make_page,
    make_publication,
    make_tag,
    set_translated,
)

LANGUAGES = ("en", "ru", "hy")


def make_paper() -> Article:
    """Make the paper and return its leading story, which has everything a story can have."""
    publication = make_publication(x_url="https://x.com/meridian_example")
    set_translated(publication, "tagline", en="A daily", ru="Ежедневная газета", hy="Օրաթերթ")
    publication.save()
    make_page(slug="about", en="About us", ru="О газете", hy="Մեր մասին")
    world = make_category(slug="world", en="World", ru="Мир", hy="Աշխարհ")
    author = make_author(slug="anna", en="Anna Petrosyan", ru="Анна Петросян", hy="Աննա Պետրոսյան")
    tag = make_tag(slug="water", en="Water", ru="Вода", hy="Ջուր")
    picture = make_image(width=1280, height=720, en="A lake", ru="Озеро", hy="Լիճ")
    make_article(languages=("en",), category=world, lead_image=picture)
    stories = [
        make_article(
            languages=LANGUAGES,
            category=world,
            authors=(author,),
            tags=(tag,),
            lead_image=picture,
            source_name="Meridian",
        )
        for _ in range(6)
    ]
    note = Correction(article=stories[-1])
    set_translated(note, "text", en="A figure was wrong.", ru="Цифра была неверна.", hy="Թիվը սխալ էր։")
    note.save()
    return stories[-1]


def addresses(story: Article, language: str) -> list[str]:
    """Return the addresses of every kind of public page in a language."""
    paths = ("", "world/", "authors/anna/", "tags/water/", "pages/about/", "nothing-here/")
    return [*(f"/{language}/{path}" for path in paths), story.version(language).get_absolute_url()]
