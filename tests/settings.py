"""The settings under which tests run: the demo installation, with fast passwords and throw-away files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["DEMO"] = "1"
os.environ.pop("DEBUG", None)

from newsroom.settings import *  # noqa: F403

MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="newsroom-media-"))
VIEWS_SPOOL = Path(tempfile.mkdtemp(prefix="newsroom-views-"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
