from __future__ import annotations

from dataclasses import dataclass
from string import punctuation

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from articles.models import Article
from languages.text import without_invisible
from reader import frame
from reader.pagination import page_of
from reader.public import public

LONGEST = 100
MOST_WORDS = 8
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

    def addresses(self) -> dict[str, str]:
        """Return where the same is asked in each language."""
        asked = f"?{urlencode({'q': self.text})}" if self.text else ""
        return {code: f"{url}{asked}" for code, url in frame.everywhere("reader:search").items()}


@public
def search(request: HttpRequest) -> HttpResponse:
    """Stories with every word of `?q=` in their title or lead. No page for search engines."""
    question = Question.typed(request.GET.get("q", ""))
    live = Article.objects.live()
    found = live.matching(question.words()) if question.text else live.none()
    stories = page_of(request, found.newest_first().cards(), {"q": question.text})
    return frame.page(
        request,
        "reader/search.html",
        {"question": question, "longest": LONGEST, "stories": stories, "canonical": None, "alternates": []},
        versions=question.addresses(),
    )
