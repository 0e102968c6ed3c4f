"""What waits for a person at the front of the desk: their views of the list, each cut short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.models import Article
from desk.article import saved_views
from desk.article.saved_views import SavedView

SHOWN = 5


@dataclass(frozen=True)
class Section:
    """A view with its first stories. count: of all in it, as it is said."""

    view: SavedView
    stories: list[Article]
    count: str

    @property
    def has_more(self) -> bool:
        return str(len(self.stories)) != self.count


def sections(user: Any) -> list[Section]:
    """Return the views of a person with their first stories, none for who may not see stories.

    Queries: two for all counts, and one or two for each view with something in it.
    """
    if not user.has_perm("articles.view_article"):
        return []
    stories = Article.objects.visible_to(user)
    views = saved_views.of_person(user)[1:]
    counts = saved_views.counts(user, views, stories)
    return [
        Section(view, list(view.of(stories).with_states()[:SHOWN]) if count else [], saved_views.said(count))
        for view, count in zip(views, counts, strict=True)
    ]
