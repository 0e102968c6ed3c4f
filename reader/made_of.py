"""What public pages tell the page cache about themselves: of which things and lists they are made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from articles.models import Article, Tag
from authors.models import Author
from delivery import keys, recording
from images.models import Image
from languages import registry

Stories = TypeVar("Stories", bound=Iterable[Any])
DAY = timedelta(days=1)
VIEWS_ARE_RIGHT_FOR = timedelta(minutes=5)  # so old may a number of views be


def card(number: int) -> None:
    """The page shows a story in a list, or leaves it out because it cannot be read."""
    recording.uses(keys.card(number, _here()))


def cards(stories: Stories) -> Stories:
    """The page shows these stories in a list. Returns them."""
    for story in stories:
        card(story.pk)
        if story.lead_image_id:
            recording.uses(keys.file(story.lead_image_id))
    return stories


def picture(image: Image | None) -> None:
    """The page shows a picture, with its words."""
    if image:
        things(image)
        recording.uses(keys.file(image.pk))


def things(*shown: Model) -> None:
    """The page shows what is said of an author, a topic, a section, a picture or a static page."""
    recording.uses(*(keys.thing(one._meta.model_name or "", one.pk, _here()) for one in shown))


def section(story: Article) -> None:
    """The page names the section of a story."""
    recording.uses(keys.thing("section", story.category_id, _here()))


def whole(story: Article, authors: Iterable[Author], tags: Iterable[Tag]) -> None:
    """The page shows the whole text of a story."""
    recording.uses(keys.text(story.pk, _here()))
    section(story)
    picture(story.lead_image)
    for person in authors:
        author(person)
    things(*tags)


def author(person: Author) -> None:
    """The page shows an author, and the portrait if it was loaded."""
    things(person)
    picture(person.picture if "picture" in person._state.fields_cache else None)


def around(story: Article) -> None:
    """The page shows which languages a story is in, and the stories tied to it."""
    recording.uses(keys.article(story.pk, _here()))


def views() -> None:
    """The page says how often something was read."""
    recording.until(timezone.now() + VIEWS_ARE_RIGHT_FOR)


def newest(stories: Iterable[Article], wanted: int, of: Model | None = None) -> None:
    """The page shows the newest stories of a section, author or topic, or of the paper."""
    moments = (story.version().published_at for story in stories)
    recording.newest(_list(of), moments, wanted)


def whole_list(of: Model | None = None) -> None:
    """The page says something about a whole list of stories, such as how many pages it has."""
    recording.lists(_list(of))


def day(shown: date, earlier: date | None, later: date | None) -> None:
    """The page shows the stories of a day, says in which languages it has some, and names the days beside."""
    end = _midnight(shown + DAY)
    recording.lists(keys.stories(_here()), since=_midnight(shown), till=end)
    for code in registry.codes():
        recording.lists(keys.days(code), since=_midnight(shown), till=end)
    recording.lists(keys.days(_here()), since=_midnight(earlier), till=_midnight(later and later + DAY))


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def _list(of: Model | None) -> str:
    return keys.stories(_here(), f"{of._meta.model_name}:{of.pk}" if of else "")


def changes(*languages: str) -> None:
    """The page says when the stories of these languages changed last, and their addresses."""
    recording.uses(keys.SECTIONS)
    for code in languages:
        recording.lists(keys.times(code))


def sections(*languages: str) -> None:
    """The page says which sections, authors, topics and static pages there are, and how many stories."""
    recording.uses(keys.ADDRESSES)
    for code in languages:
        recording.lists(keys.stories(code))


def popular(*periods: str, places: int) -> None:
    """The page shows the most read of these periods, down to a place."""
    recording.uses(*(keys.popular(_here(), period, places) for period in periods))


def frame() -> None:
    """The page shows what stands on every page: the paper, its sections, its static pages, the day."""
    recording.uses(keys.frame(_here()))
    today()


def today() -> None:
    """The page says what day it is, or which of its hours are of today."""
    recording.until_midnight()


def paper() -> None:
    """The page shows the name of the paper."""
    recording.uses(keys.paper(_here()))


def _here() -> str:
    return registry.current().code
