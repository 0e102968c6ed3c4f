from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from django.template import Context, Template
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from images.models import Image
from tests.factories import make_image, set_translated
from tests.images.conftest import Upload
from tests.images.pictures import encoded, two_halves

pytestmark = pytest.mark.django_db


def printed(image: Image, arguments: str = "'wide' sizes='100vw'", language: str = "en") -> Tag:
    source = "{% load images %}{% picture image " + arguments + " %}"
    with translation.override(language):
        html = Template(source).render(Context({"image": image}))
    picture = BeautifulSoup(html, "html.parser").picture
    assert picture is not None
    return picture


def only_image(picture: Tag) -> Tag:
    [tag] = picture.find_all("img")
    return tag


@pytest.fixture
def lake(uploaded: Upload) -> Image:
    image = uploaded(encoded(two_halves(700, 500)))
    set_translated(image, "alt", en="A lake", hy="Լիճ")
    image.save()
    return image


def test_a_browser_is_offered_each_format_in_each_width(lake: Image) -> None:
    picture = printed(lake)
    sources = picture.find_all("source")
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    for tag, suffix in zip([*sources, only_image(picture)], (".avif", ".webp", ".jpg"), strict=True):
        assert tag["sizes"] == "100vw"
        candidates = [candidate.split() for candidate in str(tag["srcset"]).split(", ")]
        assert [width for _url, width in candidates] == ["320w", "640w"]
        for url, _width in candidates:
            assert url.endswith(suffix)
            assert lake.file.storage.exists(url.removeprefix("/media/"))


@pytest.mark.parametrize(
    ("shape", "size"), [("wide", ("640", "360")), ("full", ("640", "457")), ("square", ("192", "192"))]
)
def test_the_page_knows_the_size_before_the_picture_arrives(
    lake: Image, shape: str, size: tuple[str, str]
) -> None:
    tag = only_image(printed(lake, f"'{shape}' sizes='50vw'"))
    assert (tag["width"], tag["height"]) == size


def test_a_small_picture_is_offered_at_its_own_size(uploaded: Upload) -> None:
    tag = only_image(printed(uploaded(encoded(two_halves(200, 100))), "'full' sizes='100vw'"))
    assert (tag["width"], tag["height"]) == ("200", "100")
    assert str(tag["srcset"]).endswith(" 200w")


def test_only_the_first_picture_of_a_page_is_loaded_at_once(lake: Image) -> None:
    first = only_image(printed(lake, "'wide' sizes='100vw' first=True"))
    assert first["fetchpriority"] == "high"
    assert not first.has_attr("loading")
    other = only_image(printed(lake))
    assert other["loading"] == "lazy"
    assert not other.has_attr("fetchpriority")


@pytest.mark.parametrize(("language", "alt"), [("en", "A lake"), ("hy", "Լիճ"), ("ru", "")])
def test_a_picture_is_described_in_the_language_of_the_page_or_not_at_all(
    lake: Image, language: str, alt: str
) -> None:
    assert only_image(printed(lake, language=language))["alt"] == alt


def test_a_page_may_describe_the_picture_itself(lake: Image) -> None:
    assert only_image(printed(lake, "'wide' sizes='100vw' alt=''"))["alt"] == ""
    assert only_image(printed(lake, "'wide' sizes='100vw' alt='Portrait'"))["alt"] == "Portrait"


def test_a_hostile_description_is_harmless(lake: Image) -> None:
    set_translated(lake, "alt", en='"><img src=x onerror=alert(1)>')
    tag = only_image(printed(lake))
    assert tag["alt"] == '"><img src=x onerror=alert(1)>'
    assert not tag.has_attr("onerror")


def test_the_original_stands_in_until_there_are_renditions() -> None:
    image = make_image(width=80, height=40)
    picture = printed(image)
    assert picture.find_all("source") == []
    tag = only_image(picture)
    assert tag["src"] == image.file.url
    assert (tag["width"], tag["height"]) == ("80", "40")
    assert not tag.has_attr("srcset")


def test_printing_a_picture_queries_nothing(
    lake: Image, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        printed(lake)
