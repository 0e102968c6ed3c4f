from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from publication.sharing import SERVICES, links, validate_services

URL = "https://meridian.example/ru/world/12-most/"
TITLE = "Мост & «тоннель» 100%"
ENCODED_URL = "https%3A%2F%2Fmeridian.example%2Fru%2Fworld%2F12-most%2F"
ENCODED_TITLE = (
    "%D0%9C%D0%BE%D1%81%D1%82%20%26%20%C2%AB%D1%82%D0%BE%D0%BD%D0%BD%D0%B5%D0%BB%D1%8C%C2%BB%20100%25"
)


def keys(chosen: str, language: str) -> list[str]:
    return [link.key for link in links(chosen, language, url=URL, title=TITLE)]


def test_the_paper_chooses_the_services_and_their_order() -> None:
    assert keys("vk telegram", "ru") == ["vk", "telegram"]


def test_without_a_choice_each_language_has_its_usual_ones() -> None:
    assert keys("", "en")[:2] == ["x", "facebook"]
    assert keys("", "ru")[:2] == ["telegram", "vk"]
    assert keys("", "ka") == ["telegram", "facebook", "x", "whatsapp", "mail"]


@pytest.mark.parametrize("key", sorted(SERVICES))
def test_every_address_carries_the_story_percent_encoded(key: str) -> None:
    (link,) = links(key, "ru", url=URL, title=TITLE)
    assert ENCODED_URL in link.url
    assert " " not in link.url
    assert "+" not in link.url
    if key not in ("facebook", "linkedin"):  # these take the title from the page
        assert ENCODED_TITLE in link.url


def test_only_viber_needs_a_phone() -> None:
    assert [key for key, service in SERVICES.items() if service.touch_only] == ["viber"]


def test_an_unknown_service_is_refused_by_name() -> None:
    validate_services("x telegram")
    with pytest.raises(ValidationError) as refusal:
        validate_services("x myspace")
    assert "myspace" in refusal.value.messages[0]
