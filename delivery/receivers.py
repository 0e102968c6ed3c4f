"""Writes down what a change touches, in the transaction of the change.

Whatever is saved or deleted through the models is noticed here. What goes past them (`update()`,
`bulk_create()`) has to be told with a signal, as the ranking of the most read and the renditions of a
picture are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone

from articles.models import Article, Byline, Correction, RelatedArticle, Tag, TaggedArticle
from articles.signals import tags_merged
from articles.versions import LanguageVersion
from authors.models import Author
from categories.models import Category
from delivery import faces, keys
from delivery.faces import Faces
from delivery.keys import Touched
from delivery.models import Change
from images.models import Image
from images.signals import picture_changed
from languages import registry
from languages.columns import column
from publication.models import Page, Publication
from readership.models import MostRead
from readership.most_read import DEPTHS
from readership.signals import ranking_changed

FACES: dict[type[Model], Callable[[Any], Faces]] = {
    Article: faces.of_article,
    Publication: faces.of_publication,
    Category: faces.of_category,
    Page: faces.of_page,
    Author: faces.of_other,
    Tag: faces.of_other,
    Image: faces.of_image,
}
BEFORE = "_faces_before"
AT_ONCE = 1_000  # stories


def connect() -> None:
    """Begin to listen. Called once, when the apps are ready."""
    for model in FACES:
        pre_save.connect(_look, sender=model, dispatch_uid="delivery")
        post_save.connect(_compare, sender=model, dispatch_uid="delivery")
        pre_delete.connect(_look, sender=model, dispatch_uid="delivery")
        post_delete.connect(_compare_with_nothing, sender=model, dispatch_uid="delivery")
    for model, touch in ROWS.items():
        pre_save.connect(partial(_as_stored, touch), sender=model, weak=False, dispatch_uid="delivery")
        post_save.connect(touch, sender=model, dispatch_uid="delivery")
        post_delete.connect(touch, sender=model, dispatch_uid="delivery")
    ranking_changed.connect(_touch_ranking, dispatch_uid="delivery")
    picture_changed.connect(_touch_picture, dispatch_uid="delivery")
    tags_merged.connect(_touch_tagged, dispatch_uid="delivery")


def of_story(number: int) -> set[Touched]:
    """Return all that changes with a story that appears or disappears."""
    article = _stored(Article, number)
    touched = set(faces.of_article(article)) if article else set()
    return touched | set(_beside(touched))


def _look(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    stored = _stored(sender, instance.pk)
    setattr(instance, BEFORE, FACES[sender](stored) if stored else {})


def _compare(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """What is stored by now is read again: the copy that was saved may be an old one in other columns."""
    stored = _stored(sender, instance.pk)
    _write(faces.differences(getattr(instance, BEFORE), FACES[sender](stored) if stored else {}))


def _compare_with_nothing(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    _write(faces.differences(getattr(instance, BEFORE), {}))


def _as_stored(touch: Callable[..., None], sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """What a row belonged to before it was changed is touched too."""
    if stored := _stored(sender, instance.pk):
        touch(sender, stored)


def _touch_list(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """The text of a story has another author or topic; the story comes into their list, or leaves it."""
    owner, kind, other = LISTED_BY[sender]
    touched = set()
    for version in _out(getattr(instance, owner)):
        at = version.published_at.timestamp() if version.published_at else None
        place = f"{kind}:{getattr(instance, other)}"
        touched.add(Touched(keys.text(version.article.pk, version.language)))
        touched.add(Touched(keys.stories(version.language, place), at))
        if _is_nearly_empty(sender, instance, version.language):
            touched.add(Touched(keys.ADDRESSES))
    _write(touched)


def _is_nearly_empty(sender: type[Model], instance: Model, language: str) -> bool:
    """Tell whether an author or topic may have begun, or ceased, to have a page worth naming. One query."""
    owner, _, other = LISTED_BY[sender]
    rows = sender._default_manager.filter(**{other: getattr(instance, other)})
    live = Article.objects.live(language).filter(pk__in=rows.values(owner))
    return len(live.values_list("pk", flat=True)[:2]) < 2


def _touch_page(sender: type[Model], instance: RelatedArticle, **kwargs: Any) -> None:
    """Another story is tied to this one."""
    _write(Touched(keys.article(instance.article_id, out.language)) for out in _out(instance.article_id))


def _touch_text(sender: type[Model], instance: Correction, **kwargs: Any) -> None:
    """A correction stands under the text of the languages it is written in."""
    _write(
        Touched(keys.text(instance.article_id, version.language))
        for version in _out(instance.article_id)
        if getattr(instance, column("text", version.language))
    )


def _out(number: int) -> list[LanguageVersion]:
    """Return the versions of a story that readers see, or soon will. One query."""
    article = _stored(Article, number)
    return [version for version in article.versions() if version.is_out()] if article else []


def _touch_ranking(sender: Any, language: str, period: str, place: int, **kwargs: Any) -> None:
    _write(Touched(keys.popular(language, period, depth)) for depth in DEPTHS if place <= depth)


def _touch_picture(sender: Any, number: int, **kwargs: Any) -> None:
    _write([Touched(keys.file(number))])


def _touch_tagged(sender: Any, articles: list[int], gone: list[int], kept: int, **kwargs: Any) -> None:
    """Many stories have one tag in the place of others. One query for a thousand of them."""
    touched = {Touched(keys.ADDRESSES)}
    for code in registry.codes():
        touched |= {Touched(keys.stories(code, f"tag:{key}")) for key in (*gone, kept)}
    for start in range(0, len(articles), AT_ONCE):
        some = Article.objects.moves_of(articles[start : start + AT_ONCE])
        versions = (version for article in some for version in article.versions() if version.is_out())
        touched |= {Touched(keys.text(version.article.pk, version.language)) for version in versions}
    _write(touched)


def _write(touched: Iterable[Touched]) -> None:
    found = set(touched)
    Change.write(found | set(_beside(found)))


def _beside(touched: Iterable[Touched]) -> set[Touched]:
    """Return what changes beside a story that appears or disappears.

    The pages to which an editor tied it, those that show the most read, the days of the archive. Three
    queries when there is such a story.
    """
    found = {
        Touched(keys.days(code), change.at)
        for change in touched
        for code in registry.codes()
        if change.key == keys.stories(code) and change.at and _is_alone_on_its_day(change.at, code)
    }
    for name in {change.key for change in touched if change.key.startswith("presence:")}:
        number, language = int(name.split(":")[1]), name.split(":")[2]
        tied = RelatedArticle.objects.filter(related=number).values_list("article_id", flat=True)
        found |= {Touched(keys.article(key, language)) for key in tied}
        ranked = MostRead.objects.filter(article=number, language=language).values_list("period", flat=True)
        found |= {Touched(keys.popular(language, period, depth)) for period in ranked for depth in DEPTHS}
    return found


def _is_alone_on_its_day(at: float, language: str) -> bool:
    """Tell whether a day has at most one story that can be read; the one that is told of may be it."""
    day = timezone.localdate(datetime.fromtimestamp(at, UTC))
    stories = Article.objects.live(language).published_on(day, language)
    return len(stories.order_by().values_list("pk", flat=True)[:2]) < 2


def _stored(model: type[Model], key: Any) -> Any:
    """Return a row as it is stored by now, past the managers that hide some."""
    return model._base_manager.filter(pk=key).first() if key is not None else None


# Rows by which a story comes into a list: the column of the story, what lists it, and the column of that.
LISTED_BY: dict[type[Model], tuple[str, str, str]] = {
    Byline: ("article_id", "author", "author_id"),
    TaggedArticle: ("content_object_id", "tag", "tag_id"),
}
ROWS: dict[type[Model], Callable[..., None]] = {
    Byline: _touch_list,
    TaggedArticle: _touch_list,
    RelatedArticle: _touch_page,
    Correction: _touch_text,
}
