"""What a server runs: Django with the page cache before it, and what goes on in threads beside them."""

from __future__ import annotations

import os
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application: Any = get_wsgi_application()

from django.conf import settings  # noqa: E402 - all that follows exists once Django is set up

from delivery.asking import Asking  # noqa: E402
from delivery.page_cache import PageCache  # noqa: E402
from delivery.purge import Purger  # noqa: E402
from delivery.replica import exists, replica  # noqa: E402
from delivery.store import Store  # noqa: E402
from delivery.watch import Watch  # noqa: E402
from reader import public  # noqa: E402
from readership.keeping import keep_folding  # noqa: E402

keep_folding()
if settings.PAGE_CACHE_MB:
    store = Store(settings.PAGE_CACHE_MB * 1024 * 1024)
    Watch(store).keep_looking()
    if exists():
        replica.keep_checking()
    if settings.PURGE_URL:
        Purger().keep_telling()
    application = PageCache(application, store, Asking(public.PREFIXES, public.PARAMETERS, public.UNCACHED))
