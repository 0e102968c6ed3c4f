"""Gives every text that is there a revision, every translation a pin, and publishers their new permissions."""

import json
from hashlib import sha256

from django.db import migrations

TEXT_FIELDS = ("title", "slug", "lead", "body", "seo_title", "seo_description")


def keep_texts(apps, schema_editor):
    alias = schema_editor.connection.alias
    Article = apps.get_model("articles", "Article")
    Revision = apps.get_model("articles", "Revision")
    codes = languages_of(Article)
    for article in Article.objects.using(alias).iterator(chunk_size=100):
        texts = {code: text_of(article, code) for code in codes}
        original = article.original_language
        kept = {}
        for code in sorted(codes, key=lambda code: code != original):
            if any(texts[code][name] for name in ("title", "body")):
                kept[code] = Revision.objects.using(alias).create(
                    article_id=article.pk,
                    language=code,
                    kind="published" if getattr(article, f"state_{code}") == "published" else "saved",
                    fields=texts[code],
                    text_hash=text_hash(texts[code]),
                    created_at=time_of(article, code),
                    made_from=kept.get(original),
                )
        if original in kept:
            pins = {f"translated_from_{code}": kept[original] for code in kept if code != original}
            Article.objects.using(alias).filter(pk=article.pk).update(**pins)


def forget_texts(apps, schema_editor):
    alias = schema_editor.connection.alias
    Article = apps.get_model("articles", "Article")
    pins = {f"translated_from_{code}": None for code in languages_of(Article)}
    Article.objects.using(alias).update(translated_from=None, **pins)
    apps.get_model("articles", "Event").objects.using(alias).all().delete()
    revisions = apps.get_model("articles", "Revision").objects.using(alias)
    revisions.update(made_from=None)
    revisions.all().delete()


def languages_of(Article):
    """Return the languages that the table has by this migration; later ones get their columns later."""
    names = [field.name for field in Article._meta.get_fields()]
    return [name.removeprefix("state_") for name in names if name.startswith("state_")]


def text_of(article, code):
    return {field: getattr(article, f"{field}_{code}") or "" for field in TEXT_FIELDS}


def text_hash(fields):
    text = json.dumps([fields[name] for name in ("title", "lead", "body")], ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def time_of(article, code):
    return getattr(article, f"updated_at_{code}") or getattr(article, f"published_at_{code}") or article.created_at


def replace_permission(apps, schema_editor):
    """Whoever might publish articles may write and publish each language."""
    alias = schema_editor.connection.alias
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    former = permissions.filter(content_type__app_label="articles", codename="publish_article").first()
    if former is None:
        return
    for verb in ("write", "publish"):
        for code in languages_of(apps.get_model("articles", "Article")):
            permission, _created = permissions.get_or_create(
                content_type=former.content_type,
                codename=f"{verb}_{code}",
                defaults={"name": f"Can {verb} {code}"},
            )
            permission.group_set.add(*former.group_set.all())
            permission.user_set.add(*former.user_set.all())
    former.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0002_revisions_and_events"),
        ("accounts", "0002_roles_of_languages"),
    ]

    operations = [
        migrations.RunPython(keep_texts, forget_texts, elidable=True),
        migrations.RunPython(replace_permission, migrations.RunPython.noop, elidable=True),
    ]
