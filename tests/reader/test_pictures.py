"""Pictures are served in the sizes a screen needs, and a page survives the loss of any of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client

from articles.models import Article
from images.models import Image
from images.renditions import RECIPE
from images.tasks import make_renditions
from tests.factories import make_article, make_author, make_category, make_image, make_tag, set_translated
from tests.reader.reading import read, text, texts

pytestmark = pytest.mark.django_db
PLACES = ("/en/", "/en/world/", "/en/tags/water/", "/en/authors/anna/")


def make_illustrated(picture: Image) -> Article:
    """Make a story that shows a picture wherever it is listed, by an author who shows it too."""
    anna = make_author(slug="anna")
    anna.picture = picture
    anna.save()
    story = make_article(
        category=make_category(slug="world"), authors=(anna,), tags=(make_tag(slug="water"),)
    )
    Article.objects.filter(pk=story.pk).update(lead_image=picture)
    return story


def lost(picture: Image) -> None:
    Path(picture.file.path).unlink()


def lost_before_it_was_measured(picture: Image) -> None:
    Path(picture.file.path).unlink()
    Image.objects.filter(pk=picture.pk).update(width=None, height=None)


def lost_after_its_renditions_were_promised(picture: Image) -> None:
    Path(picture.file.path).unlink()
    Image.objects.filter(pk=picture.pk).update(width=None, height=None, rendered_by=RECIPE)


def broken(picture: Image) -> None:
    Path(picture.file.path).write_bytes(b"\xff\xd8 this is no picture")
    Image.objects.filter(pk=picture.pk).update(width=None, height=None)


def removed(picture: Image) -> None:
    Image.objects.filter(pk=picture.pk).update(file="", rendered_by=RECIPE)


@pytest.mark.parametrize(
    "harm", [lost, lost_before_it_was_measured, lost_after_its_renditions_were_promised, broken, removed]
)
def test_pages_can_be_read_without_the_picture(client: Client, harm: Callable[[Image], None]) -> None:
    picture = make_image(credit="Aram", en="A lake")
    story = make_illustrated(picture)
    harm(picture)

    for place in PLACES:
        assert texts(read(client, place), ".card__title") == ["Lake level rises for the third year"]
    page = read(client, story.get_absolute_url())
    assert text(page, ".prose") == "The water rose by nine centimetres."
    assert text(page, ".caption") == "Aram"
    described = [image["alt"] for image in page.select(".article__figure img")]
    assert described == ([] if harm is removed else ["A lake"])


def test_a_picture_that_cannot_be_read_keeps_its_original_on_the_page(client: Client) -> None:
    picture = make_image()
    story = make_illustrated(picture)
    broken(picture)

    make_renditions.enqueue(picture.pk)

    page = read(client, story.get_absolute_url())
    assert [image["src"] for image in page.select(".article__figure img")] == [picture.file.url]
    assert page.select("source, [srcset], img[width]") == []


def test_renditions_are_offered_in_three_formats_once_they_are_made(client: Client) -> None:
    picture = make_image(width=700, height=400)
    story = make_illustrated(picture)
    assert read(client, story.get_absolute_url()).select("source") == []

    make_renditions.enqueue(picture.pk)

    figure = read(client, story.get_absolute_url()).select_one(".article__figure")
    assert figure is not None
    assert [source["type"] for source in figure.select("source")] == ["image/avif", "image/webp"]
    offered = [str(found["srcset"]) for found in figure.select("[srcset]")]
    addresses = [candidate.split()[0] for srcset in offered for candidate in srcset.split(",")]
    assert len(addresses) == 3
    for address in addresses:
        with closing(client.get(address)) as file:
            assert file.status_code == 200


def test_the_first_picture_is_loaded_at_once_and_the_others_when_they_are_near(client: Client) -> None:
    picture = make_image()
    for _ in range(3):
        make_article(lead_image=picture)

    first, *others = read(client, "/en/").select("main img")

    assert first["fetchpriority"] == "high" and not first.has_attr("loading")
    assert others and all(image["loading"] == "lazy" for image in others)


def test_a_picture_is_described_and_explained_in_the_language_of_the_page(client: Client) -> None:
    picture = make_image(credit="Aram Vardanyan", en="A lake", ru="Озеро")
    set_translated(picture, "caption", en="The lake at dawn")
    picture.save()
    story = make_article(languages=("en", "ru", "hy"), lead_image=picture)

    def shown(language: str) -> tuple[str, list[str]]:
        page = read(client, story.version(language).get_absolute_url())
        return str(page.select(".article__figure img")[0]["alt"]), texts(page, ".caption span")

    assert shown("en") == ("A lake", ["The lake at dawn", "Aram Vardanyan"])
    assert shown("ru") == ("Озеро", ["Aram Vardanyan"])
    assert shown("hy") == ("", ["Aram Vardanyan"])


def test_a_picture_with_nothing_to_say_has_no_caption(client: Client) -> None:
    story = make_article(lead_image=make_image(credit=""))

    assert read(client, story.get_absolute_url()).select("figcaption") == []
