"""What a server runs: Django with the page cache before it, and what goes on in threads beside them."""

from __future__ import annotations

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application: Any = get_wsgi_application()

from django.conf import settings  # noqa: E402 - all that follows exists once Django is set up

from delivery import pieces  # noqa: E402
from delivery.asking import Asking  # noqa: E402
from delivery.page_cache import PageCache, Pages  # noqa: E402
from delivery.purge import Purger  # noqa: E402
from delivery.replica import exists, replica  # noqa: E402
from delivery.watch import Watch  # noqa: E402
from reader import public  # noqa: E402
from readership.keeping import keep_folding  # noqa: E402

MEGABYTE = 1024 * 1024

keep_folding()
stores: list[Any] = []
if settings.PIECES_MB:
    stores.append(pieces.Pieces(settings.PIECES_MB * MEGABYTE))
    pieces.keeping.pieces = stores[-1]
if settings.PAGE_CACHE_MB:
    stores.append(Pages(settings.PAGE_CACHE_MB * MEGABYTE))
    asking = Asking(public.PREFIXES, public.PARAMETERS, public.UNCACHED, settings.SECURE_PROXY_SSL_HEADER)
    application = PageCache(application, stores[-1], asking)
    if settings.PURGE_URL:
        Purger().keep_telling()
if stores:
    Watch(*stores).keep_looking()
    if exists():
        replica.keep_checking()
