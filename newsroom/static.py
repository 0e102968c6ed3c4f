from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLES = "css/site.css"
IMPORT = re.compile(r'@import "(?P<file>[\w-]+\.css)"(?: (?P<media>\w+))?;\n')


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed static files.

    The imports between our script modules are hashed too; those of the public stylesheet are filled in, so
    that a page asks for one file and not for ten, one after the other.
    """

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: Mapping[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        found = dict(paths)
        if STYLES in found:
            whole = InMemoryStorage()
            whole.save(STYLES, ContentFile(_filled_in(found).encode()))
            found[STYLES] = (whole, STYLES)
        yield from super().post_process(found, dry_run, **options)


def _filled_in(paths: Mapping[str, tuple[Storage, str]]) -> str:
    """Return the public stylesheet with every file it imports in its place. They lie side by side."""

    def imported(line: re.Match[str]) -> str:
        styles = _read(paths, f"css/{line['file']}")
        return f"@media {line['media']} {{\n{styles}}}\n" if line["media"] else styles

    return IMPORT.sub(imported, _read(paths, STYLES))


def _read(paths: Mapping[str, tuple[Storage, str]], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
