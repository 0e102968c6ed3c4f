from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

from readership.keeping import keep_folding  # noqa: E402 - its models exist once Django is set up

keep_folding()
