from __future__ import annotations

import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demo import records
from demo.loader import PASSWORD
from images.models import Image
from languages import registry

# A connection that a browser keeps open may hold a worker: Ctrl-C waits that many seconds for it.
SERVER_OPTIONS = "--blocking-threads 4 --workers-kill-timeout 5 --log-level warning"


class Command(BaseCommand):
    help = "Prepare the database and the static files, load the demo paper, and serve it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        _refuse_taken_port(host, port)
        settings.VAR_DIR.mkdir(exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("load_demo", renditions_later=True, stdout=self.stdout)
        if _static_is_stale():
            call_command("collectstatic", interactive=False, verbosity=0)
        self._say(host, port)
        self.stdout.flush()
        if Image.objects.without_renditions().exists():
            _make_renditions_in_background()
        granian = Path(sys.executable).with_name("granian")
        arguments = f"--interface wsgi --host {host} --port {port} {SERVER_OPTIONS}"
        os.execv(  # noqa: S606  (a fixed program of our own environment)
            granian, [str(granian), *arguments.split(), "newsroom.wsgi:application"]
        )

    def _say(self, host: str, port: int) -> None:
        site = f"http://{host}:{port}/"
        names = ", ".join(record["username"] for record in records.entries("staff"))
        self.stdout.write(f"\n  Readers   {site}")
        self.stdout.write(f"  Desk      {site}{settings.ADMIN_PATH}")
        self.stdout.write(f"  Logins    {names}")
        self.stdout.write(f"  Password  {PASSWORD}")
        self.stdout.write(f"  Languages {', '.join(registry.codes())}   (Ctrl-C stops)\n")


def _refuse_taken_port(host: str, port: int) -> None:
    """Say so before anything else when the port is taken. Raises CommandError."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {host} cannot be used ({error.strerror}). Another one: PORT=8001 make run"
            ) from error


def _make_renditions_in_background() -> None:
    """Start making the pictures' renditions; until one has its own, pages show the original."""
    subprocess.Popen(
        ["nice", sys.executable, "manage.py", "make_renditions"],  # noqa: S607
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
    )


def _static_is_stale() -> bool:
    """Whether a source is newer than the collected files, or a package was installed since."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    sources = [path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*")]
    installed = Path(sys.prefix).glob("installed-*")
    return any(path.stat().st_mtime > collected for path in (*sources, *installed))
