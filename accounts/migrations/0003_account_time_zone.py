from __future__ import annotations

from django.db import migrations, models

import languages.zones


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles_of_languages")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="time_zone",
            field=models.CharField(
                blank=True,
                choices=languages.zones.choices,
                help_text="In which the desk shows times and takes them. Left empty it is the paper's own.",
                max_length=40,
                verbose_name="time zone",
            ),
        ),
    ]
