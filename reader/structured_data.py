"""What search engines are told of a story: schema.org NewsArticle and BreadcrumbList, as JSON-LD.

Fields after developers.google.com/search/docs/appearance/structured-data/article. Everything said here is
also visible on the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.templatetags.static import static
from django.utils import timezone

from articles.models import Article
from articles.versions import LanguageVersion
from authors.models import Author
from images import cuts, renditions
from images.models import Image
from languages import registry
from languages.columns import phrase
from languages.dates import iso
from publication.models import Publication
from reader import head

Absolute = Callable[[str], str]
SCHEMA = "https://schema.org"
MIN_PIXELS = 50_000  # smaller pictures are of no use to Google
CROPS = (renditions.WIDE, renditions.PHOTO, renditions.SQUARE)
SHOPS = ("app-store", "google-play")  # channels that are places of the app, not of the paper
# What would end a script element, begin a comment or an entity in it, or end a line of script.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def news_article(
    version: LanguageVersion,
    *,
    place: head.Place,
    authors: Iterable[Author],
    paper: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the NewsArticle of one language version.

    place: where its page stands; paper: who publishes it, as `organization` returns it.
    """
    article, url, absolute = version.article, place.canonical, place.absolute
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "mainEntityOfPage": url,
        "headline": version.title,
        "description": head.summary(version),
        "inLanguage": version.language,
        **_times(version),
        "author": [_person(author, absolute) for author in authors] or [paper],
        "publisher": paper,
        "image": _images(article.lead_image, absolute) if article.lead_image else [],
        "articleSection": phrase(article.category, "name").text,
        "isAccessibleForFree": True,
    }
    return {**data, **_translations(version, place), **_source(article)}


def organization(publication: Publication, absolute: Absolute) -> dict[str, Any]:
    """Return the paper as its stories name it."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": f"{absolute('/')}#publisher",
        "name": phrase(publication, "name").text,
        "url": absolute("/"),
        "logo": {
            "@type": "ImageObject",
            "url": absolute(static(head.LOGO)),
            "contentUrl": absolute(static(head.LOGO)),
            "width": head.LOGO_SIZE,
            "height": head.LOGO_SIZE,
        },
    }


def publisher(publication: Publication, *, absolute: Absolute) -> dict[str, Any]:
    """Return the paper itself, and where else it speaks."""
    elsewhere = [channel.url for channel in publication.channels() if channel.icon not in SHOPS]
    paper = {"@context": SCHEMA, **organization(publication, absolute)}
    return {**paper, "sameAs": elsewhere} if elsewhere else paper


def breadcrumbs(version: LanguageVersion, *, home: str, home_name: str, place: head.Place) -> dict[str, Any]:
    """Return the BreadcrumbList of a story: home, category, story."""
    category = version.article.category
    steps = (
        (home_name, home),
        (phrase(category, "name").text, category.get_absolute_url()),
        (version.title, place.canonical),
    )
    return {
        "@context": SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": place.absolute(url)}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


def dumped(data: dict[str, Any]) -> str:
    """Return JSON that can stand in a script element of a page, whatever was typed into it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _times(version: LanguageVersion) -> dict[str, Any]:
    changed = head.changed_at(version)
    if not (version.published_at and changed):
        return {}
    return {
        "datePublished": iso(version.published_at),
        "dateModified": iso(changed),
        "copyrightYear": timezone.localtime(version.published_at).year,
    }


def _person(author: Author, absolute: Absolute) -> dict[str, str]:
    return {
        "@type": "Person",
        "name": phrase(author, "name").text,
        "url": absolute(author.get_absolute_url()),
    }


def _images(image: Image, absolute: Absolute) -> list[dict[str, Any]]:
    """Return the crops of a picture that are large enough; the original until there are any."""
    files = [cuts.cut(image, shape) for shape in CROPS]
    found = [file for file in files if file] or [file for file in [cuts.original(image)] if file]
    return [_image(image, file, absolute) for file in found if file.width * file.height >= MIN_PIXELS]


def _image(image: Image, file: cuts.Cut, absolute: Absolute) -> dict[str, Any]:
    data = {
        "@type": "ImageObject",
        "url": absolute(file.url),
        "contentUrl": absolute(file.url),
        "width": file.width,
        "height": file.height,
    }
    rights = {"creditText": image.credit, "copyrightNotice": image.rights or image.credit}
    return {**data, **{name: text for name, text in rights.items() if text}}


def _translations(version: LanguageVersion, place: head.Place) -> dict[str, Any]:
    """Say of which story this is a translation, or which stories are translations of it."""
    addresses = {**place.alternates, version.language: place.canonical}
    ids = {code: f"{addresses[code]}#article" for code in registry.codes() if code in addresses}
    original = version.article.original_language
    if version.language == original:
        others = [{"@id": ids[code]} for code in ids if code != version.language]
        return {"workTranslation": others} if others else {}
    return {"translationOfWork": {"@id": ids[original]}} if original in ids else {}


def _source(article: Article) -> dict[str, Any]:
    if not article.source_name:
        return {}
    source = {"@type": "CreativeWork", "name": article.source_name}
    return {"isBasedOn": {**source, "url": article.source_url} if article.source_url else source}
