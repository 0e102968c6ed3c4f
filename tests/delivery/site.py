"""A site as `newsroom/wsgi.py` composes it, in this process, and a paper whose pages it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from articles.models import Article, RelatedArticle, Tag
from authors.models import Author
from categories.models import Category
from delivery import pieces
from delivery.asking import Asking
from delivery.page_cache import PageCache, Pages
from delivery.watch import Watch
from publication.models import Publication
from reader import public
from tests import factories
from tests.articles.rows import again

LANGUAGES = ("en", "ru", "hy")
MEGABYTE = 1024 * 1024
CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
Application = Callable[..., Iterable[bytes]]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Site:
    """limit: bytes of pages. django: what stands behind the cache; Django itself by default."""

    limit: int = 64 * MEGABYTE
    django: Application = field(default_factory=WSGIHandler)

    def __post_init__(self) -> None:
        self.pieces, self.store = pieces.Pieces(self.limit), Pages(self.limit)
        pieces.keeping.pieces = self.pieces
        self.watch = Watch(self.pieces, self.store)
        self.asked: list[str] = []  # what reached Django
        asking = Asking(public.PREFIXES, public.PARAMETERS, public.UNCACHED, settings.SECURE_PROXY_SSL_HEADER)
        self.cache = PageCache(self._noted, self.store, asking)

    def get(self, address: str, *, method: str = "GET", **headers: str) -> Answer:
        """Ask through the cache. headers: as WSGI has them (`HTTP_ACCEPT_ENCODING="br"`)."""
        return ask(self.cache, address, method=method, **headers)

    def made(self, address: str) -> Answer:
        """Have Django make a page, past all that is kept."""
        with pieces.page(is_past=True):
            return ask(self.django, address)

    def kept(self) -> set[str]:
        """Return the addresses of the pages that would be served as they are."""
        return {f"{page.path}?{page.query}".rstrip("?") for page in self.store.names()}

    def _noted(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked.append(environ["PATH_INFO"])
        return self.django(environ, start_response)


def environ(address: str, *, method: str = "GET", **headers: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.7",
        "HTTP_HOST": "testserver",
        "HTTP_USER_AGENT": CHROME,
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **headers,
    }


def ask(application: Application, address: str, *, method: str = "GET", **headers: str) -> Answer:
    began: list[Any] = []
    response = application(
        environ(address, method=method, **headers), lambda status, given, *_: began.extend((status, given))
    )
    body = b"".join(response)
    if close := getattr(response, "close", None):
        close()
    names = [name.lower() for name, _ in began[1]]
    assert len(names) == len(set(names)), names
    return Answer(int(began[0].split()[0]), {name.lower(): value for name, value in began[1]}, body)


def rewrite(story: Article, text: str) -> None:
    """Give a story another lead in English."""
    changed = again(story)
    changed.version("en").lead = text
    factories.save_and_publish(changed, ["lead_en"])


@dataclass
class Paper:
    stories: list[Article]
    categories: list[Category]
    authors: list[Author]
    tags: list[Tag]

    def addresses(self) -> list[str]:
        """Return the address of every page that answers 200, feeds and sitemaps included."""
        found = ["/sitemap.xml", "/sitemap-news.xml"]
        for code in LANGUAGES:
            slugs = [category.slug for category in Category.objects.all()]
            lists = ["", *(f"{slug}/" for slug in slugs)]
            lists += [f"authors/{author.slug}/" for author in Author.objects.all()]
            lists += [f"tags/{tag.slug}/" for tag in Tag.objects.all()]
            found += [f"/{code}/{place}{file}" for place in lists for file in ("", "feed.xml")]
            days = {factories.day_of(story, code) for story in self.stories}
            found += [f"/{code}/archive/{day}/" for day in days]
            found += [f"/{code}/most-read/", f"/{code}/pages/about/", f"/{code}/views/", f"/{code}/search/"]
            found += [f"/{code}/feed.json", f"/{code}/site.webmanifest", f"/sitemaps/{code}.xml"]
            found += [story.version(code).get_absolute_url() for story in self.stories]
        return found


def make_paper(stories: int = 21) -> Paper:
    """Make a paper of three sections, with stories of several days in three languages."""
    publication = factories.make_publication(x_url="https://x.com/meridian")
    factories.set_translated(publication, "tagline", en="News", ru="Новости", hy="Լուրեր")
    Publication.save(publication)
    categories = [
        factories.make_category(
            slug=f"section-{number}", position=number, en=f"S {number}", ru=f"Р {number}", hy=f"Բ {number}"
        )
        for number in range(3)
    ]
    authors = [factories.make_author(slug=f"author-{number}", en=f"Author {number}") for number in range(3)]
    tags = [factories.make_tag(slug=f"tag-{number}") for number in range(3)]
    factories.make_page(slug="about", en="About us", ru="О нас", hy="Մեր մասին")
    picture = factories.make_image()
    now = timezone.now()
    made = [
        factories.make_article(
            languages=LANGUAGES,
            category=categories[number % 3],
            authors=(authors[number % 3],),
            tags=(tags[number % 3],),
            published_at=now - timedelta(hours=5 * number + 1),
            lead_image=picture if number == 4 else None,
        )
        for number in range(stories)
    ]
    if stories > 18:
        RelatedArticle.objects.create(article=made[1], related=made[18])
    return Paper(made, categories, authors, tags)
