"""What a page says about itself to the services that show a link to it: Open Graph, and what X and iOS add.

Properties after ogp.me; a service that knows only some of them leaves the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import unescape
from urllib.parse import urljoin

from django.templatetags.static import static
from django.utils.html import strip_tags

from articles.models import Tag
from articles.versions import LanguageVersion
from authors.models import Author
from images import cuts, renditions
from images.models import Image
from languages import registry
from languages.columns import column, phrase
from languages.dates import iso
from publication.models import Publication

LONGEST_DESCRIPTION = 160
BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote)>|<br ?/?>")
X_ACCOUNT = re.compile(r"https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/@?(\w{1,15})/?(?:[?#].*)?", re.ASCII)
APP_NUMBER = re.compile(r"/id(\d+)\b", re.ASCII)
SMALLEST_WIDTH, SMALLEST_HEIGHT = 300, 157  # of a picture that X shows large
LOGO, LOGO_SIZE = "icons/icon-512.png", 512

Properties = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Place:
    """Where a page stands: its own address, absolute, and its address in every language it is in."""

    canonical: str
    alternates: Mapping[str, str]

    @cached_property
    def origin(self) -> str:
        """The scheme and the host."""
        return urljoin(self.canonical, "/").removesuffix("/")

    def absolute(self, path: str) -> str:
        """Return a path of the site, or an address elsewhere, as an absolute address."""
        if path.startswith("/") and not path.startswith("//"):
            return f"{self.origin}{path}"
        return urljoin(self.canonical, path)


def excerpt(text: object, longest: int = LONGEST_DESCRIPTION) -> str:
    """Return a text in one line, cut between words where it is longer than so many characters."""
    line = " ".join(str(text).split())
    if len(line) <= longest:
        return line
    whole_words = line[:longest].rpartition(" ")[0] or line[: longest - 1]
    return whole_words.rstrip(" ,;:–—-՝") + "…"


def summary(version: LanguageVersion) -> str:
    """Return what a story is about in plain words: its description, else its lead, else how it begins."""
    return excerpt(version.seo_description or version.lead or _plain(version.body))


def of_page(place: Place, publication: Publication, *, title: str, description: str) -> Properties:
    """Yield the Open Graph properties of any page but a story."""
    yield "og:type", "website"
    yield from _basics(place, publication, title=title, description=description)
    yield from _logo(place, publication)


def of_story(
    place: Place,
    publication: Publication,
    version: LanguageVersion,
    *,
    authors: Iterable[Author],
    tags: Iterable[Tag],
) -> Properties:
    """Yield the Open Graph properties of a story in one language."""
    yield "og:type", "article"
    yield from _basics(place, publication, title=version.title, description=summary(version))
    yield from _picture(place, version.article.lead_image, publication)
    if version.published_at:
        yield "article:published_time", iso(version.published_at)
    if changed := changed_at(version):
        yield "article:modified_time", iso(changed)
    yield "article:section", phrase(version.article.category, "name").text
    yield from (("article:tag", phrase(tag, "name").text) for tag in tags)
    yield from (("article:author", place.absolute(author.get_absolute_url())) for author in authors)


def beside(
    publication: Publication, *, picture: Image | None = None, authors: Iterable[Author] = ()
) -> Properties:
    """Yield what X, iOS and Mastodon (blog.joinmastodon.org/2024/07) read beside Open Graph."""
    yield "twitter:card", "summary_large_image" if sent(picture) else "summary"
    if account := X_ACCOUNT.fullmatch(publication.x_url):
        yield "twitter:site", f"@{account[1]}"
    if number := APP_NUMBER.search(publication.app_store_url):
        yield "apple-itunes-app", f"app-id={number[1]}"
    yield from (("fediverse:creator", author.fediverse) for author in authors if author.fediverse)


def sent(picture: Image | None) -> cuts.Cut | None:
    """Return the file of a picture that goes with a link: the original until its renditions are made.

    None for a picture too small to be shown.
    """
    file = (cuts.cut(picture, renditions.SOCIAL) or cuts.original(picture)) if picture else None
    return file if file and file.width >= SMALLEST_WIDTH and file.height >= SMALLEST_HEIGHT else None


def changed_at(version: LanguageVersion) -> datetime | None:
    """Return when an editor last changed what readers see: the time that stands over the story."""
    return version.updated_at if version.was_revised() else version.published_at


def _plain(html: str) -> str:
    return unescape(strip_tags(BLOCK_END.sub(r"\g<0> ", html)))


def _basics(place: Place, publication: Publication, *, title: str, description: str) -> Properties:
    yield "og:site_name", phrase(publication, "name").text
    yield "og:title", title
    if description:
        yield "og:description", excerpt(description)
    yield "og:url", place.canonical
    here = registry.current()
    yield "og:locale", _locale(here)
    for code in place.alternates:
        if code in registry.codes() and code != here.code:
            yield "og:locale:alternate", _locale(registry.get(code))


def _locale(language: registry.Language) -> str:
    return language.shared_as or language.locale


def _picture(place: Place, picture: Image | None, publication: Publication) -> Properties:
    """Yield the picture of a story; the paper's logo for a story without one that can be shown."""
    if file := sent(picture):
        yield from _file(place, file, str(getattr(picture, column("alt")) or ""))
    else:
        yield from _logo(place, publication)


def _logo(place: Place, publication: Publication) -> Properties:
    file = cuts.Cut(static(LOGO), LOGO_SIZE, LOGO_SIZE, "image/png")
    yield from _file(place, file, phrase(publication, "name").text)


def _file(place: Place, file: cuts.Cut, alt: str) -> Properties:
    yield "og:image", place.absolute(file.url)
    yield "og:image:type", file.media_type
    yield "og:image:width", str(file.width)
    yield "og:image:height", str(file.height)
    if alt:
        yield "og:image:alt", alt
