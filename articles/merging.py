"""Making one tag of several that mean the same."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from articles.models import Article, Tag, TaggedArticle, TagRedirect
from articles.signals import article_changed, tags_merged
from languages import registry
from languages.columns import columns

NAMES = ("name",)


def merge(others: Collection[Tag], *, into: Tag) -> int:
    """Put one tag in the place of others, which are deleted. Return how many stories got it by that.

    A story that had both has it once. A name that the kept tag lacks in a language is taken over from the
    first that has one. Readers who come to an address of the others are sent to the kept one.
    """
    keys = [tag.pk for tag in others if tag.pk != into.pk]
    with transaction.atomic():
        locked = {tag.pk: tag for tag in Tag.objects.select_for_update().filter(pk__in=[*keys, into.pk])}
        kept, gone = locked[into.pk], [locked[key] for key in keys if key in locked]
        touched = list(
            Article.objects.filter(tagged_items__tag__in=gone).order_by("pk").distinct().only("pk")
        )
        moved = _move_usage(gone, kept)
        TagRedirect.objects.filter(tag__in=gone).update(tag=kept)
        rows = TaggedArticle.objects.filter(tag__in=gone)
        rows._raw_delete(rows.db)  # without a signal and a question for each
        Tag.objects.filter(pk__in=[tag.pk for tag in gone]).delete()
        TagRedirect.objects.bulk_create(TagRedirect(slug=tag.slug, tag=kept) for tag in gone)
        _take_names_over(gone, kept)
        tags_merged.send(
            sender=Tag,
            articles=[article.pk for article in touched],
            gone=[tag.pk for tag in gone],
            kept=kept.pk,
        )
        transaction.on_commit(lambda: _announce(touched))
    return moved


def _move_usage(gone: Collection[Tag], kept: Tag) -> int:
    """Tag the stories of the others with the kept one, each once."""
    have = TaggedArticle.objects.filter(tag=kept).values("content_object")
    lacking = TaggedArticle.objects.filter(tag__in=gone).exclude(content_object__in=have)
    keys = list(lacking.order_by().values_list("content_object", flat=True).distinct())
    TaggedArticle.objects.bulk_create(TaggedArticle(tag=kept, content_object_id=key) for key in keys)
    return len(keys)


def _take_names_over(gone: Collection[Tag], kept: Tag) -> None:
    """Fill the names that the kept tag lacks. The others are deleted by then: a name exists once."""
    taken = []
    for name in columns(NAMES):
        if not getattr(kept, name):
            found = next((text for tag in gone if (text := getattr(tag, name))), "")
            if found:
                setattr(kept, name, found)
                taken.append(name)
    if taken:
        kept.save(update_fields=taken)


def _announce(articles: Collection[Article]) -> None:
    for article in articles:
        article_changed.send(sender=Article, article=article, languages=list(registry.codes()))
