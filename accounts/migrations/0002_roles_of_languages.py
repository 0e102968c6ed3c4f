"""The roles "Translator" and "Editor" knew no languages: whoever had one has it in every language now."""

from django.conf import settings
from django.db import migrations

FORMER = ("Translator", "Editor")


def spread_over_languages(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for former in groups.filter(name__in=FORMER):
        people = former.user_set.all()
        permissions = former.permissions.exclude(codename="publish_article")  # goes: one for each language
        for code, _name in settings.LANGUAGES:
            group, _created = groups.get_or_create(name=f"{former.name}: {code}")
            group.user_set.add(*people)
            group.permissions.add(*permissions)
        former.delete()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(spread_over_languages, migrations.RunPython.noop, elidable=True)]
