from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from string import punctuation

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from articles.models import Article
from articles.querysets import ArticleQuerySet
from languages.text import without_invisible
from reader import frame
from reader.days import archive_of
from reader.pagination import page_of
from reader.public import public

LONGEST = 100
MOST_WORDS = 8
LOOKED_THROUGH = 5_000  # of the newest stories
# What is typed around words and is no part of them.
AROUND_WORDS = f"{punctuation}«»„“”‘’…–—՚՛՜՝՞՟։"


@dataclass(frozen=True)
class Question:
    """What a reader looks for: the text as it is answered, and whether more had been typed."""

    text: str
    is_cut: bool

    @classmethod
    def typed(cls, text: str) -> Question:
        """Take a text as anybody may have typed it; of a long one, the beginning."""
        tidy = " ".join(without_invisible(text).split())
        short = " ".join(tidy[:LONGEST].split()[:MOST_WORDS])
        return cls(short, is_cut=short != tidy)

    def words(self) -> list[str]:
        """Return the words without the signs around them; a sign that stands alone is kept."""
        return [word.strip(AROUND_WORDS) or word for word in self.text.split()]

    def among(self, live: ArticleQuerySet) -> tuple[ArticleQuerySet, datetime | None]:
        """Return which of these are found, and since when was looked; no time if among all.

        No index knows the words yet: what is looked through is read, so it must not grow with the paper.
        """
        if not self.text:
            return live.none(), None
        newest, since = live.newest(LOOKED_THROUGH)
        return newest.matching(self.words()), since

    def addresses(self) -> dict[str, str]:
        """Return where the same is asked in each language."""
        asked = f"?{urlencode({'q': self.text})}" if self.text else ""
        return {code: f"{url}{asked}" for code, url in frame.everywhere("reader:search").items()}


@public
def search(request: HttpRequest) -> HttpResponse:
    """The newest stories with every word of `?q=` in title or lead. No page for search engines."""
    question = Question.typed(request.GET.get("q", ""))
    searched, since = question.among(Article.objects.live())
    stories = page_of(request, searched.newest_first(), {"q": question.text}, is_short=True)
    return frame.page(
        request,
        "reader/search.html",
        {
            "question": question,
            "longest": LONGEST,
            "stories": stories,
            "since": since,
            "older": archive_of(since) if since else "",
            "canonical": None,
            "alternates": [],
        },
        versions=question.addresses(),
    )
