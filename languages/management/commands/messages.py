from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from languages import catalogues, registry


class Command(BaseCommand):
    help = "Bring the catalogues in locale/ up to date with the strings of the sources."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; fail when a string is missing, unused, empty or fuzzy.",
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        languages = [code for code in registry.codes() if code != catalogues.SOURCE]
        if not check:
            catalogues.update(settings.BASE_DIR, languages)
        problems = catalogues.check(settings.BASE_DIR, languages)
        for problem in problems:
            self.stdout.write(str(problem))
        if check and problems:
            raise CommandError(f"{len(problems)} entries of the catalogues are not in order.")
