from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from images.models import Image
from tests import cast
from tests.factories import make_image
from tests.images.conftest import Upload
from tests.images.pictures import encoded, png_header, two_halves, upload

pytestmark = pytest.mark.django_db

ADD = "/admin/images/image/add/"
PHOTO = encoded(two_halves(300, 200))


@pytest.fixture
def reporter(client: Client) -> Client:
    client.force_login(cast.reporter())
    return client


def typed(content: bytes = PHOTO, name: str = "photo.jpg", **more: str) -> dict[str, object]:
    return {"file": upload(content, name), "focal_point": "0.5x0.5", "alt_hy": "Լիճ", **more}


def errors(client: Client, content: bytes, name: str = "photo.jpg") -> dict[str, list[str]]:
    response = client.post(ADD, typed(content, name))
    assert response.status_code == 200
    assert not Image.objects.exists()
    return dict(response.context["adminform"].form.errors)


def test_a_reporter_adds_a_picture_described_in_armenian_alone(reporter: Client) -> None:
    assert reporter.post(ADD, typed())["Location"] == "/admin/images/image/"
    image = Image.objects.get()
    assert (str(image), image.size) == ("Լիճ", (300, 200))
    assert Path(image.file.path).read_bytes() == PHOTO


def test_a_picture_without_a_description_says_what_it_needs(reporter: Client) -> None:
    response = reporter.post(ADD, {**typed(), "alt_hy": " \u200b"})
    assert response.context["adminform"].form.errors == {
        "alt_en": ["Fill this in, in one language at least."]
    }
    assert not Image.objects.exists()


def test_a_translator_may_describe_pictures_but_not_add_them(client: Client) -> None:
    image = make_image(en="A lake")
    client.force_login(cast.translator())
    assert client.post(ADD, typed()).status_code == 403
    client.post(
        f"/admin/images/image/{image.pk}/change/",
        {"alt_en": "A lake", "alt_hy": "Լիճ", "focal_point": "0.5x0.5"},
    )
    assert Image.objects.filter(alt_hy="Լիճ").exists()


def test_somebody_without_business_at_the_desk_is_sent_to_the_door(client: Client) -> None:
    client.force_login(cast.outsider())
    assert client.post(ADD, typed())["Location"].startswith("/admin/login/")
    assert not Image.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_opened(reporter: Client) -> None:
    assert errors(reporter, png_header(10_000, 6_000), "photo.png") == {
        "file": ["This picture has 60 million pixels; the most that can be taken is 50."]
    }


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (encoded(two_halves(40, 30), "EPS"), "photo.eps"),
        (encoded(two_halves(40, 30), "TIFF"), "photo.tiff"),
        (encoded(two_halves(40, 30), "TIFF"), "photo.jpg"),
    ],
)
def test_a_picture_of_another_kind_is_refused_under_any_name(
    reporter: Client, content: bytes, name: str
) -> None:
    [message] = errors(reporter, content, name)["file"]
    assert message.startswith("This is not a picture that can be read.")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "drawing.svg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "drawing.png"),
        (PHOTO, "page.html"),
        (PHOTO[: len(PHOTO) // 2], "photo.jpg"),
        (b"", "photo.jpg"),
    ],
    ids=["svg", "svg-as-png", "jpeg-as-html", "half-a-photo", "empty"],
)
def test_a_file_that_is_no_picture_or_not_named_as_one_is_refused(
    reporter: Client, content: bytes, name: str
) -> None:
    assert list(errors(reporter, content, name)) == ["file"]


def test_a_picture_whose_name_names_another_kind_is_stored_as_what_it_is(reporter: Client) -> None:
    reporter.post(ADD, typed(encoded(two_halves(40, 30), "PNG"), "photo.jpg"))
    assert Image.objects.get().file.name.endswith(".png")


def test_a_picture_whose_file_was_lost_can_still_be_described(reporter: Client) -> None:
    image = make_image(en="A lake")
    Path(image.file.path).unlink()
    address = f"/admin/images/image/{image.pk}/change/"
    assert reporter.get(address).status_code == 200
    reporter.post(address, {"alt_en": "A lake in winter", "focal_point": "0.5x0.5"})
    assert str(Image.objects.get()) == "A lake in winter"
    assert reporter.get("/admin/images/image/").status_code == 200


def test_the_list_shows_a_small_picture_and_finds_by_any_language(reporter: Client, uploaded: Upload) -> None:
    ready, waiting = uploaded(PHOTO), make_image(ru="Озеро", hy="Լիճ")
    html = reporter.get("/admin/images/image/").content.decode()
    assert f'src="{ready.file.square_96_jpeg}"' in html
    assert f'src="{waiting.file.url}"' in html
    html = reporter.get("/admin/images/image/?q=ОЗЕРО").content.decode()
    assert waiting.file.url in html
    assert ready.file.square_96_jpeg not in html
