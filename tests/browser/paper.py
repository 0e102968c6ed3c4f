"""The paper of the readers' tests, with pictures of real size, for tests that look at all its pages."""

from __future__ import annotations

from articles.models import Article
from images.tasks import make_renditions
from tests.factories import jpeg, make_withdrawn
from tests.reader import paper as readers

LANGUAGES = readers.LANGUAGES


def make_paper() -> readers.Paper:
    """Make the paper. Its leading story has everything that a story can have."""
    paper = readers.make_paper()
    picture = paper.article.lead_image
    assert picture is not None
    with picture.file.storage.open(picture.file.name, "wb") as file:
        file.write(jpeg(1280, 720))
    picture.width, picture.height, picture.rendered_by = 1280, 720, ""
    picture.save()
    make_renditions.call(picture.pk)
    make_withdrawn(languages=LANGUAGES, category=paper.category)
    return paper


def addresses(paper: readers.Paper, language: str) -> list[str]:
    """Return the addresses of every kind of public page in a language, those of dead ends among them."""
    gone = Article.objects.withdrawn(language).get().version(language).get_absolute_url()
    nothing_found = f"/{language}/search/?q=%25%25"
    return [*paper.pages(language), nothing_found, *paper.dead_ends(language), gone]
