"""Writes down what a change touches, in the transaction of the change.

Whatever is saved or deleted through the models is noticed here. What goes past them (`update()`,
`bulk_create()`) has to be told with a signal, as the ranking of the most read and the renditions of a
picture are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save

from articles.models import Article, Byline, Correction, RelatedArticle, Tag, TaggedArticle
from authors.models import Author
from categories.models import Category
from delivery import faces, keys
from delivery.faces import Faces
from delivery.keys import Touched
from delivery.models import Change
from images.models import Image
from images.signals import picture_changed
from languages import registry
from publication.models import Page, Publication
from readership.models import MostRead
from readership.signals import ranking_changed

FACES: dict[type[Model], Callable[[Any], Faces]] = {
    Article: faces.of_article,
    Publication: faces.of_publication,
    Category: faces.of_category,
    Page: faces.of_page,
    Author: faces.of_other,
    Tag: faces.of_other,
    Image: faces.of_other,
}
# Rows that belong to a story, and what else they change: the list of that author or tag.
ROWS: dict[type[Model], tuple[str, str, str]] = {
    Byline: ("article_id", "author", "author_id"),
    TaggedArticle: ("content_object_id", "tag", "tag_id"),
    RelatedArticle: ("article_id", "", ""),
    Correction: ("article_id", "", ""),
}
BEFORE = "_faces_before"


def connect() -> None:
    """Begin to listen. Called once, when the apps are ready."""
    for model in FACES:
        pre_save.connect(_look, sender=model, dispatch_uid="delivery")
        post_save.connect(_compare, sender=model, dispatch_uid="delivery")
        pre_delete.connect(_look, sender=model, dispatch_uid="delivery")
        post_delete.connect(_compare_with_nothing, sender=model, dispatch_uid="delivery")
    for model in ROWS:
        pre_save.connect(_touch_row_as_stored, sender=model, dispatch_uid="delivery")
        post_save.connect(_touch_row, sender=model, dispatch_uid="delivery")
        post_delete.connect(_touch_row, sender=model, dispatch_uid="delivery")
    ranking_changed.connect(_touch_ranking, dispatch_uid="delivery")
    picture_changed.connect(_touch_picture, dispatch_uid="delivery")


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


def _touch_row_as_stored(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if stored := _stored(sender, instance.pk):
        _touch_row(sender, stored)


def _touch_row(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """The story's page changes, and its place in the list of the author or tag."""
    owner, kind, key = ROWS[sender]
    article = _stored(Article, getattr(instance, owner))
    place = f"{kind}:{getattr(instance, key)}" if kind else None
    touched = {Touched(keys.ADDRESSES)} if place else set()
    for version in article.versions() if article else ():
        if version.is_out():
            at = version.published_at.timestamp() if version.published_at else None
            touched.add(Touched(keys.article(version.article.pk, version.language)))
            if place:
                touched.add(Touched(keys.stories(version.language, place), at))
    _write(touched)


def _touch_ranking(sender: Any, language: str, period: str, **kwargs: Any) -> None:
    _write([Touched(keys.popular(language, period))])


def _touch_picture(sender: Any, number: int, **kwargs: Any) -> None:
    _write([Touched(keys.thing("image", number, code)) for code in registry.codes()])


def _write(touched: Iterable[Touched]) -> None:
    found = set(touched)
    Change.write(found | set(_beside(found)))


def _beside(touched: Iterable[Touched]) -> set[Touched]:
    """Return the pages on which a story appears or disappears without being in a list of theirs.

    Those to which an editor tied it, and those that show the most read. Two queries when there is one.
    """
    found = set()
    for name in {change.key for change in touched if change.key.startswith("presence:")}:
        _, number, language = name.split(":")
        tied = RelatedArticle.objects.filter(related=number).values_list("article_id", flat=True)
        found |= {Touched(keys.article(key, language)) for key in tied}
        ranked = MostRead.objects.filter(article=number, language=language).values_list("period", flat=True)
        found |= {Touched(keys.popular(language, period)) for period in ranked}
    return found


def _stored(model: type[Model], key: Any) -> Any:
    """Return a row as it is stored by now, past the managers that hide some."""
    return model._base_manager.filter(pk=key).first() if key is not None else None
