"""What readers see of each thing, by key. Two of these, before and after, tell what a change touches.

A draft has no face, so work on it touches nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from django.db.models import Model
from modeltranslation.translator import translator

from articles.models import Article, Tag
from articles.querysets import IMAGE_FACTS, TEXT_FIELDS
from articles.states import State
from articles.versions import LanguageVersion
from authors.models import Author
from categories.models import Category
from delivery import keys
from delivery.keys import Touched
from images.models import Image
from languages import registry
from languages.columns import column, phrase
from publication.models import Page, Publication

Faces = Mapping[Touched, Hashable]
FACTS = ("kind", "category_id", "lead_image_id")
MORE_FACTS = ("source_name", "source_url", "breaking_until")
INVISIBLE = ("created_at",)


def differences(before: Faces, after: Faces) -> set[Touched]:
    """Return what looks different now."""
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def of_article(article: Article) -> Faces:
    """Return the faces of a story in the languages in which it is published, or will be. Two queries."""
    out = [version for version in article.versions() if version.state == State.PUBLISHED]
    presence = {version.language: _presence(version) for version in out}
    places = _places(article) if out else []
    faces: dict[Touched, Hashable] = {}
    for version in out:
        faces |= _of_version(version, places, presence)
    return faces


def of_publication(publication: Publication) -> Faces:
    faces: dict[Touched, Hashable] = {}
    for code in registry.codes():
        faces[Touched(keys.frame(code))] = _face(publication, code)
        named = (phrase(publication, "name", code), phrase(publication, "tagline", code))
        faces[Touched(keys.paper(code))] = named
    return faces


def of_category(category: Category) -> Faces:
    """A section stands in the frame of all pages, without its description."""
    faces: dict[Touched, Hashable] = {
        Touched(keys.ADDRESSES): category.slug,
        Touched(keys.SECTIONS): category.slug,
    }
    for code in registry.codes():
        named = (category.pk, category.slug, category.position, phrase(category, "name", code))
        faces[Touched(keys.frame(code))] = named
        faces[Touched(keys.thing("section", category.pk, code))] = named
        faces[Touched(keys.thing("category", category.pk, code))] = _face(category, code)
    return faces


def of_page(page: Page) -> Faces:
    """A static page is linked from the frame of all pages in its languages."""
    faces: dict[Touched, Hashable] = {Touched(keys.ADDRESSES): (page.slug, *page.languages())}
    for code in registry.codes():
        if code in page.languages():
            linked = (page.pk, page.slug, page.position, phrase(page, "title", code))
            faces[Touched(keys.frame(code))] = linked
        faces[Touched(keys.thing("page", page.pk, code))] = (_face(page, code), *page.languages())
    return faces


def of_image(image: Image) -> Faces:
    faces: dict[Touched, Hashable] = {Touched(keys.file(image.pk)): _values(image, IMAGE_FACTS)}
    for code in registry.codes():
        words = (getattr(image, column("alt", code)), phrase(image, "caption", code))
        faces[Touched(keys.thing("image", image.pk, code))] = (*words, image.credit, image.rights)
    return faces


def of_other(thing: Author | Tag) -> Faces:
    """An author or a tag."""
    kind = thing._meta.model_name or ""
    faces: dict[Touched, Hashable] = {
        Touched(keys.thing(kind, thing.pk, code)): _face(thing, code) for code in registry.codes()
    }
    faces[Touched(keys.ADDRESSES)] = thing.slug
    return faces


def _of_version(version: LanguageVersion, places: list[str], presence: Mapping[str, Hashable]) -> Faces:
    article, number, code = version.article, version.article.pk, version.language
    card = (presence[code], version.title, version.lead, *_values(article, FACTS))
    at = version.published_at.timestamp() if version.published_at else None
    listed = {Touched(keys.stories(code, place), at): _standing_in_lists(version) for place in places}
    return {
        Touched(keys.presence(number, code)): presence[code],
        Touched(keys.card(number, code)): card,
        Touched(keys.text(number, code)): (card, _texts(version), *_values(article, MORE_FACTS)),
        Touched(keys.article(number, code)): (article.original_language, *sorted(presence.items())),
        Touched(keys.times(code), at): (card, version.updated_at),
        **listed,
    }


def _standing_in_lists(version: LanguageVersion) -> Hashable:
    """Return what decides whether and where a version stands in lists."""
    return (version.published_at, version.withdrawn_at)


def _presence(version: LanguageVersion) -> Hashable:
    return (version.slug, version.article.category_id, version.published_at, version.withdrawn_at)


def _texts(version: LanguageVersion) -> Hashable:
    return (*(getattr(version, name) for name in TEXT_FIELDS), version.updated_at)


def _places(article: Article) -> list[str]:
    """Return the lists in which a story stands: that of the paper, of its section, authors and topics."""
    authors = article.bylines.values_list("author_id", flat=True)
    tags = article.tagged_items.values_list("tag_id", flat=True)
    return [
        "",
        f"category:{article.category_id}",
        *(f"author:{key}" for key in authors),
        *(f"tag:{key}" for key in tags),
    ]


def _face(thing: Model, language: str) -> Hashable:
    """Return all that is stored of a thing, its translated fields as readers of a language see them."""
    translated = translator.get_options_for_model(type(thing)).get_field_names()
    return (*_shared(thing, set(translated)), *(phrase(thing, name, language) for name in translated))


def _shared(thing: Model, translated: set[str]) -> Iterator[str]:
    own = {f"{name}_{code}" for name in translated for code in registry.codes()} | translated
    for field in thing._meta.concrete_fields:
        if field.name not in own and field.name not in INVISIBLE:
            yield str(getattr(thing, field.attname))


def _values(thing: Any, names: tuple[str, ...]) -> tuple[Hashable, ...]:
    return tuple(str(getattr(thing, name)) for name in names)
