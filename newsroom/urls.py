"""Every address of the site, from the outside in."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

from reader import urls as reader_urls

urlpatterns = [
    *reader_urls.without_language,
    path(settings.ADMIN_PATH, admin.site.urls),
    *(
        [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})]
        if settings.SERVE_MEDIA
        else []
    ),
    *i18n_patterns(path("", include("reader.urls")), prefix_default_language=True),
]

handler400 = "newsroom.errors.bad_request"
handler403 = "newsroom.errors.permission_denied"
handler404 = "newsroom.errors.page_not_found"
handler500 = "newsroom.errors.server_error"
