"""The public addresses. Everything but `without_language` stands under /{language}/."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from categories.models import RESERVED_SLUGS
from languages.registry import REGISTRY
from reader.views.article import article
from reader.views.author import author
from reader.views.category import category
from reader.views.front_door import alias, front_door
from reader.views.home import home
from reader.views.page import page
from reader.views.tag import tag

app_name = "reader"

ALIASES = {name: code for code, language in REGISTRY.items() for name in language.aliases}

# The first part of a story's address is a category, and never the address of another kind of page.
CATEGORY = rf"(?P<category>(?!(?:{'|'.join(sorted(RESERVED_SLUGS))})/)[-\w]+)"

without_language: list[URLPattern] = [
    path("", front_door, name="front_door"),
    *(
        re_path(rf"^{name}(?:/(?P<rest>.*))?$", alias, {"language": code}, name=f"alias_{name}")
        for name, code in ALIASES.items()
    ),
]

urlpatterns = [
    path("", home, name="home"),
    path("authors/<slug:slug>/", author, name="author"),
    path("tags/<slug:slug>/", tag, name="tag"),
    path("pages/<slug:slug>/", page, name="page"),
    path("<slug:category>/<str:number_and_slug>/", article, name="article"),
    # A link that lost its end on the way is still answered, with one redirect.
    re_path(rf"^{CATEGORY}/(?P<number_and_slug>[0-9]+(?:-[^/]*)?)$", article),
    path("<slug:slug>/", category, name="category"),
]
