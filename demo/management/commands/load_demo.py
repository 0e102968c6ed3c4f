from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from demo import loader


class Command(BaseCommand):
    help = "Load the demo paper into an empty database. A second call changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--renditions-later",
            action="store_true",
            help="Leave the pictures' renditions to manage.py make_renditions; pages show the originals.",
        )

    def handle(self, *args: Any, renditions_later: bool, **options: Any) -> None:
        if loader.is_loaded():
            self.stdout.write("The demo paper is loaded already; nothing was changed.")
            return
        try:
            loader.load()
        except loader.OtherArticlesHere as error:
            raise CommandError(
                "This database already holds articles that are not the demo's; nothing was changed."
            ) from error
        self.stdout.write(f"The demo paper is loaded: {Article.objects.count()} stories.")
        if not renditions_later:
            call_command("make_renditions", stdout=self.stdout)
