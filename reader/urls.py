"""The public addresses. Everything but `without_language` stands under /{language}/."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path, register_converter

from categories.models import RESERVED_SLUGS
from languages.registry import REGISTRY, codes
from reader.days import DayConverter
from reader.views.archive import archive, newest_day
from reader.views.article import article
from reader.views.author import author
from reader.views.beacon import beacon
from reader.views.category import category
from reader.views.feed import feed
from reader.views.front_door import alias, front_door
from reader.views.health import health
from reader.views.home import home
from reader.views.json_feed import json_feed
from reader.views.manifest import manifest
from reader.views.most_read import most_read
from reader.views.page import page
from reader.views.robots import robots
from reader.views.search import search
from reader.views.security import security
from reader.views.sitemap import sitemap, sitemap_sections, sitemap_stories
from reader.views.sitemap_news import sitemap_news
from reader.views.speculation import speculation
from reader.views.tag import tag
from reader.views.views_help import views_help

app_name = "reader"
register_converter(DayConverter, "day")

ALIASES = {name: code for code, language in REGISTRY.items() for name in language.aliases}

# The first part of a story's address is a category, and never the address of another kind of page.
CATEGORY = rf"(?P<category>(?!(?:{'|'.join(sorted(RESERVED_SLUGS))})/)[-\w]+)"

LANGUAGE = rf"(?P<language>{'|'.join(codes())})"

without_language: list[URLPattern] = [
    path("", front_door, name="front_door"),
    *(
        re_path(rf"^{name}(?:/(?P<rest>.*))?$", alias, {"language": code}, name=f"alias_{name}")
        for name, code in ALIASES.items()
    ),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-news.xml", sitemap_news, name="sitemap_news"),
    re_path(r"^sitemap-news-(?P<part>[1-9][0-9]?)\.xml$", sitemap_news, name="sitemap_news"),
    re_path(rf"^sitemaps/{LANGUAGE}\.xml$", sitemap_sections, name="sitemap_sections"),
    re_path(
        rf"^sitemaps/{LANGUAGE}-(?P<number>[1-9][0-9]{{0,6}})\.xml$", sitemap_stories, name="sitemap_stories"
    ),
    re_path(rf"^views/(?P<article>[0-9]{{1,18}})/{LANGUAGE}/$", beacon, name="beacon"),
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
]

# A feed stands under the page it feeds.
feeds = [
    path("most-read/feed.xml", feed, {"most_read": True}, name="most_read_feed"),
    path("most-read/feed.json", json_feed, {"most_read": True}, name="most_read_json_feed"),
    *(
        path(f"{place}{file}", view, name=name)
        for place in ("", "authors/<slug:author>/", "tags/<slug:tag>/", "<slug:category>/")
        for file, view, name in (("feed.xml", feed, "feed"), ("feed.json", json_feed, "json_feed"))
    ),
]

urlpatterns = [
    path("", home, name="home"),
    path("site.webmanifest", manifest, name="manifest"),
    path("speculation.json", speculation, name="speculation"),
    *feeds,
    path("authors/<slug:slug>/", author, name="author"),
    path("tags/<slug:slug>/", tag, name="tag"),
    path("pages/<slug:slug>/", page, name="page"),
    path("archive/", newest_day, name="newest_day"),
    path("archive/<day:day>/", archive, name="archive"),
    path("search/", search, name="search"),
    path("most-read/", most_read, name="most_read"),
    path("views/", views_help, name="views_help"),
    re_path(rf"^{CATEGORY}/(?P<number_and_slug>[^/]+)/$", article, name="article"),
    # A link that lost its end on the way is still answered, with one redirect.
    re_path(rf"^{CATEGORY}/(?P<number_and_slug>[0-9]+(?:-[^/]*)?)$", article),
    path("<slug:slug>/", category, name="category"),
]
