from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from languages.slugs import slugify

RUSSIAN = [
    ("Ереван", "erevan"),
    ("Правительство утвердило бюджет на 2027 год", "pravitelstvo-utverdilo-byudzhet-na-2027-god"),
    ("В Ереване проходит международный кинофестиваль", "v-erevane-prokhodit-mezhdunarodny-kinofestival"),
    ("Щербаков объявил об объединении «Юга» и съезде", "shcherbakov-obyavil-ob-obyedinenii-yuga-i-syezde"),
    ("Ещё один подъезд: жильцы ждут ремонта", "eshchyo-odin-podyezd-zhiltsy-zhdut-remonta"),
    (
        "Чемпионат мира по шахматам: Ян Непомнящий — чемпион",
        "chempionat-mira-po-shakhmatam-yan-nepomnyashchy-chempion",
    ),
    ("Соловьи и Ильич", "solovyi-i-ilyich"),
    ("Мой край, твой рай", "moy-kray-tvoy-ray"),
]
ARMENIAN = [
    ("Հայաստան", "hayastan"),
    ("Կառավարությունը հաստատել է 2027 թվականի բյուջեն", "karavarutyuny-hastatel-e-2027-tvakani-byujen"),
    ("Երևանում անցկացվում է կինոփառատոն", "yerevanum-antskatsvum-e-kinoparaton"),
    ("Խորհրդարանը քվեարկում է բարեփոխումների շուրջ", "khorhrdarany-kvearkum-e-barepokhumneri-shurj"),
    (
        "Ի՞նչ է կատարվում Գյումրիում․ Շիրակի նոր ճանապարհը",
        "inch-e-katarvum-gyumrium-shiraki-nor-chanaparhy",
    ),
    (
        "Ուկրաինայի և Եվրամիության բանակցությունները «Օդեսա» հյուրանոցում",
        "ukrainayi-yev-yevramiutyan-banaktsutyunnery-odesa-hyuranotsum",
    ),
    ("Ո՞վ որոշեց", "ov-voroshets"),
]


@pytest.mark.parametrize(("title", "slug"), RUSSIAN)
def test_russian_is_romanised_by_its_sound(title: str, slug: str) -> None:
    assert slugify(title, "ru") == slug


@pytest.mark.parametrize(("title", "slug"), ARMENIAN)
def test_armenian_is_romanised_by_its_sound(title: str, slug: str) -> None:
    assert slugify(title, "hy") == slug


@pytest.mark.parametrize(("title", "slug"), [*RUSSIAN, *ARMENIAN])
def test_capitals_make_no_difference(title: str, slug: str) -> None:
    language = "ru" if (title, slug) in RUSSIAN else "hy"
    assert slugify(title.upper(), language) == slug


@pytest.mark.parametrize("spelling", ["նաև", "նաեւ", "ՆԱԵՎ", "Նաեւ"])
def test_every_spelling_of_the_armenian_and_is_the_same(spelling: str) -> None:
    assert slugify(spelling, "hy") == "naev"


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_a_title_may_quote_the_papers_other_languages(language: str) -> None:
    assert slugify("Yerevan Москва Գյումրի", language) == "yerevan-moskva-gyumri"


def test_accents_and_apostrophes_leave_whole_words() -> None:
    assert slugify("Café — naïve “façade”: it’s O'Brien's", "en") == "cafe-naive-facade-its-obriens"


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("ru", "Ереван–Москва", "erevan-moskva"),
        ("ru", "«Арарат»—«Пюник»", "ararat-pyunik"),
        ("hy", "հայ֊ռուսական", "hay-rusakan"),
        ("en", "2020–2026", "2020-2026"),
        ("en", "Wait…what", "wait-what"),
        ("en", "and/or", "and-or"),
    ],
)
def test_words_joined_by_a_sign_without_a_space_stay_apart(language: str, title: str, slug: str) -> None:
    assert slugify(title, language) == slug


@pytest.mark.parametrize("title", ["", "   ", "😀🎉", "…!?", "\u202e", "日本"])
def test_a_title_without_a_letter_we_can_write_has_no_slug(title: str) -> None:
    assert slugify(title, "hy") == ""


def test_a_long_slug_ends_with_a_whole_word() -> None:
    assert slugify("word " * 40, "en") == "-".join(["word"] * 18)
    assert slugify("a" * 85 + " tomorrow", "en") == "a" * 85
    assert slugify("a" * 85 + " four", "en") == "a" * 85 + "-four"


def test_one_word_longer_than_a_slug_is_cut() -> None:
    assert slugify("ж" * 200, "ru") == ("zh" * 45)


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["en", "ru", "hy"]))
def test_every_text_makes_a_slug_an_address_can_hold(text: str, language: str) -> None:
    slug = slugify(text, language)
    assert re.fullmatch(r"(?:[a-z0-9_]+(?:-[a-z0-9_]+)*)?", slug)
    assert len(slug) <= 90
    assert slugify(slug, language) == slug
