"""A small paper with everything in it, written in full in each language, and where it can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from accounts.models import StaffRole, User
from accounts.roles import Role
from articles.models import Article, Correction, RelatedArticle
from articles.states import Kind, State
from authors.models import Author
from categories.models import Category
from images.models import Image
from publication.models import Publication
from tests import cast
from tests.factories import (
    day_of,
    make_article,
    make_author,
    make_category,
    make_image,
    make_more,
    make_page,
    make_publication,
    make_tag,
    make_withdrawn,
    set_translated,
)

PERSON = {"en": "Anna Petrosyan", "ru": "Анна Петросян", "hy": "Աննա Պետրոսյան"}
WATER = {"en": "Water", "ru": "Вода", "hy": "Ջուր"}
LAKE = {"en": "The lake at dawn.", "ru": "Озеро на рассвете.", "hy": "Լիճը լուսաբացին։"}
SOUGHT = {"en": "lake", "ru": "озера", "hy": "լճի"}  # words of the titles of factories
ALL = ("en", "ru", "hy")
CHANNELS = ("x", "youtube", "instagram", "facebook", "telegram", "app_store", "google_play")


@dataclass(frozen=True)
class Paper:
    """language: the one its shared facts (credits, sources, people's own names) are written in."""

    language: str
    superuser: User
    story: Article
    elsewhere: Article  # not written in the paper's language
    withdrawn: Article  # it had been public, in every language
    things: dict[type[Model], Model]  # one of everything the desk can edit


def make_paper(language: str) -> Paper:
    """Make a paper whose lists have a second page and whose stories stand in every state."""
    publication, category = _make_publication(), _make_category()
    author, image, tag = _make_author(language), _make_image(language), make_tag(slug="water", **WATER)
    story = make_article(
        languages=ALL,
        category=category,
        authors=(author,),
        tags=(tag,),
        lead_image=image,
        kind=Kind.PHOTO,
        source_name=PERSON[language],
        source_url="https://example.com/source",
    )
    _make_stories(story, category)
    other = next(code for code in ALL if code != language)
    superuser = _make_superuser(language)
    things: tuple[Model, ...] = (story, tag, author, image, category, publication, make_page(**WATER))
    people: tuple[Model, ...] = (superuser, StaffRole.objects.get(name=Role.CHIEF_EDITOR))
    return Paper(
        language=language,
        superuser=superuser,
        story=story,
        elsewhere=make_article(languages=(other,), category=category),
        withdrawn=make_withdrawn(languages=ALL, category=category),
        things={type(thing): thing for thing in (*things, *people)},
    )


def _make_superuser(language: str) -> User:
    superuser = cast.make_user("admin", Role.CHIEF_EDITOR, language=language)
    superuser.is_superuser = True
    superuser.first_name = PERSON[language]
    superuser.save()
    return superuser


def _make_publication() -> Publication:
    publication = make_publication(**{f"{name}_url": f"https://example.com/{name}" for name in CHANNELS})
    for field in ("tagline", "footer_notice", "instagram_invitation"):
        set_translated(publication, field, **LAKE)
    publication.save()
    return publication


def _make_category() -> Category:
    category = make_category(slug="world")
    set_translated(category, "description", **LAKE)
    category.save()
    return category


def _make_author(language: str) -> Author:
    author = make_author(slug="anna", **PERSON)
    set_translated(author, "role", **WATER)
    set_translated(author, "biography", **LAKE)
    author.picture = _make_image(language)
    author.save()
    return author


def _make_image(language: str) -> Image:
    image = make_image(credit=PERSON[language])
    for field in ("alt", "caption"):
        set_translated(image, field, **LAKE)
    image.rights = WATER[language]
    image.save()
    return image


def _make_stories(story: Article, category: Category) -> None:
    """Put stories around one: of every kind, in every state, and enough for a second page."""
    others = [make_article(languages=ALL, category=category, kind=kind) for kind in Kind]
    RelatedArticle.objects.create(article=story, related=others[0])
    for other in others:
        make_more(other, 3)
    for kind in Correction.Kind:
        correction = Correction(article=story, kind=kind)
        set_translated(correction, "text", **LAKE)
        correction.save()
    for state in State:
        make_article(languages=ALL, category=category, state=state)
    make_article(languages=ALL, category=category, published_at=timezone.now() + timedelta(days=1))


def public_addresses(paper: Paper) -> dict[str, int]:
    """Return the public addresses under the paper's language and what they answer."""
    home, number = f"/{paper.language}/", paper.story.pk
    return {
        home: 200,
        f"{home}world/": 200,
        f"{home}world/?page=2": 200,
        f"{home}authors/anna/": 200,
        **{f"{home}{path}": 200 for path in (*_feeds(), "site.webmanifest", "speculation.json")},
        f"{home}most-read/": 200,
        f"{home}views/": 200,
        f"{home}tags/water/": 200,
        f"{home}pages/about/": 200,
        paper.story.version(paper.language).get_absolute_url(): 200,
        f"{home}archive/": 302,
        f"{home}archive/{day_of(paper.story, paper.language)}/": 200,
        f"{home}archive/2026/02/31/": 404,
        f"{home}search/": 200,
        f"{home}search/?q={SOUGHT[paper.language]}": 200,
        f"{home}search/?q={SOUGHT[paper.language]}&page=2": 200,
        f"{home}search/?q=%25%25": 200,
        paper.withdrawn.version(paper.language).get_absolute_url(): 410,
        f"{home}world/{number}-": 301,
        f"{home}world/{number}-wrong/": 301,
        f"{home}world/{paper.elsewhere.pk}-wrong/": 404,
        f"{home}no/such/page/": 404,
    }


def _feeds() -> list[str]:
    places = ("", "world/", "authors/anna/", "tags/water/", "most-read/")
    return [f"{place}{file}" for place in places for file in ("feed.xml", "feed.json")]


def desk_addresses(paper: Paper) -> dict[str, int]:
    """Return the desk's addresses and what they answer to a superuser."""
    return {
        "/admin/": 200,
        "/admin/login/": 302,  # who is in already goes on to the desk
        "/admin/logout/": 405,
        "/admin/language/": 302,
        "/admin/time-zone/": 200,
        "/admin/password_change/": 200,
        "/admin/password_change/done/": 200,
        "/admin/jsi18n/": 200,
        "/admin/autocomplete/?app_label=articles&model_name=article&field_name=category&term=w": 200,
        "/admin/articles/": 200,
        "/admin/statistics/": 200,
        "/admin/statistics/?period=quarter&language=ru": 200,
        f"/admin/statistics/{paper.story.pk}/": 200,
        "/admin/statistics/stories.csv": 200,
        f"/admin/statistics/{paper.story.pk}/hours.csv": 200,
        "/admin/no/such/page/": 404,
        f"/admin/accounts/user/{paper.superuser.pk}/password/": 200,
        **{address: status for model in admin.site._registry for address, status in _screens(paper, model)},
    }


def _screens(paper: Paper, model: type[Model]) -> list[tuple[str, int]]:
    """Return the addresses of a model's screens. A new model at the desk needs its thing in the paper."""
    thing = paper.things[model]
    base = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    single = model is Publication  # one row for ever: its list leads to it
    kept = model in (Publication, User, StaffRole)
    return [
        (base, 302 if single else 200),
        (f"{base}add/", 403 if single else 200),
        (f"{base}{thing.pk}/change/", 200),
        (f"{base}{thing.pk}/history/", 200),
        (f"{base}{thing.pk}/delete/", 403 if kept else 200),
        (f"{base}{thing.pk}/", 302),
    ]
