"""Whatever is typed into any text field, every public page stays a page, and shows it as mere text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db.models import Field, Model, SlugField, URLField, Value
from django.test import Client

from articles.models import Article, Correction, Tag
from authors.models import Author
from categories.models import Category
from images.models import Image
from languages.fields import CleanText, LineField
from publication.models import Page, Publication
from publication.richtext import RichTextField
from tests.reader.paper import LANGUAGES, Paper
from tests.reader.reading import document, read, text

pytestmark = pytest.mark.django_db
MODELS: tuple[type[Model], ...] = (Article, Correction, Tag, Author, Category, Image, Page, Publication)

# What is typed, and what is left of it to be seen.
HOSTILE = {
    "markup": ('"><img src=x onerror=alert(1)>',) * 2,
    "markup in single quotes": ("'><svg onload=alert(1)>",) * 2,
    "the end of a title": ("</title></h1><script>alert(1)</script>",) * 2,
    "comments": ("<!-- --!> <![CDATA[ ]]> <?xml ?>",) * 2,
    "entities": ("&lt;b&gt; &amp; &#0; &quot;",) * 2,
    "template code": ("{{ 7|add:7 }} {% now %} ${7} %(x)s %s",) * 2,
    "control characters": ("a\x00b\x01c\x08d\x0be\x1bf\x7fg\x85h\x9fi", "abcdefghi"),
    "reversed text": ("report\u202efdp.exe\u2066\u200f", "reportfdp.exe"),
    "no characters": ("a\ufffeb\ufdd0c\ud800d\U0001fffee\U0010fffff", "abcdef"),
    "emoji": ("👩‍👩‍👧‍👦 🇦🇲 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☕️",) * 2,
    "mixed scripts": ("Аррle Հայ яблоко αβγ العربية 漢字",) * 2,
    "marks upon marks": ("Z̸̢̛͔a̷l̶g̵o̶",) * 2,
    "one long word": ("ա" * 50,) * 2,
}
BODY = '<p>{0}</p><a href="javascript:alert(1)" onclick="alert(1)">x</a><b style="x">{0}</b><form>{0}</form>'


def text_fields(model: type[Model]) -> Iterator[Field[Any, Any]]:
    """Yield the columns into which people type: of translated fields those of the languages."""
    translated = {field.name.rpartition("_")[0] for field in model._meta.fields if is_of_a_language(field)}
    for field in model._meta.fields:
        if isinstance(field, CleanText | RichTextField) and field.name not in translated:
            yield field


def is_of_a_language(field: Field[Any, Any]) -> bool:
    return hasattr(field, "translated_field")


def spoil(hostile: str) -> None:
    """Write a string into every text field of everything there is."""
    for model in MODELS:
        for number, thing in enumerate(model._default_manager.order_by("pk")):
            for field in text_fields(model):
                typed = BODY.format(hostile) if isinstance(field, RichTextField) else hostile
                unique = "" if number == 0 else str(number)  # two tags may not share a name
                setattr(thing, field.name, f"{typed}{unique}")
            thing.save()


def assert_harmless(page: BeautifulSoup) -> None:
    assert page.select("img[src=x], svg[onload], style, form:not([role=search]), [style]") == []
    assert page.select("script:not([src^='/static/'], [type='application/ld+json'])") == []
    assert page.select('[href^="javascript:" i]') == []
    names = {name for element in page.find_all(True) for name in element.attrs}
    assert not [name for name in names if name.startswith("on")]


def test_every_text_field_is_spoilt() -> None:
    found = {f"{model.__name__}.{field.name}" for model in MODELS for field in text_fields(model)}

    assert {"Article.title_hy", "Article.body_ru", "Article.source_name", "Image.credit"} <= found
    assert {"Tag.name_en", "Page.body_en", "Publication.footer_notice_ru", "Correction.text_hy"} <= found
    assert not {"Article.title", "Page.body", "Tag.name"} & found


@pytest.mark.parametrize(("name", "language"), list(zip(HOSTILE, cycle(LANGUAGES), strict=False)))
def test_pages_stay_pages_and_show_it_as_text(client: Client, paper: Paper, name: str, language: str) -> None:
    typed, shown = HOSTILE[name]
    spoil(typed)
    for address in (*paper.pages(language), *paper.dead_ends(language)):
        response = client.get(address)
        assert response.status_code in {200, 404}, address
        page = document(response.content)
        assert_harmless(page)
        assert shown in text(page, ".nameplate__name"), address
        assert shown in text(page, "title"), address


@pytest.mark.parametrize("name", HOSTILE)
def test_a_story_shows_it_wherever_it_was_typed(client: Client, paper: Paper, name: str) -> None:
    typed, shown = HOSTILE[name]
    spoil(typed)

    page = read(client, Article.objects.get(pk=paper.article.pk).version("hy").get_absolute_url())

    for place in (
        *("h1", ".article__lead", ".kicker", ".byline__authors", ".caption__text", ".caption__credit"),
        *(".correction > p:last-child", ".article__source", ".tags", ".footer__notice", ".card__title"),
    ):
        assert shown in text(page, place), place
    described = page.select_one("meta[name=description]")
    assert described is not None and shown in str(described["content"])
    assert all(shown in str(image["alt"]) for image in page.select(".article__figure img"))


def test_a_text_that_went_around_the_model_is_cleaned_on_its_page(client: Client, paper: Paper) -> None:
    planted = '<p onclick="alert(1)">Still here</p><script>alert(1)</script>'
    Article.objects.update(body_en=Value(planted))
    Page.objects.update(body_en=Value(planted))

    for address in (paper.article.get_absolute_url(), "/en/pages/about/"):
        page = read(client, address)
        assert_harmless(page)
        assert text(page, ".prose") == "Still here"


@pytest.mark.parametrize("name", ["control characters", "reversed text", "no characters"])
def test_what_cannot_be_seen_is_not_kept(paper: Paper, name: str) -> None:
    typed, shown = HOSTILE[name]
    spoil(typed)

    for model in MODELS:
        for thing in model._default_manager.all():
            for field in text_fields(model):
                kept = getattr(thing, field.name)
                assert shown in kept and not set(typed) - set(shown) & set(kept), field


@pytest.mark.parametrize("model", MODELS)
def test_a_line_of_ten_thousand_characters_is_refused(paper: Paper, model: type[Model]) -> None:
    thing = model._default_manager.order_by("pk").first()
    assert thing is not None
    lines = [field.name for field in text_fields(model) if isinstance(field, LineField)]
    assert lines or model is Correction

    assert not set(lines) & refused(thing)
    for line in lines:
        setattr(thing, line, "a" * 10_000)

    assert set(lines) <= refused(thing)


def refused(thing: Model) -> set[str]:
    """Return the fields that a thing's validation complains of."""
    try:
        thing.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", '"><img src=x onerror=alert(1)>', "data:text/html,x"]
)
def test_an_address_that_is_none_is_refused(paper: Paper, typed: str) -> None:
    for model in (Article, Publication):
        thing = model._default_manager.order_by("pk").first()
        assert thing is not None
        addresses = {field.name for field in model._meta.fields if isinstance(field, URLField)}
        for field in addresses:
            setattr(thing, field, typed)
        assert addresses and addresses <= refused(thing)


@pytest.mark.parametrize(
    "typed", ['"><img src=x onerror=alert(1)>', "a b", "a/b", "\u202ea", "озеро", "x" * 200]
)
def test_a_slug_that_is_none_is_refused(paper: Paper, typed: str) -> None:
    for model in (Article, Category, Author, Tag, Page):
        thing = model._default_manager.order_by("pk").first()
        assert thing is not None
        slugs = [field.name for field in model._meta.fields if isinstance(field, SlugField)]
        for field in slugs:
            setattr(thing, field, typed)
        assert slugs and refused(thing) & set(slugs), model
